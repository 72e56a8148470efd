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
import org.livelihood.platform.settings.DemoMode;
import org.livelihood.platform.settings.DemoSettings;
import org.livelihood.platform.settings.Settings;
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
        if (Rehearsal.isAskedOf(environment)) {
            Rehearsal.prepare(environment, application);
            return;
        }
        try {
            DatabaseSettings settings = Settings.read(environment, DatabaseSettings.class);
            Access access = settings.isEmbedded() ? embedded(environment, settings) : external(environment, settings);
            SchemaHistory.requireBaseline(
                    access, settings.isEmbedded() ? settings.directory().toString() : "");
            Prepared server = DatabaseSetup.prepare(access);
            DatabaseSetup.requireApp(access);
            announce(settings, access, server.version());
            Map<String, Object> properties = properties(access);
            if (settings.isEmbedded()) {
                addSecret(settings, properties);
            }
            environment.getPropertySources().addFirst(new MapPropertySource("database", properties));
            application.addInitializers(
                    context -> context.getBeanFactory().registerSingleton("preparedDatabase", server));
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

    /** A random secret that the embedded database's directory keeps, for the demo: see {@link DemoMode}. */
    private static void addSecret(DatabaseSettings settings, Map<String, Object> properties) throws IOException {
        EmbeddedPostgres server = RUNNING.get(settings.directory());
        if (server != null) {
            properties.put(DemoMode.SECRET, server.secret("master"));
        }
    }

    private static Access embedded(ConfigurableEnvironment environment, DatabaseSettings settings)
            throws SQLException, IOException {
        EmbeddedPostgres server = RUNNING.computeIfAbsent(settings.directory(), DatabaseChoice::start);
        boolean testing = environment.acceptsProfiles(Profiles.of("test"));
        String name = testing ? "test_" + TEST_DATABASES.incrementAndGet() : EmbeddedPostgres.DATABASE;
        DatabaseSetup.createDatabase(server, name, testing);
        boolean chosen = environment.getActiveProfiles().length > 0;
        if (!chosen && Settings.read(environment, DemoSettings.class).demo()) {
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

    private static Access external(ConfigurableEnvironment environment, DatabaseSettings settings) {
        String url = settings.url();
        int slash = url.indexOf('/', PREFIX.length());
        String owner = required("LIVELIHOOD_DB_OWNER_USER", settings.ownerUser());
        String app = required("LIVELIHOOD_DB_APP_USER", settings.appUser());
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
                Encryption.of(settings),
                owner,
                required(
                        "LIVELIHOOD_DB_OWNER_PASSWORD", settings.ownerPassword().value()),
                app,
                required("LIVELIHOOD_DB_APP_PASSWORD", settings.appPassword().value()));
    }

    private static String required(String name, String value) {
        if (value.isBlank()) {
            throw new CannotStart("LIVELIHOOD_DB_URL is set, so " + name + " must be set too.");
        }
        return value;
    }

    private static void announce(DatabaseSettings settings, Access access, String version) {
        String line = settings.isEmbedded()
                ? "PostgreSQL " + version + " embedded at " + access.hostAndPort() + ", data kept in "
                        + settings.directory()
                : "PostgreSQL " + version + " at " + access.hostAndPort() + "/" + access.name();
        Objects.requireNonNull(System.out).println(line);
    }

    private static Map<String, Object> properties(Access access) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("spring.r2dbc.url", access.r2dbcUrl());
        properties.put("spring.r2dbc.username", access.appUser());
        properties.put("spring.r2dbc.password", access.appPassword());
        properties.put("spring.flyway.url", access.jdbcUrl());
        properties.put("spring.flyway.user", access.ownerUser());
        properties.put("spring.flyway.password", access.ownerPassword());
        return properties;
    }
}
