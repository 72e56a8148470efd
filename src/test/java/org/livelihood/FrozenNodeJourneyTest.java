package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livelihood.support.Program;

/** Two processes on one database, of which one stands still (SIGSTOP) while it holds rows that both of them need. */
@Tag("database")
class FrozenNodeJourneyTest {

    private static final Duration MOST = Duration.ofSeconds(6);

    @TempDir
    private static Path directory;

    private static Program healthy;
    private static Program frozen;

    @BeforeAll
    static void start() throws Exception {
        Map<String, String> shared = Map.of(
                "LIVELIHOOD_SECRET_KEY",
                random(),
                "LIVELIHOOD_VAULT_KEYS",
                "k1:" + random(),
                "LIVELIHOOD_LOG_ORIGIN",
                "livelihood.example/log",
                "LIVELIHOOD_LOG_KEY",
                random(),
                "LIVELIHOOD_SIGN_INS_PER_SECOND",
                "0");
        Path embedded = directory.resolve("postgres");
        healthy = Program.started(directory, and(shared, Map.of("LIVELIHOOD_DB_DIRECTORY", embedded.toString())));
        Map<String, String> second = Map.of(
                "LIVELIHOOD_DB_URL", healthy.databaseUrl(),
                "LIVELIHOOD_DB_OWNER_USER", "livelihood_owner",
                "LIVELIHOOD_DB_OWNER_PASSWORD", secret(embedded, "owner"),
                "LIVELIHOOD_DB_APP_USER", "livelihood",
                "LIVELIHOOD_DB_APP_PASSWORD", secret(embedded, "app"),
                "LIVELIHOOD_DB_LOCK_TIMEOUT", "20s",
                "LIVELIHOOD_PAYMENT_PROVIDER", "sandbox");
        frozen = Program.started(directory, and(shared, second));
    }

    @AfterAll
    static void end() throws Exception {
        try {
            healthy.end();
        } finally {
            frozen.kill();
        }
    }

    private static Map<String, String> and(Map<String, String> some, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new Random(11).nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String secret(Path embedded, String name) throws Exception {
        return Files.readString(embedded.resolve(name + ".secret")).strip();
    }

    private static int order(Program node, String sku) {
        Map<String, Object> order = Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1)));
        return node.as("shopper").post("/api/v1/orders", order).status();
    }

    private static String socks() {
        String listing = healthy.as("shopper")
                .get("/api/v1/listings?q=cotton")
                .expect(200)
                .text("/items/0/id");
        return healthy.as("shopper")
                .get("/api/v1/listings/" + listing)
                .expect(200)
                .text("/skus/0/id");
    }

    @Test
    @DisplayName("G3: a process that is stopped between asking for a row and letting it go costs the other under 6 s")
    void stoppedProcess() throws Exception {
        String sku = socks();
        assertThat(order(healthy, sku)).isEqualTo(201);
        assertThat(order(frozen, sku)).isEqualTo(201);
        CompletableFuture<Integer> unanswered;
        try (Connection lock = healthy.locked("stock_pool")) {
            unanswered = CompletableFuture.supplyAsync(() -> order(frozen, sku));
            await().until(() -> healthy.waiting("stock_pool") > 0);
            frozen.signal("STOP");
        }
        long began = System.nanoTime();
        await().atMost(MOST).until(() -> order(healthy, sku) == 201);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(MOST);
        assertThat(unanswered).isNotDone();

        frozen.signal("CONT");
        assertThat(unanswered.get(30, TimeUnit.SECONDS)).isIn(0, 201, 503);
        await().atMost(Duration.ofSeconds(15)).until(() -> order(frozen, sku) == 201);
        String reserved = "SELECT sum(reserved) FROM stock_pool WHERE sku_id = '" + sku + "'";
        String ordered = "SELECT sum(quantity) FROM order_line JOIN orders ON orders.id = order_id WHERE sku_id = '"
                + sku + "' AND status = 'AWAITING_PAYMENT'";
        assertThat(healthy.count(reserved)).isEqualTo(healthy.count(ordered));
    }
}
