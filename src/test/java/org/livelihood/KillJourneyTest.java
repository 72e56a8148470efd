package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.livelihood.support.Program;

/**
 * The program is killed in the middle of each step from capture to the bank's answer: a lock that the test holds keeps
 * it between two statements of the step's transaction. It is also killed between a commit and the answer that tells of
 * it: the database waits for a standby that does not exist before it says that it has committed. Started again, the
 * program goes on, and nothing is lost or done twice.
 */
@Tag("database")
class KillJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOUGHT = "SELECT count(*) FROM attribution_line WHERE order_id = '%s'";
    private static final String RELEASED = "SELECT count(*) FROM payout_earning";
    private static final String REFUNDED = "SELECT count(*) FROM payment_refund WHERE order_id = '%s'";
    private static final String RELEASES = "/api/v1/payouts/releases";
    private static final long WAGE_FEN = 500;

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

    private static void ask(Runnable request) {
        Thread asking = new Thread(request);
        asking.setDaemon(true);
        asking.start();
    }

    /** Lets requests reach the table one after the other and wait there. */
    private void reach(String table, Runnable... requests) {
        for (int i = 0; i < requests.length; i++) {
            int waiting = i + 1;
            ask(requests[i]);
            await().atMost(PATIENCE).until(() -> program.waiting(table) == waiting);
        }
    }

    /** Kills the program while requests wait at the table, and starts it again. */
    private void killedAt(String table, Runnable... requests) throws Exception {
        try (Connection lock = program.locked(table)) {
            reach(table, requests);
            program.kill();
        }
        start();
    }

    /** As killedAt; besides, a request that wrote to another table is committed and waits to hear of it. */
    private void killedAt(String table, Runnable request, String written, Runnable unanswered) throws Exception {
        try (Connection lock = program.locked(table)) {
            reach(table, request);
            program.holdCommits();
            ask(unanswered);
            await().atMost(PATIENCE).until(() -> program.commits(written));
            program.kill();
            program.letCommits();
        }
        start();
    }

    private String socks() {
        String listing = program.as("shopper")
                .get("/api/v1/listings?q=cotton")
                .expect(200)
                .text("/items/0/id");
        return program.as("shopper")
                .get("/api/v1/listings/" + listing)
                .expect(200)
                .text("/skus/0/id");
    }

    private String ordered() {
        return program.as("shopper")
                .post("/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", socks(), "quantity", 1))))
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
        assertThat(partsOf(order)).isEqualTo(program.count("SELECT total_fen FROM orders WHERE id = '" + order + "'"));
        isAtRevision(order, 1);
    }

    private long partsOf(String order) {
        return program.count("SELECT coalesce(sum(amount_fen), 0) FROM attribution_part JOIN attribution_line"
                + " USING (producer_id, line_id) WHERE order_id = '" + order + "'");
    }

    private void isAtRevision(String order, long revision) {
        String revisions = "SELECT max(revision) FROM attribution_line WHERE order_id = '" + order + "'";
        await().atMost(PATIENCE).until(() -> program.count(revisions) == revision);
    }

    private String producerOf(String order) {
        return program.text("SELECT producer_id FROM orders WHERE id = '" + order + "'");
    }

    private Program.Answer refund(String order, String key) {
        String line = program.text("SELECT id FROM order_line WHERE order_id = '" + order + "'");
        return program.as("admin")
                .post("/api/v1/orders/" + order + "/lines/" + line + "/refunds", Map.of("reason", "torn"), key);
    }

    private void isRefundedOnce(String order, long revision) {
        isAtRevision(order, revision);
        assertThat(program.count(REFUNDED.formatted(order))).isEqualTo(1);
        assertThat(program.count("SELECT refunded_fen - paid_fen FROM order_line WHERE order_id = '" + order + "'"))
                .isZero();
        assertThat(program.count("SELECT count(*) FROM ledger_journal WHERE business_key = 'refund:' ||"
                        + " (SELECT id FROM payment_refund WHERE order_id = '" + order + "')"))
                .isEqualTo(1);
        assertThat(partsOf(order)).isZero();
    }

    /** A live session whose host earns a wage. */
    private String session(String producer) {
        Program.User workshop = program.as("workshop");
        String host = workshop.get("/api/v1/auth/me").expect(200).text("/id");
        String member = program.text("SELECT person_id FROM producer_membership"
                + " WHERE person_id IN (SELECT id FROM household_member) AND producer_id = '" + producer
                + "' ORDER BY person_id LIMIT 1");
        Map<String, Object> plan = Map.of(
                "title",
                "Live",
                "plannedStart",
                "2026-03-02T12:00:00Z",
                "hostId",
                host,
                "official",
                false,
                "wageFen",
                WAGE_FEN,
                "wageMemberId",
                member);
        String session = workshop.post("/api/v1/producers/" + producer + "/sessions", plan)
                .expect(201)
                .text("/id");
        workshop.post("/api/v1/sessions/" + session + "/start", Map.of()).expect(200);
        workshop.put(
                        "/api/v1/sessions/" + session + "/items/" + socks(),
                        Map.of("position", 1, "livePriceFen", 5_900, "poolUnits", 0))
                .expect(200);
        return session;
    }

    private String soldIn(String session) {
        String order = program.as("shopper")
                .post(
                        "/api/v1/orders",
                        Map.of("sessionId", session, "lines", List.of(Map.of("skuId", socks(), "quantity", 1))))
                .expect(201)
                .text("/id");
        pay(order);
        isAttributedOnce(order);
        return order;
    }

    private Runnable ending(String session) {
        return () -> program.as("workshop").post("/api/v1/sessions/" + session + "/end", Map.of());
    }

    private void isWagedOnce(String session, String order) {
        isAtRevision(order, 2);
        assertThat(program.count("SELECT sum(amount_fen) FROM payable WHERE source_id = '" + session + "'"))
                .isEqualTo(WAGE_FEN);
        assertThat(program.count("SELECT sum(amount_fen) FROM attribution_part JOIN attribution_line"
                        + " USING (producer_id, line_id) WHERE basis = 'HOST_WAGE' AND order_id = '" + order + "'"))
                .isEqualTo(WAGE_FEN);
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

        String third = refundsAndWages(first, second);
        releases(third);
        String workshop = producerOf(first);
        String batch = batch(workshop);
        results(workshop, batch, failing());

        program.run("UPDATE attribution_line l SET paid_at = o.paid_at FROM orders o"
                + " WHERE (o.producer_id, o.id) = (l.producer_id, l.order_id)");
        program.run("UPDATE producer SET decided_at = decided_at + interval '30 days'");
        Program.Answer summary =
                program.as("auditor").get("/api/v1/audit/summary").expect(200);
        assertThat(summary.text("/verdict")).as("%s", summary.body()).isEqualTo("PASS");
    }

    /** A refund and the attribution after it, a host's wage and its parts of sales; a session's order, not refunded. */
    private String refundsAndWages(String first, String second) throws Exception {
        String evening = session(producerOf(first));
        String inEvening = soldIn(evening);
        killedAt("ledger_journal", () -> refund(second, "refund-second"), ending(evening));
        assertThat(program.count(REFUNDED.formatted(second))).isZero();
        refund(second, "refund-second").expect(201);
        isRefundedOnce(second, 2);
        isWagedOnce(evening, inEvening);

        String night = session(producerOf(first));
        String inNight = soldIn(night);
        killedAt("attribution_revision", () -> refund(first, "refund-first"), ending(night));
        refund(first, "refund-first").expect(201);
        isRefundedOnce(first, 2);
        isWagedOnce(night, inNight);
        return inNight;
    }

    /** A release is cut off, a refund is committed and not answered. */
    private void releases(String order) throws Exception {
        program.run("UPDATE attribution_line SET paid_at = paid_at - interval '16 days'");
        program.run("UPDATE producer SET decided_at = decided_at - interval '30 days'");
        killedAt(
                "payout_earning",
                () -> program.as("admin").post(RELEASES, Map.of()),
                "payment_refund",
                () -> refund(order, "refund-third"));
        String refunded = program.text("SELECT id FROM payment_refund WHERE order_id = '" + order + "'");
        assertThat(refund(order, "refund-third").expect(201).text("/id")).isEqualTo(refunded);
        isRefundedOnce(order, 3);
        assertThat(program.count(RELEASED)).isZero();
        program.as("admin").post(RELEASES, Map.of()).expect(200);
        assertThat(program.count(RELEASED)).isPositive();
        assertThat(program.count("SELECT count(*) FROM payable_source"))
                .as("each source of wages was released once")
                .isEqualTo(
                        program.count(
                                "SELECT count(DISTINCT (source_kind, source_id)) FROM payout_earning WHERE source_kind <> 'SALES'"));
    }

    private static String payouts(String producer) {
        return "/api/v1/producers/" + producer + "/payouts/batches";
    }

    /** A batch is cut off, an order is committed and not answered; the path of the batch, made then. */
    private String batch(String producer) throws Exception {
        payee("officer-workshop", producer, "LOT");
        Map<String, Object> order = Map.of("lines", List.of(Map.of("skuId", socks(), "quantity", 1)));
        String orders = "SELECT count(*) FROM orders";
        long before = program.count(orders);
        killedAt(
                "payout_item_part",
                () -> program.as("workshop").post(payouts(producer), Map.of(), "batch-first"),
                "orders",
                () -> program.as("shopper").post("/api/v1/orders", order, "order-unheard"));
        assertThat(program.count(orders)).isEqualTo(before + 1);
        String placed = program.text("SELECT order_ids[1] FROM order_key WHERE key = 'order-unheard'");
        assertThat(program.as("shopper")
                        .post("/api/v1/orders", order, "order-unheard")
                        .expect(201)
                        .text("/id"))
                .isEqualTo(placed);
        assertThat(program.count(orders)).isEqualTo(before + 1);

        assertThat(program.count("SELECT count(*) FROM payout_item")).isZero();
        String made = program.as("workshop")
                .post(payouts(producer), Map.of(), "batch-first")
                .expect(201)
                .text("/batch/id");
        return payouts(producer) + "/" + made;
    }

    /** A batch of the egg farm that the bank is about to refuse. */
    private String failing() {
        String farm = program.as("xinche").get("/api/v1/auth/me").expect(200).text("/producers/0");
        payee("officer-xinche", farm, "SALES");
        return approved(farm);
    }

    private String approved(String producer) {
        String batch = payouts(producer) + "/"
                + program.as("xinche")
                        .post(payouts(producer), Map.of())
                        .expect(201)
                        .text("/batch/id");
        program.as("officer-xinche").post(batch + "/approval", Map.of()).expect(200);
        return batch;
    }

    private String itemOf(String batch) {
        return program.text("SELECT id FROM payout_item WHERE batch_id = '" + idOf(batch) + "'");
    }

    private static String idOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private String statusOf(String item) {
        return program.text("SELECT status FROM payout_item WHERE id = '" + item + "'");
    }

    private Program.Answer result(String batch, String item, String result) {
        String rows = "item_id,result,receipt,reason\n" + item + "," + result + "\n";
        return program.as("admin").csv(batch + "/results", rows);
    }

    /** An approval, the bank's answers PAID and FAILED, and a waiver of what a refund claims back. */
    private void results(String workshop, String batch, String failing) throws Exception {
        String farm = failing.split("/")[4];
        String failed = itemOf(failing);
        killedAt(
                "ledger_journal",
                () -> program.as("officer-workshop").post(batch + "/approval", Map.of()),
                () -> result(failing, failed, "FAILED,,closed"));
        assertThat(program.text("SELECT status FROM payout_batch WHERE id = '" + idOf(batch) + "'"))
                .isEqualTo("MADE");
        assertThat(statusOf(failed)).isEqualTo("SUBMITTED");
        program.as("officer-workshop").post(batch + "/approval", Map.of()).expect(200);
        isToldOnce(failing, failed, "FAILED,,closed", "/failed");
        String again = approved(farm);
        result(again, itemOf(again), "PAID," + itemOf(again) + ",").expect(200);

        String waiver = clawback(farm);
        String item = itemOf(batch);
        killedAt(
                "ledger_journal",
                () -> result(batch, item, "PAID," + item + ","),
                () -> program.as("auditor").post(waiver, Map.of("reason", "flood")));
        assertThat(statusOf(item)).isEqualTo("SUBMITTED");
        isToldOnce(batch, item, "PAID," + item + ",", "/confirmed");
        assertThat(program.count("SELECT sum(amount_fen) FROM payout_earning WHERE status = 'CONFIRMED'"
                        + " AND producer_id = '" + workshop + "'"))
                .isEqualTo(program.count("SELECT gross_fen FROM payout_item WHERE id = '" + item + "'"));
        assertThat(program.count("SELECT sum(waived_fen) FROM payout_clawback")).isZero();
        program.as("auditor").post(waiver, Map.of("reason", "flood")).expect(200);
        program.as("auditor").post(waiver, Map.of("reason", "flood")).expect(409);
        assertThat(program.count("SELECT count(*) FROM ledger_journal WHERE business_key LIKE 'clawback-waived:%'"))
                .isEqualTo(1);
    }

    private void isToldOnce(String batch, String item, String result, String counted) {
        assertThat(result(batch, item, result).expect(200).number(counted)).isEqualTo(1);
        assertThat(result(batch, item, result).expect(200).number("/known")).isEqualTo(1);
    }

    /** The demo's box of eggs comes back after its rebate was paid: the path to waive what is claimed back. */
    private String clawback(String farm) {
        String eggs = program.text("SELECT order_id FROM attribution_line WHERE producer_id = '" + farm + "'");
        refund(eggs, "refund-eggs").expect(201);
        isAtRevision(eggs, 2);
        program.as("admin").post(RELEASES, Map.of()).expect(200);
        return "/api/v1/producers/" + farm + "/payouts/clawbacks/"
                + program.text("SELECT id FROM payout_clawback WHERE producer_id = '" + farm + "'") + "/waiver";
    }

    /** One household to whom something is payable gets a bank account. */
    private void payee(String officer, String producer, String source) {
        String household = program.text("SELECT party_id FROM payout_earning WHERE party_kind = 'HOUSEHOLD'"
                + " AND producer_id = '" + producer + "' AND source_kind = '" + source + "' ORDER BY party_id LIMIT 1");
        String member = program.text(
                "SELECT member_id FROM household_member_span WHERE household_id = '" + household + "' LIMIT 1");
        String change = program.as(officer)
                .post(
                        "/api/v1/households/" + household + "/payee-changes",
                        Map.of(
                                "memberId",
                                member,
                                "bankAccount",
                                "6222" + Math.abs(UUID.fromString(household).hashCode())))
                .expect(201)
                .text("/id");
        program.as("admin")
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
    }
}
