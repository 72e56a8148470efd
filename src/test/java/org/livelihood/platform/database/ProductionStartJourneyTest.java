package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livelihood.support.Program;
import org.yaml.snakeyaml.Yaml;

/** The program with production's settings, just those that the compose file gives it, on a PostgreSQL of its own. */
@Tag("database")
class ProductionStartJourneyTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(:[?-]([^}]*))?}");
    private static final Pattern SETUP_TOKEN = Pattern.compile("works once\\): (\\S+)");
    private static final Random RANDOM = new Random(7);

    @TempDir
    private static Path directory;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() {
        server = EmbeddedPostgres.startedOn(directory.resolve("server"));
    }

    @AfterAll
    static void stopServer() {
        server.stop();
    }

    private static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** What an operator writes into .env; all else is the compose file's. */
    private static Map<String, String> written() {
        return Map.of(
                "LIVELIHOOD_DB_OWNER_PASSWORD",
                server.ownerPassword(),
                "LIVELIHOOD_DB_APP_PASSWORD",
                "app-" + random(),
                "LIVELIHOOD_SECRET_KEY",
                random(),
                "LIVELIHOOD_VAULT_KEYS",
                "k1:" + random(),
                "LIVELIHOOD_LOG_ORIGIN",
                "livelihood.example/log",
                "LIVELIHOOD_LOG_KEY",
                random(),
                "LIVELIHOOD_PAYMENT_PROVIDER",
                "sandbox");
    }

    /** The environment of the compose file's program, with its database's host put where the test's server is. */
    private static Map<String, String> settings(String database) throws IOException, SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
            statement.execute("DROP ROLE IF EXISTS livelihood");
            statement.execute("CREATE DATABASE " + database);
        }
        Map<String, Map<String, Map<String, Map<String, String>>>> compose =
                new Yaml().load(Files.readString(Path.of("docker/compose.yaml")));
        Map<String, String> written = written();
        Map<String, String> settings = new TreeMap<>();
        compose.get("services").get("livelihood").get("environment").forEach((name, value) -> {
            if (value == null) {
                if (written.containsKey(name)) {
                    settings.put(name, written.get(name));
                }
                return;
            }
            Matcher variable = VARIABLE.matcher(value);
            settings.put(
                    name,
                    variable.matches()
                            ? written.getOrDefault(variable.group(1), String.valueOf(variable.group(3)))
                            : value.replace("database:5432/livelihood", "127.0.0.1:" + server.port() + "/" + database));
        });
        return settings;
    }

    private static Map<String, String> with(Map<String, String> settings, String name, String value) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(name, value);
        return changed;
    }

    @Test
    @DisplayName(
            "F2, G10, G11: starts with the compose file's settings, twice, without demo, docs or default passwords")
    void startsWithProductionSettings() throws Exception {
        Map<String, String> settings = settings("production");
        Program program = Program.started(directory, settings);
        Matcher token = SETUP_TOKEN.matcher(program.said());
        assertThat(token.find()).isTrue();
        Map<String, String> first =
                Map.of("token", token.group(1), "login", "first-admin", "password", "correct-horse-battery-9");
        program.guest().post("/api/v1/auth/setup", first).expect(201);
        program.kill();

        program = Program.started(directory, settings);
        try {
            assertThat(program.said()).doesNotContain("Demo accounts", "works once", "ERROR", "\tat ");
            program.guest().get("/api/v1/listings").expect(200);
            program.guest().get("/actuator/health/readiness").expect(200);
            program.guest().get("/v3/api-docs").expect(404);
            program.guest()
                    .post("/api/v1/auth/login", Map.of("login", "shopper", "password", "three-socks-2020"))
                    .expect(401);
        } finally {
            program.end();
        }
        refusesANewerSchema(settings);
    }

    @Test
    @DisplayName("E16: an image is built without a database: the start that shows the classes needs none")
    void rehearsesWithoutADatabase() throws Exception {
        assertThat(Program.rehearsed(directory)).doesNotContain("ERROR", "\tat ", "PostgreSQL", "is ready");
    }

    private static void refusesANewerSchema(Map<String, String> settings) throws Exception {
        try (Connection connection = server.connect("production");
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,"
                    + " checksum, installed_by, execution_time, success)"
                    + " VALUES (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'later', 1, true)");
        }
        assertThat(Program.refused(directory, settings))
                .contains("made by another version of Livelihood")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    LIVELIHOOD_DB_URL         | postgresql://no-such-host.invalid:5432/x | the host no-such-host.invalid is not known
                    LIVELIHOOD_DB_SSL_MODE    | require                | does not support SSL
                    LIVELIHOOD_ORDER_SHARDS   | 0                      | LIVELIHOOD_ORDER_SHARDS must be a whole number from 1 to 64
                    LIVELIHOOD_LOG_KEY        | c2hvcnQ=               | LIVELIHOOD_LOG_KEY must be base64 of 32 random bytes
                    SPRING_PROFILES_ACTIVE    | demo                   | for the embedded database only
                    """)
    @DisplayName("G10: what cannot work is refused in plain words, without a stack trace")
    void refusesInOneLine(String setting, String value, String words) throws Exception {
        assertThat(Program.refused(directory, with(settings("refused"), setting, value)))
                .contains(words)
                .doesNotContain("\tat ");
    }

    @Test
    @DisplayName("G10: another password of the program's role is refused before anything is migrated")
    void refusesAWrongPassword() throws Exception {
        Map<String, String> settings = settings("refused");
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE livelihood LOGIN PASSWORD 'another one'");
        }
        assertThat(Program.refused(directory, settings))
                .contains("LIVELIHOOD_DB_APP_PASSWORD is not the password of the role livelihood")
                .doesNotContain("\tat ");
        try (Connection connection = server.connect("refused")) {
            assertThat(connection
                            .getMetaData()
                            .getTables(null, "public", "flyway_schema_history", null)
                            .next())
                    .isFalse();
        }
    }
}
