package org.livelihood.platform.database;

import java.io.IOException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.livelihood.platform.database.DatabaseSetup.Access;
import org.livelihood.platform.database.DatabaseSetup.Prepared;
import org.livelihood.platform.settings.CannotStart;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * Chooses the database before anything else starts: the one that {@code LIVELIHOOD_DB_URL} names, or the embedded one.
 *
 * <p>Runs after the configuration files were read, and puts the addresses where Spring Boot looks for them.
 */
class DatabaseChoice implements EnvironmentPostProcessor, Ordered {

    /** Servers of this program by directory: several application contexts (tests) share one. */
    private static final Map<Path, EmbeddedPostgres> RUNNING = new ConcurrentHashMap<>();

    /** Under the profile test every application context has a fresh database of its own. */
    private static final AtomicInteger TEST_DATABASES = new AtomicInteger();

    private static final String PREFIX = "postgresql://";
    private static final String APP = "livelihood";

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            String url = environment.getProperty("LIVELIHOOD_DB_URL", "");
            Access access = url.isBlank() ? embedded(environment) : external(environment, url);
            SchemaHistory.requireBaseline(
                    access, url.isBlank() ? directory(environment).toString() : "");
            Prepared server = DatabaseSetup.prepare(access);
            DatabaseSetup.requireApp(access);
            announce(environment, access, server.version(), url.isBlank());
            Map<String, Object> properties = properties(access, url.isBlank());
            properties.put(
                    "livelihood.database.clock-ahead", server.clockAhead().toString());
            if (url.isBlank()) {
                addSecret(environment, properties);
                properties.put(
                        "livelihood.database.directory", directory(environment).toString());
            }
            environment.getPropertySources().addFirst(new MapPropertySource("database", properties));
        } catch (SQLException failure) {
            throw new CannotStart("The database cannot be used: " + reason(failure), failure);
        } catch (IOException failure) {
            throw new CannotStart("The embedded PostgreSQL cannot be used: " + failure, failure);
        }
    }

    /** The deepest cause says most: the host that is not known, the connection that was refused. */
    private static String reason(SQLException failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest instanceof UnknownHostException
                ? "the host " + deepest.getMessage() + " is not known"
                : failure.getMessage() + (deepest == failure ? "" : " " + deepest.getMessage());
    }

    /** A random secret that the embedded database's directory keeps, for the demo: see {@code security.Secrets}. */
    private static void addSecret(ConfigurableEnvironment environment, Map<String, Object> properties)
            throws IOException {
        EmbeddedPostgres server = RUNNING.get(directory(environment));
        if (server != null) {
            properties.put("livelihood.embedded-secret", server.secret("master"));
        }
    }

    private static Path directory(ConfigurableEnvironment environment) {
        String path = environment.getProperty("LIVELIHOOD_DB_DIRECTORY", ".livelihood/postgres");
        return Path.of(path).toAbsolutePath().normalize();
    }

    private static Access embedded(ConfigurableEnvironment environment) throws SQLException, IOException {
        EmbeddedPostgres server = RUNNING.computeIfAbsent(directory(environment), DatabaseChoice::start);
        boolean testing = environment.acceptsProfiles(Profiles.of("test"));
        String name = testing ? "test_" + TEST_DATABASES.incrementAndGet() : EmbeddedPostgres.DATABASE;
        DatabaseSetup.createDatabase(server, name, testing);
        boolean chosen = environment.getActiveProfiles().length > 0;
        if (!chosen && environment.getProperty("LIVELIHOOD_DEMO", Boolean.class, true)) {
            environment.addActiveProfile("demo");
        }
        String host = "127.0.0.1:" + server.port();
        return new Access(
                host, name, Encryption.NONE, EmbeddedPostgres.OWNER, server.ownerPassword(), APP, server.secret("app"));
    }

    private static EmbeddedPostgres start(Path path) {
        EmbeddedPostgres server = EmbeddedPostgres.startedOn(path);
        SpringApplication.getShutdownHandlers().add(() -> {
            RUNNING.remove(path);
            server.stop();
        });
        return server;
    }

    private static Access external(ConfigurableEnvironment environment, String url) {
        int slash = url.indexOf('/', PREFIX.length());
        if (!url.startsWith(PREFIX) || slash < 0 || slash == url.length() - 1 || url.contains("@")) {
            throw new CannotStart("LIVELIHOOD_DB_URL must read postgresql://host:port/database, without a user.");
        }
        String owner = required(environment, "LIVELIHOOD_DB_OWNER_USER");
        String app = required(environment, "LIVELIHOOD_DB_APP_USER");
        if (owner.equals(app)) {
            throw new CannotStart("LIVELIHOOD_DB_APP_USER and LIVELIHOOD_DB_OWNER_USER must be two users:"
                    + " the program may not own its tables.");
        }
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            throw new CannotStart("The profile demo makes accounts whose password everybody knows:"
                    + " it is for the embedded database only, never for LIVELIHOOD_DB_URL.");
        }
        return new Access(
                url.substring(PREFIX.length(), slash),
                url.substring(slash + 1),
                Encryption.of(environment),
                owner,
                required(environment, "LIVELIHOOD_DB_OWNER_PASSWORD"),
                app,
                required(environment, "LIVELIHOOD_DB_APP_PASSWORD"));
    }

    private static String required(ConfigurableEnvironment environment, String name) {
        String value = environment.getProperty(name, "");
        if (value.isBlank()) {
            throw new CannotStart("LIVELIHOOD_DB_URL is set, so " + name + " must be set too.");
        }
        return value;
    }

    private static void announce(ConfigurableEnvironment environment, Access access, String version, boolean embedded) {
        String line = embedded
                ? "PostgreSQL " + version + " embedded at " + access.hostAndPort() + ", data kept in "
                        + directory(environment)
                : "PostgreSQL " + version + " at " + access.hostAndPort() + "/" + access.name();
        Objects.requireNonNull(System.out).println(line);
    }

    private static Map<String, Object> properties(Access access, boolean embedded) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.r2dbc.url", access.r2dbcUrl());
        properties.put("spring.r2dbc.username", access.appUser());
        properties.put("spring.r2dbc.password", access.appPassword());
        properties.put("spring.flyway.url", access.jdbcUrl());
        properties.put("spring.flyway.user", access.ownerUser());
        properties.put("spring.flyway.password", access.ownerPassword());
        properties.put("livelihood.database.embedded", embedded);
        return properties;
    }
}
