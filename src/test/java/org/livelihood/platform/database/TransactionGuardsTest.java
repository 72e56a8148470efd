package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

@JourneyTest
@Import(TransactionGuardsTest.Transfers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransactionGuardsTest {

    private static final int ABORTS = 4_000;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Transfers transfers;

    @Autowired
    private TransactionGuard guard;

    @Autowired
    private Bulkheads connections;

    @Autowired
    private Environment environment;

    /** Two writes that belong together, with a moment between them in which a client may leave. */
    @TestComponent
    static class Transfers {

        private final DatabaseClient database;

        Transfers(DatabaseClient database) {
            this.database = database;
        }

        @Transactional
        public Mono<Void> transfer(UUID id) {
            return insert(id, 1)
                    .then(database.sql("SELECT pg_sleep(0.001)").then())
                    .then(insert(id, 2));
        }

        /** Tells how many rows others see when it is committed. */
        @Transactional
        public Mono<Void> told(UUID id, Runnable work, boolean fails) {
            return insert(id, 1)
                    .then(AfterCommit.run(work))
                    .then(fails ? Mono.error(new IllegalStateException("no")) : insert(id, 2));
        }

        private Mono<Void> insert(UUID id, int half) {
            return database.sql("INSERT INTO guard_probe (id, half) VALUES (:id, :half)")
                    .bind("id", id)
                    .bind("half", half)
                    .then();
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                Objects.requireNonNull(environment.getProperty("spring.flyway.url")),
                environment.getProperty("spring.flyway.user"),
                environment.getProperty("spring.flyway.password"));
    }

    @BeforeAll
    void makeProbe() throws Exception {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE IF NOT EXISTS guard_probe (id uuid, half int, PRIMARY KEY (id, half))");
        }
    }

    @Test
    void aWriteOutsideATransactionIsRefused() {
        database.sql("INSERT INTO guard_probe (id, half) VALUES (:id, 1)")
                .bind("id", Uuids.next())
                .then()
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error).hasStackTraceContaining("read-only transaction"))
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void aCommandInATransactionMayWrite() {
        UUID id = Uuids.next();
        transfers.transfer(id).as(StepVerifier::create).verifyComplete();
        assertThat(halves(id)).isEqualTo(2);
    }

    @Test
    void thousandsOfLeavingClientsLeaveNoHalfCommand() throws InterruptedException {
        for (int i = 0; i < ABORTS; i++) {
            Disposable client = transfers.transfer(Uuids.next()).subscribe();
            if (i % 20 == 19) {
                Thread.sleep(ThreadLocalRandom.current().nextInt(8));
            }
            client.dispose();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> guard.commandsInFlight() == 0);

        assertThat(count("SELECT count(*) FROM (SELECT id FROM guard_probe GROUP BY id HAVING count(*) <> 2) AS half"))
                .isZero();
        await().atMost(Duration.ofSeconds(10)).until(() -> acquired() == 0);
    }

    private long halves(UUID id) {
        return count("SELECT count(*) FROM guard_probe WHERE id = '" + id + "'");
    }

    private long count(String query) {
        return Objects.requireNonNull(database.sql(query)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block());
    }

    private int acquired() {
        return connections.inUse();
    }

    @Test
    void whatComesAfterTheCommitComesOnceAndOnlyThen() {
        UUID id = Uuids.next();
        List<Long> seen = new CopyOnWriteArrayList<>();
        Runnable look = () -> seen.add(rowsOf(id));
        StepVerifier.create(transfers.told(id, look, true)).verifyError(IllegalStateException.class);
        assertThat(seen).isEmpty();
        StepVerifier.create(transfers.told(id, look, false)).verifyComplete();
        assertThat(seen).containsExactly(2L);
    }

    /** By a connection of its own, as somebody else sees it. */
    private long rowsOf(UUID id) {
        try (Connection other = connection();
                Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM guard_probe WHERE id = '" + id + "'")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException failed) {
            throw new AssertionError(failed);
        }
    }
}
