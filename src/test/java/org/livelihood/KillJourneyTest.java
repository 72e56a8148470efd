package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livelihood.support.Program;

/**
 * The program is killed in the middle of each step from capture to the bank's answer: a lock that the test holds keeps
 * it between two statements of the step's transaction. Started again, it goes on, and nothing is lost or done twice.
 */
class KillJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOUGHT = "SELECT count(*) FROM attribution_line WHERE order_id = '%s'";
    private static final String RELEASED = "SELECT count(*) FROM payout_earning";

    @TempDir
    private Path directory;

    private Program program;

    @AfterEach
    void end() throws Exception {
        program.end();
    }

    private void start() throws Exception {
        program = Program.startedOn(directory);
    }

    /** Lets a request reach the table and wait there, kills the program, and starts it again. */
    private void killedAt(String table, Runnable request) throws Exception {
        try (Connection lock = program.locked(table)) {
            Thread asking = new Thread(request);
            asking.setDaemon(true);
            asking.start();
            await().atMost(PATIENCE).until(() -> program.waits(table));
            program.kill();
        }
        start();
    }

    private String ordered() {
        String sku = program.as("shopper")
                .get("/api/v1/listings?q=cotton")
                .expect(200)
                .text("/items/0/id");
        String option =
                program.as("shopper").get("/api/v1/listings/" + sku).expect(200).text("/skus/0/id");
        return program.as("shopper")
                .post("/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", option, "quantity", 1))))
                .expect(201)
                .text("/id");
    }

    private void pay(String order) {
        String cashier = program.as("shopper")
                .post("/api/v1/payments", Map.of("orderIds", List.of(order)))
                .expect(201)
                .text("/cashierUrl");
        program.guest().post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
    }

    private void isAttributedOnce(String order) {
        await().atMost(PATIENCE).until(() -> program.count(BOUGHT.formatted(order)) == 1);
        assertThat(program.count("SELECT count(*) FROM ledger_journal WHERE business_key = 'capture:" + order + "'"))
                .isEqualTo(1);
        assertThat(program.count("SELECT coalesce(sum(amount_fen), 0) FROM attribution_part JOIN attribution_line"
                        + " USING (producer_id, line_id) WHERE order_id = '" + order + "'"))
                .isEqualTo(program.count("SELECT total_fen FROM orders WHERE id = '" + order + "'"));
        assertThat(program.count("SELECT max(revision) FROM attribution_line WHERE order_id = '" + order + "'"))
                .isEqualTo(1);
    }

    private String producerOf(String order) {
        return program.text("SELECT producer_id FROM orders WHERE id = '" + order + "'");
    }

    @Test
    void whateverIsCutOffIsDoneOnce() throws Exception {
        start();
        String first = ordered();
        killedAt("ledger_journal", () -> pay(first));
        isAttributedOnce(first);

        String second = ordered();
        killedAt("attribution_traced_sale", () -> pay(second));
        isAttributedOnce(second);

        program.run("UPDATE attribution_line SET paid_at = paid_at - interval '16 days'");
        program.run("UPDATE producer SET decided_at = decided_at - interval '30 days'");
        killedAt("payout_earning", () -> program.as("admin").post("/api/v1/payouts/releases", Map.of()));
        program.as("admin").post("/api/v1/payouts/releases", Map.of()).expect(200);
        assertThat(program.count(RELEASED)).isPositive();
        assertThat(program.count("SELECT count(*) FROM payable_source"))
                .as("each source of wages was released once")
                .isEqualTo(
                        program.count(
                                "SELECT count(DISTINCT (source_kind, source_id)) FROM payout_earning WHERE source_kind <> 'SALES'"));

        String payouts = "/api/v1/producers/" + producerOf(first) + "/payouts/batches";
        payee(producerOf(first));
        killedAt("payout_item_part", () -> program.as("admin").post(payouts, Map.of()));
        assertThat(program.count("SELECT count(*) FROM payout_item")).isZero();
        Program.Answer made = program.as("admin").post(payouts, Map.of()).expect(201);
        String item = made.text("/items/0/id");
        String batch = payouts + "/" + made.text("/batch/id");

        killedAt("ledger_journal", () -> program.as("officer-workshop").post(batch + "/approval", Map.of()));
        assertThat(program.text("SELECT status FROM payout_batch")).isEqualTo("MADE");
        program.as("officer-workshop").post(batch + "/approval", Map.of()).expect(200);

        String result = "item_id,result,receipt,reason\n" + item + ",PAID," + item + ",\n";
        killedAt("ledger_journal", () -> program.as("officer-workshop").csv(batch + "/results", result));
        assertThat(program.text("SELECT status FROM payout_item")).isEqualTo("SUBMITTED");
        assertThat(program.as("officer-workshop")
                        .csv(batch + "/results", result)
                        .expect(200)
                        .number("/confirmed"))
                .isEqualTo(1);
        assertThat(program.as("officer-workshop")
                        .csv(batch + "/results", result)
                        .expect(200)
                        .number("/known"))
                .isEqualTo(1);
        assertThat(program.count("SELECT sum(amount_fen) FROM payout_earning WHERE status = 'CONFIRMED'"))
                .isEqualTo(program.count("SELECT gross_fen FROM payout_item"));

        Program.Answer summary =
                program.as("auditor").get("/api/v1/audit/summary").expect(200);
        assertThat(summary.text("/verdict")).as("%s", summary.body()).isEqualTo("PASS");
    }

    /** One household to whom something is payable gets a bank account. */
    private void payee(String producer) {
        String household = program.text("SELECT party_id FROM payout_earning WHERE party_kind = 'HOUSEHOLD'"
                + " AND producer_id = '" + producer + "' ORDER BY party_id LIMIT 1");
        String member =
                program.text("SELECT id FROM household_member WHERE household_id = '" + household + "' LIMIT 1");
        String change = program.as("officer-workshop")
                .post(
                        "/api/v1/households/" + household + "/payee-changes",
                        Map.of("memberId", member, "bankAccount", "6222000011119999"))
                .expect(201)
                .text("/id");
        program.as("admin")
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
    }
}
