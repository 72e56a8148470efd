package org.livelihood.platform.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.ValidationDepth;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.livelihood.platform.database.DatabaseSetup.Prepared;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import reactor.core.publisher.Mono;
import reactor.pool.PooledRefMetadata;

/** How the program reaches its database, and how long it waits for what. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(60);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final Duration KEPT_IDLE = Duration.ofMinutes(2);
    private static final Duration LIFE = Duration.ofMinutes(30);

    /** The machine's own time, which nothing but the database's clock should ask. */
    @Bean
    Clock hostClock() {
        return Clock.systemUTC();
    }

    @Bean
    @Primary
    DatabaseClock clock(Clock hostClock, Prepared server) {
        return new DatabaseClock(hostClock, server.clockAhead());
    }

    @Bean
    Sockets databaseSockets() {
        return new Sockets();
    }

    @Bean
    DatabaseWatch databaseWatch(
            R2dbcProperties access, DatabaseSettings settings, Sockets sockets, DatabaseClock clock) {
        return new DatabaseWatch(driver(access, settings, sockets), sockets, clock, settings.patience());
    }

    @Bean
    Bulkheads connectionFactory(
            R2dbcProperties access, DatabaseSettings settings, Sockets sockets, DatabaseWatch watch) {
        int connections = settings.connections();
        ConnectionFactory driver = driver(access, settings, sockets);
        Duration hurried = settings.patience().dividedBy(2);
        return new Bulkheads(
                watch,
                connections,
                hurried,
                lane -> pool(driver, lane, lane.share(connections), lane.patience(hurried)));
    }

    private static ConnectionFactory driver(R2dbcProperties access, DatabaseSettings settings, Sockets sockets) {
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(Objects.requireNonNull(access.getUrl()))
                .mutate()
                .option(ConnectionFactoryOptions.USER, Objects.requireNonNull(access.getUsername()))
                .option(ConnectionFactoryOptions.PASSWORD, Objects.requireNonNull(access.getPassword()))
                .option(ConnectionFactoryOptions.CONNECT_TIMEOUT, CONNECT)
                .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, sockets)
                .option(PostgresqlConnectionFactoryProvider.OPTIONS, limits(settings))
                .build();
        return ConnectionFactories.get(options);
    }

    /** What the server ends by itself, so that nobody's fault keeps others waiting. */
    private static Map<String, String> limits(DatabaseSettings settings) {
        String network = Long.toString(Sockets.PATIENCE.toMillis());
        return Map.of(
                "lock_timeout", Long.toString(settings.lockTimeout().toMillis()),
                "statement_timeout", Long.toString(LONGEST_STATEMENT.toMillis()),
                "idle_in_transaction_session_timeout", Long.toString(LONGEST_PAUSE.toMillis()),
                "tcp_user_timeout", network);
    }

    private static ConnectionPool pool(ConnectionFactory driver, Lane lane, int most, Duration patience) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(driver)
                .name(lane.name())
                .initialSize(0)
                .maxSize(most)
                .maxAcquireTime(patience)
                .maxCreateConnectionTime(patience)
                .acquireRetry(0)
                .backgroundEvictionInterval(KEPT_IDLE)
                .customizer(builder -> builder.evictionPredicate(DatabaseConfiguration::isPast))
                .build());
    }

    /** Whether a connection is not to be used again. */
    private static boolean isPast(Connection connection, PooledRefMetadata history) {
        boolean stands =
                Mono.from(connection.validate(ValidationDepth.LOCAL)).toFuture().getNow(false);
        return !stands || history.idleTime() > KEPT_IDLE.toMillis() || history.lifeTime() > LIFE.toMillis();
    }
}
