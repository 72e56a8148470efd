package org.livelihood.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.livelihood.LivelihoodApplication;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.Books;
import org.livelihood.support.Shelf;
import org.livelihood.support.TcpProxy;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The program in bad weather: a network between it and PostgreSQL that stalls, resets and refuses, locked tables, a
 * frozen node, a wrong clock. Whoever got an order acknowledged is the witness: it is there afterwards, once.
 */
@Tag("database")
@ExtendWith(OutputCaptureExtension.class)
class WeatherJourneyTest {

    /** What an honest answer may take at most, with room for a busy machine. */
    private static final Duration HONEST = Duration.ofMillis(2_500);

    private static final Duration BACK = Duration.ofSeconds(15);
    private static final String LISTINGS = "/api/v1/listings?limit=1&q=";
    private static final String READINESS = "/actuator/health/readiness";
    private static final String LIVENESS = "/actuator/health/liveness";

    private static final EmbeddedPostgres SERVER =
            EmbeddedPostgres.startedOn(Path.of("target/weather").toAbsolutePath());
    private static final ShiftedClock HOST = new ShiftedClock();
    private static TcpProxy network;
    private static ConfigurableApplicationContext program;

    private final ProducerId producer = ProducerId.next();
    private final Shelf shelf = program.getBean(Shelf.class);
    private final Books books = program.getBean(Books.class);
    private final Bulkheads bulkheads = program.getBean(Bulkheads.class);
    private final WebTestClient web = WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + program.getEnvironment().getProperty("local.server.port"))
            .responseTimeout(Duration.ofSeconds(30))
            .build();
    private SkuId sku;
    private Api shopper;

    /** A machine's clock that somebody sets wrong. */
    private static final class ShiftedClock extends Clock {

        private volatile Duration shift = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return Clock.systemUTC().getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(shift);
        }
    }

    @TestConfiguration
    @Import({Tokens.class, Shelf.class, Books.class})
    static class Clocks {

        @Bean
        Clock hostClock() {
            return HOST;
        }
    }

    @BeforeAll
    static void start() throws IOException, SQLException {
        DatabaseSetup.createDatabase(SERVER, "weather", true);
        network = new TcpProxy(SERVER.port());
        program = new SpringApplicationBuilder(LivelihoodApplication.class, Clocks.class)
                .profiles("test")
                .run(
                        "--spring.main.allow-bean-definition-overriding=true",
                        "--livelihood.port=0",
                        "--livelihood.order.sweep=300ms",
                        "--livelihood.sign-ins-per-second=0",
                        "--livelihood.writes-per-second=0",
                        "--livelihood.reads-per-second=0",
                        "--livelihood.db.url=postgresql://127.0.0.1:" + network.port() + "/weather",
                        "--livelihood.db.owner-user=" + EmbeddedPostgres.OWNER,
                        "--livelihood.db.owner-password=" + SERVER.ownerPassword(),
                        "--livelihood.db.app-user=weather_app",
                        "--livelihood.db.app-password=weather-app-password",
                        "--livelihood.secret-key=cUp6r1FhT0eZkY1vDqWm0oJ2x8bN5sGi7LtR3aHfXyE=",
                        "--livelihood.vault-keys=k1:Zk9vT2mQ4rYx1BpLw7sDh3Jc6uN8aVgE5iRtK0oXyqM=",
                        "--livelihood.log.origin=weather.test/log",
                        "--livelihood.log.key=pW8nE3yKq5sR1vBz7uTj2xLd9cMf4hGa6oJtXi0rQkY=");
    }

    @BeforeEach
    void stock() {
        sku = shelf.sku(producer, 6_900, 100_000);
        shopper = Api.of(web, program.getBean(Tokens.class), Tokens.of(Role.SHOPPER))
                .impatient();
        shopper.get("/api/v1/orders").expect(200);
    }

    @AfterEach
    void heal() throws IOException {
        HOST.shift = Duration.ZERO;
        network.heal();
        await().atMost(BACK).until(() -> shopper.get("/api/v1/orders").status() == 200);
        assertThat(books.faults(producer)).isEmpty();
        await().atMost(BACK).until(() -> bulkheads.inUse() == 0);
    }

    @AfterAll
    static void end() {
        program.close();
        network.close();
        SERVER.stop();
    }

    private record Timed(int status, Duration took, String id) {}

    private static Timed timed(Callable<Api.Answer> request) throws Exception {
        long began = System.nanoTime();
        Api.Answer answer = request.call();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        if (answer.status() == 503 && answer.body().has("code")) {
            assertThat(answer.headers().getFirst("Retry-After")).isNotNull();
        }
        return new Timed(answer.status(), took, answer.text("/id"));
    }

    private Timed order() throws Exception {
        return order(UUID.randomUUID().toString());
    }

    private Timed order(String key) throws Exception {
        Map<String, Object> body = Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1)));
        return timed(() -> shopper.post("/api/v1/orders", body, key));
    }

    /** Customers who order and look around while the weather is made. */
    private List<Timed> crowd(Weather weather) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        ConcurrentLinkedQueue<Timed> answers = new ConcurrentLinkedQueue<>();
        ExecutorService people = Executors.newFixedThreadPool(12);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            boolean buys = i % 2 == 0;
            all.add(people.submit(() -> {
                while (!over.get()) {
                    answers.add(buys ? order() : timed(() -> shopper.get("/api/v1/orders?limit=5")));
                }
                return null;
            }));
        }
        try {
            weather.make();
        } finally {
            over.set(true);
            people.shutdown();
        }
        for (Future<?> one : all) {
            one.get(30, TimeUnit.SECONDS);
        }
        return List.copyOf(answers);
    }

    @FunctionalInterface
    private interface Weather {

        void make() throws Exception;
    }

    private void isServingWithin(Duration limit) {
        await().atMost(limit).until(() -> order().status() == 201);
    }

    /** Every answer was honest and in time, and every acknowledged order is there. */
    private void isHonest(List<Timed> answers) {
        assertThat(answers).allMatch(answer -> answer.status() == 503 || answer.status() < 300);
        assertThat(answers).extracting(Timed::took).allMatch(took -> took.compareTo(HONEST) < 0);
        List<String> acknowledged = answers.stream()
                .filter(answer -> answer.status() == 201)
                .map(Timed::id)
                .toList();
        assertThat(acknowledged).isNotEmpty().doesNotHaveDuplicates();
        for (String id : acknowledged) {
            assertThat(books.count(
                            "SELECT count(*) FROM orders WHERE producer_id = :producer AND id = '" + id + "'",
                            producer))
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("G1: connections lost without a word: honest answers meanwhile, serving again within 15 s")
    void silentLoss() throws Exception {
        List<Timed> answers = crowd(() -> {
            Thread.sleep(500);
            network.stall();
            Thread.sleep(6_000);
            network.heal();
            isServingWithin(BACK);
            Thread.sleep(500);
        });
        assertThat(answers).extracting(Timed::status).contains(503);
        isHonest(answers);
    }

    @Test
    @DisplayName("G1: connections that a failover forgot are replaced, though the database was never away")
    void forgottenConnections() throws Exception {
        List<Timed> answers = crowd(() -> {
            Thread.sleep(500);
            network.stall();
            network.heal();
            Thread.sleep(2_000);
            isServingWithin(Duration.ofSeconds(5));
            Thread.sleep(500);
        });
        isHonest(answers);
    }

    @Test
    @DisplayName("G2: a database that is down: 503 within 2 s, readiness says so, liveness does not")
    void down(CapturedOutput said) throws Exception {
        long before = records(said);
        List<Timed> answers = crowd(() -> {
            Thread.sleep(300);
            network.refuse();
            Thread.sleep(1_500);
            assertThat(timed(() -> Api.guest(web).impatient().get(READINESS)))
                    .matches(answer -> answer.status() == 503)
                    .matches(answer -> answer.took().toMillis() < 1_000);
            assertThat(timed(() -> Api.guest(web).impatient().get(LIVENESS)))
                    .matches(answer -> answer.status() == 200)
                    .matches(answer -> answer.took().toMillis() < 1_000);
            network.heal();
            isServingWithin(Duration.ofSeconds(5));
            Api.guest(web).impatient().get(READINESS).expect(200);
        });
        isHonest(answers);
        long failed = answers.stream().filter(answer -> answer.status() == 503).count();
        long lines = records(said) - before;
        assertThat(failed).isGreaterThan(50);
        assertThat(lines).as("lines of log about " + failed + " failures (G7)").isLessThan(60);
    }

    private static long records(CapturedOutput said) {
        return said.getAll().lines().filter(line -> line.matches("\\d{4}-.*")).count();
    }

    @Test
    @DisplayName("G1: connections that are reset are replaced at once")
    void reset() throws Exception {
        List<Timed> answers = crowd(() -> {
            for (int i = 0; i < 5; i++) {
                Thread.sleep(200);
                network.reset();
            }
            isServingWithin(Duration.ofSeconds(5));
        });
        isHonest(answers);
    }

    private Connection locked(String table) throws SQLException {
        Connection connection =
                DriverManager.getConnection(SERVER.jdbcUrl("weather"), EmbeddedPostgres.OWNER, SERVER.ownerPassword());
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        }
        return connection;
    }

    @Test
    @DisplayName("G2: a locked table: 503 within 2 s; what does not need it answers as ever")
    void lockedTable() throws Exception {
        ConcurrentLinkedQueue<Timed> others = new ConcurrentLinkedQueue<>();
        List<Timed> answers;
        try (Connection lock = locked("orders")) {
            answers = crowd(() -> {
                for (int i = 0; i < 40; i++) {
                    others.add(timed(() -> shopper.get(LISTINGS + UUID.randomUUID())));
                    others.add(timed(() -> Api.guest(web).impatient().get(READINESS)));
                    others.add(timed(() -> shopper.get("/api/v1/sessions?limit=1")));
                    Thread.sleep(50);
                }
            });
            lock.rollback();
        }
        assertThat(answers).extracting(Timed::status).containsOnly(503);
        assertThat(answers).extracting(Timed::took).allMatch(took -> took.compareTo(HONEST) < 0);
        assertThat(others).extracting(Timed::status).containsOnly(200);
        assertThat(others).extracting(Timed::took).allMatch(took -> took.toMillis() < 1_000);
        isServingWithin(Duration.ofSeconds(3));
    }

    @Test
    @DisplayName("G3: a node that is frozen in the middle of a transaction costs the others under 6 s")
    void frozenNode() throws Exception {
        io.r2dbc.spi.Connection frozen =
                Objects.requireNonNull(bulkheads.pool(Lane.COMMANDS).create().block());
        Mono.from(frozen.beginTransaction()).block();
        Flux.from(frozen.createStatement("SET TRANSACTION READ WRITE").execute())
                .flatMap(result -> result.getRowsUpdated())
                .blockLast();
        String lock = "SELECT 1 AS held FROM stock_pool WHERE sku_id = '" + sku.value() + "' FOR UPDATE";
        Flux.from(frozen.createStatement(lock).execute())
                .flatMap(result -> result.map(row -> 1))
                .blockLast();
        long began = System.nanoTime();
        assertThat(order().status()).isEqualTo(503);
        isServingWithin(Duration.ofSeconds(6));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(6));
        Mono.from(frozen.close()).onErrorComplete().block();
    }

    @Test
    @DisplayName(
            "G4: a node whose clock is two hours fast or a day slow decides by the database's, says so and is not ready")
    void wrongClock(CapturedOutput said) throws Exception {
        for (Duration shift : List.of(Duration.ofHours(2), Duration.ofDays(-1))) {
            Timed order = order();
            HOST.shift = shift;
            await().atMost(Duration.ofSeconds(3))
                    .untilAsserted(
                            () -> Api.guest(web).impatient().get(READINESS).expect(503));
            assertThat(Duration.between(
                                    Instant.now(), program.getBean(Clock.class).instant())
                            .abs())
                    .isLessThan(Duration.ofSeconds(1));
            Thread.sleep(1_500);
            assertThat(shopper.get("/api/v1/orders/" + order.id()).text("/status"))
                    .isEqualTo("AWAITING_PAYMENT");
            assertThat(said.getAll()).contains("off the database's: the node is not ready");
            HOST.shift = Duration.ZERO;
            await().atMost(Duration.ofSeconds(3))
                    .untilAsserted(
                            () -> Api.guest(web).impatient().get(READINESS).expect(200));
        }
    }
}
