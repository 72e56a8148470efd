package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What holds of the schema as it lies in the catalogue, so that it can be spread over several machines by producer:
 * found by trying the schema on such a database.
 */
@Tag("database")
class SchemaRulesTest {

    private static final String TABLES = """
            SELECT CAST(c.relname AS text) AS it FROM pg_class c
             WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'""";

    private static final String WITH_PRODUCER = TABLES + """
               AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'producer_id')""";

    private static final String UNIQUE_WITHOUT_PRODUCER = """
            SELECT c.relname || ' ' || pg_get_indexdef(x.indexrelid) AS it
              FROM pg_index x
              JOIN pg_class c ON c.oid = x.indrelid AND c.relnamespace = 'public'::regnamespace
              LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'producer_id'
             WHERE x.indisunique AND a.attnum IS DISTINCT FROM x.indkey[0]""";

    /**
     * Keys that do not lead from a producer's rows to the same producer's: from where, to where, and as they are
     * written.
     */
    private static final String KEYS_ELSEWHERE = """
            SELECT concat_ws(' ', c.conrelid::regclass, c.confrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) AS it
              FROM pg_constraint c
             WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace
               AND NOT EXISTS (SELECT FROM unnest(c.conkey, c.confkey) k (near, far)
                                 JOIN pg_attribute n ON n.attrelid = c.conrelid AND n.attnum = k.near
                                 JOIN pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = k.far
                                WHERE n.attname = 'producer_id' AND f.attname = 'producer_id')""";

    private static final String TRIGGERS = """
            SELECT tgrelid::regclass || ' ' || tgname AS it FROM pg_trigger WHERE NOT tgisinternal""";

    private static final String DEFAULTS = """
            SELECT d.adrelid::regclass || '.' || a.attname AS it
              FROM pg_attrdef d
              JOIN pg_attribute a ON (a.attrelid, a.attnum) = (d.adrelid, d.adnum)
             WHERE pg_get_expr(d.adbin, d.adrelid) ~ 'xact|nextval|random'""";

    private static final String WRITABLE_VIEWS = """
            SELECT CAST(relname AS text) AS it
              FROM pg_class
             WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'
               AND has_table_privilege('livelihood_app', oid, 'INSERT, UPDATE, DELETE, TRUNCATE')""";

    @TempDir
    private static Path directory;

    private static EmbeddedPostgres server;

    private static SchemaPlaces places;

    @BeforeAll
    static void migrate() throws Exception {
        places = new SchemaPlaces();
        server = EmbeddedPostgres.startedOn(directory);
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE livelihood_app NOLOGIN");
        }
        Flyway.configure()
                .locations("classpath:db/schema")
                .dataSource(server.jdbcUrl("postgres"), EmbeddedPostgres.OWNER, server.ownerPassword())
                .load()
                .migrate();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    private static List<String> found(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query + " ORDER BY 1")) {
            while (rows.next()) {
                found.add(rows.getString("it"));
            }
        }
        return found;
    }

    private static String first(String line) {
        return line.split(" ", 2)[0];
    }

    @Test
    @DisplayName("every table lies with its producer, or its other place has a reason")
    void everyTableHasAPlace() throws SQLException {
        List<String> ofProducers = found(WITH_PRODUCER);
        assertThat(found(TABLES)).filteredOn(places::distributed).isSubsetOf(ofProducers);
    }

    @Test
    @DisplayName("what is unique is so within a producer, whose id comes first")
    void uniqueKeysBeginWithTheProducer() throws SQLException {
        assertThat(found(UNIQUE_WITHOUT_PRODUCER))
                .filteredOn(index -> places.distributed(first(index)))
                .isEmpty();
    }

    @Test
    @DisplayName("no foreign key crosses producers, or leads from a copied table to one that is not")
    void foreignKeysStayWithinAProducer() throws SQLException {
        assertThat(found(KEYS_ELSEWHERE))
                .filteredOn(key -> !places.is("reference", key.split(" ", 3)[1]))
                .filteredOn(key -> !places.is("local", first(key)) || !places.is("local", key.split(" ", 3)[1]))
                .isEmpty();
    }

    @Test
    void nothingFiresTriggers() throws SQLException {
        assertThat(found(TRIGGERS)).isEmpty();
    }

    @Test
    @DisplayName("no default reads the transaction's id or a sequence, or it has a reason")
    void defaultsAreConstantsOrTimes() throws SQLException {
        assertThat(found(DEFAULTS))
                .filteredOn(column -> !places.is("default", column))
                .isEmpty();
    }

    @Test
    @DisplayName("nobody writes through a view, with its owner's rights")
    void viewsAreForReading() throws SQLException {
        assertThat(found(WRITABLE_VIEWS)).isEmpty();
    }

    @Test
    void everyReasonIsNeeded() throws SQLException {
        assertThat(places.idle(Stream.concat(found(TABLES).stream(), found(DEFAULTS).stream())
                        .toList()))
                .isEmpty();
    }
}
