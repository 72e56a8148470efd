package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.XZInputStream;

/** Databases of earlier versions, with the demo's data in them, come to the schema of today and lose nothing. */
@Tag("database")
class SchemaUpgradeTest {

    private static final Path STATES = Path.of("src/test/resources/schema");
    private static final String EMPTY = "empty";
    private static final String STATE = "state";

    /** All that the schema consists of, one thing a line: what it is, and how it is defined. */
    private static final String CATALOGUE = """
            SELECT concat('column ', a.attrelid::regclass, '.', a.attname),
                   concat_ws(' ', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, a.attacl,
                             pg_get_expr(d.adbin, d.adrelid))
              FROM pg_attribute a
              JOIN pg_class c ON c.oid = a.attrelid AND c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'c')
              LEFT JOIN pg_attrdef d ON (d.adrelid, d.adnum) = (a.attrelid, a.attnum)
             WHERE a.attnum > 0 AND NOT a.attisdropped
             UNION ALL
            SELECT concat('relation ', c.relname), concat_ws(' ', c.relkind, c.relacl, c.reloptions, pg_get_viewdef(c.oid),
                          obj_description(c.oid, 'pg_class'))
              FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')
             UNION ALL
            SELECT concat('constraint ', conrelid::regclass, ' ', conname), pg_get_constraintdef(oid)
              FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
             UNION ALL
            SELECT concat('index ', indexrelid::regclass), pg_get_indexdef(indexrelid)
              FROM pg_index WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
             UNION ALL
            SELECT concat('function ', p.oid::regprocedure), concat_ws(' ', p.proacl, pg_get_functiondef(p.oid))
              FROM pg_proc p
             WHERE p.pronamespace = 'public'::regnamespace
               AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
             UNION ALL
            SELECT concat('trigger ', tgrelid::regclass, ' ', tgname), pg_get_triggerdef(oid)
              FROM pg_trigger WHERE NOT tgisinternal""";

    private static final String TABLES = """
            SELECT relname, relname FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'flyway_schema_history'""";

    /** Records of persons and of money whose leaf is no longer what they say. */
    private static final String CHANGED_LEAVES = """
            SELECT l.index, l.kind FROM tlog_leaf l
              JOIN (SELECT 'MEMBER_SPAN' AS kind, * FROM tlog_member_span
                     UNION ALL SELECT 'STATUS', * FROM tlog_status
                     UNION ALL SELECT 'HOUSEHOLD', * FROM tlog_household
                     UNION ALL SELECT 'PAYABLE', * FROM tlog_payable
                     UNION ALL SELECT 'CONTRIBUTION', * FROM tlog_contribution
                     UNION ALL SELECT 'AGREEMENT', * FROM tlog_agreement
                     UNION ALL SELECT 'JOURNAL', * FROM tlog_journal) r
                ON (r.kind, r.producer_id, r.source_id, r.seq) = (l.kind, l.producer_id, l.source_id, l.seq)
             WHERE tlog_differs(r.record, l.record, r.subjects)""";

    @TempDir
    private static Path directory;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.startedOn(directory);
        run("postgres", "CREATE ROLE livelihood_app NOLOGIN");
        run("postgres", "CREATE DATABASE " + EMPTY);
        migrate(EMPTY);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    static List<Path> states() throws IOException {
        try (Stream<Path> files = Files.list(STATES)) {
            return files.filter(file -> file.toString().endsWith(".sql.xz"))
                    .sorted()
                    .toList();
        }
    }

    private static void run(String database, String script) throws SQLException {
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    private static void migrate(String database) {
        Flyway.configure()
                .locations("classpath:db/schema")
                .ignoreMigrationPatterns("")
                .dataSource(server.jdbcUrl(database), EmbeddedPostgres.OWNER, server.ownerPassword())
                .load()
                .migrate();
    }

    private static Map<String, String> found(String database, String query) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        try (Connection connection = server.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getString(2));
            }
        }
        return found;
    }

    private static Map<String, String> rows() throws SQLException {
        Map<String, String> rows = new TreeMap<>();
        for (String table : found(STATE, TABLES).keySet()) {
            rows.putAll(found(STATE, "SELECT '" + table + "', count(*) FROM " + table));
        }
        return rows;
    }

    private static String script(Path state) throws IOException {
        try (InputStream file = new XZInputStream(Files.newInputStream(state))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    @DisplayName("G9: a database of an earlier version comes to the schema of today, with all that is in it")
    void comesToTheSchemaOfToday(Path state) throws Exception {
        run("postgres", "DROP DATABASE IF EXISTS " + STATE + " WITH (FORCE)");
        run("postgres", "CREATE DATABASE " + STATE);
        run(STATE, script(state));
        Map<String, String> before = rows();
        assertThat(before).doesNotContainEntry("orders", "0").doesNotContainEntry("tlog_leaf", "0");
        migrate(STATE);
        assertThat(found(STATE, CATALOGUE)).isEqualTo(found(EMPTY, CATALOGUE));
        assertThat(rows()).containsAllEntriesOf(before);
        assertThat(found(STATE, CHANGED_LEAVES)).isEmpty();
    }
}
