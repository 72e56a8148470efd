package org.livelihood.income.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

/** A refund meets a rebate in each state that it can be in, and each way on from there. */
@JourneyTest
class RefundedIncomeJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** At this price a box leaves a margin of 1,520, of which 20 % is the rebate. */
    private static final long PRICE = 6_906;

    private static final long REBATE = 304;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    private Village village;
    private String payouts;
    private String eggs;
    private String session;
    private Api shopper;

    /** When the refund comes. */
    private enum State {
        HELD,
        PAYABLE,
        MADE,
        CANCELLED,
        APPROVED,
        FAILED,
        CONFIRMED
    }

    /** How it goes on where a batch was made. */
    private enum Way {
        CANCEL,
        FAIL,
        CONFIRM
    }

    private void settle(int boxes) {
        village = new Village(web, tokens, "FARM");
        payouts = "/api/v1/producers/" + village.producerId + "/payouts";
        village.household("h1", "SUPPLIER");
        String change = village.officer
                .post(
                        "/api/v1/households/" + village.households.get("h1") + "/payee-changes",
                        Map.of("memberId", village.members.get("h1"), "bankAccount", "6222000011118888"))
                .expect(201)
                .text("/id");
        village.admin
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
        String agreement = village.agreement(Village.eggTerms());
        eggs = village.sku("Eggs, thirty", PRICE);
        shopper = village.shopper();
        Object[] h1 = {"h1", null, 30 * boxes};
        village.lot(eggs, agreement, boxes, 98L, new Object[][] {h1});
        session = village.session(0, null);
        village.show(session, eggs, PRICE, null, boxes);
        release();
        confirm(approved(made()));
    }

    private JsonNode standing() {
        return village.auditor
                .get(payouts + "/households/" + village.households.get("h1"))
                .expect(200)
                .body();
    }

    private long fen(String field) {
        return standing().at("/" + field).asLong();
    }

    private void release() {
        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
    }

    private String sold() {
        Api.Answer order = shopper.post(
                        "/api/v1/orders",
                        Map.of("sessionId", session, "lines", List.of(Map.of("skuId", eggs, "quantity", 2))))
                .expect(201);
        String cashier = shopper.post("/api/v1/payments", Map.of("orderIds", List.of(order.text("/id"))))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        await().atMost(PATIENCE).until(() -> fen("heldFen") == 2 * REBATE);
        return "/api/v1/orders/" + order.text("/id") + "/lines/" + order.text("/lines/0/id");
    }

    private void closeTheWindow() {
        database.sql("UPDATE attribution_line SET paid_at = paid_at - interval '16 days' WHERE producer_id = :producer")
                .bind("producer", UUID.fromString(village.producerId))
                .then()
                .as(transactions::transactional)
                .block();
    }

    /** Gives money of one box or of both back, and waits until the sale's parts say so. */
    private void refunded(String line, long boxes) {
        village.producer
                .post(line + "/refunds", Map.of("reason", "broken", "quantity", boxes))
                .expect(201);
        long left = (2 - boxes) * REBATE;
        await().atMost(PATIENCE).until(() -> accrued(line) == left);
    }

    private long accrued(String line) {
        return database.sql("""
                        SELECT CAST(coalesce(sum(amount_fen), 0) AS bigint) AS fen FROM attribution_part
                         WHERE line_id = :line AND nature = 'ACCRUAL'""")
                .bind("line", UUID.fromString(line.substring(line.lastIndexOf('/') + 1)))
                .map(row -> row.get("fen", Long.class))
                .one()
                .block();
    }

    private Api.Answer made() {
        return village.producer.post(payouts + "/batches", Map.of()).expect(201);
    }

    private String path(Api.Answer batch) {
        return payouts + "/batches/" + batch.text("/batch/id");
    }

    private Api.Answer approved(Api.Answer batch) {
        village.officer.post(path(batch) + "/approval", Map.of()).expect(200);
        return batch;
    }

    private void cancelled(Api.Answer batch) {
        village.producer.post(path(batch) + "/cancellation", Map.of()).expect(200);
    }

    private void answered(Api.Answer batch, String result) {
        String item = batch.text("/items/0/id");
        village.clerk
                .csv(path(batch) + "/results", "item_id,result,receipt,reason\n" + item + result)
                .expect(200);
    }

    private void confirm(Api.Answer batch) {
        answered(batch, ",PAID," + batch.text("/items/0/id") + ",\n");
    }

    private void fail(Api.Answer batch) {
        answered(batch, ",FAILED,,closed\n");
    }

    /** What a further batch pays; none is zero. */
    private long paysNext() {
        Api.Answer batch = village.producer.post(payouts + "/batches", Map.of());
        if (batch.status() == 409) {
            assertThat(batch.text("/code")).isEqualTo("payout.nothing-payable");
            return 0;
        }
        confirm(approved(batch.expect(201)));
        return batch.number("/batch/netFen");
    }

    private void audited() {
        for (String code : List.of("I1", "I7", "I10")) {
            Api.Answer check = village.auditor
                    .get("/api/v1/audit/checks/" + code + "?producer=" + village.producerId)
                    .expect(200);
            assertThat(check.text("/verdict")).as("%s", check.body()).isEqualTo("PASS");
        }
    }

    @Test
    @DisplayName("D8: a rebate of 304 in an unapproved batch, refunded: the next batch pays 0")
    void whatIsKnownNotToBeOwedIsNotPaidAfterABatchIsCancelled() {
        settle(2);
        String line = sold();
        closeTheWindow();
        refunded(line, 1);
        release();
        Api.Answer batch = made();
        assertThat(batch.number("/batch/netFen")).isEqualTo(REBATE);
        village.producer
                .post(line + "/refunds", Map.of("reason", "broken", "quantity", 1))
                .expect(201);
        await().atMost(PATIENCE).until(() -> accrued(line) == 0);
        release();
        assertThat(village.officer
                        .post(path(batch) + "/approval", Map.of())
                        .expect(409)
                        .text("/code"))
                .isEqualTo("payout.earnings-changed");
        cancelled(batch);
        assertThat(paysNext()).isZero();
        assertThat(fen("payableFen")).isZero();
        assertThat(fen("clawbackFen")).isZero();
        audited();
    }

    @Test
    @DisplayName("D8: in every state, with a part or all refunded, whichever way it goes on, only what is owed is paid")
    void everyStateWithEveryRefundAndEveryWayOn() {
        List<String> walked = new ArrayList<>();
        for (State state : State.values()) {
            boolean open = state == State.MADE || state == State.APPROVED;
            for (Way way : open ? Way.values() : new Way[] {Way.CONFIRM}) {
                for (long boxes = 1; boxes <= 2; boxes++) {
                    walk(state, way, boxes);
                    walked.add(state + " " + way + " " + boxes);
                }
            }
        }
        assertThat(walked).hasSize(2 * (5 + 2 * 3));
    }

    private void walk(State state, Way way, long boxes) {
        settle(2);
        String line = sold();
        Api.Answer batch = upTo(state);
        boolean releasesItself = state.ordinal() % 2 == 1;
        refunded(line, boxes);
        if (releasesItself) {
            release();
        }
        long owed = (2 - boxes) * REBATE;
        long paidBefore = fen("confirmedFen");
        goOn(state, way, batch);
        closeTheWindow();
        release();
        long paid = fen("confirmedFen") - paidBefore;
        paid += paysNext();
        boolean wasPaid = state == State.CONFIRMED || state == State.APPROVED && way == Way.CONFIRM;
        long due = state == State.CONFIRMED ? 0 : wasPaid ? 2 * REBATE : owed;
        String place = state + " " + way + " " + boxes;
        assertThat(paid).as("paid: %s", place).isEqualTo(due);
        assertThat(fen("clawbackFen")).as("clawback: %s", place).isEqualTo(wasPaid ? 2 * REBATE - owed : 0);
        assertThat(fen("payableFen") + fen("submittedFen") + fen("heldFen"))
                .as("left: %s", place)
                .isZero();
        audited();
    }

    private Api.Answer upTo(State state) {
        if (state == State.HELD) {
            return null;
        }
        closeTheWindow();
        release();
        if (state == State.PAYABLE) {
            return null;
        }
        Api.Answer batch = made();
        switch (state) {
            case CANCELLED -> cancelled(batch);
            case APPROVED -> approved(batch);
            case FAILED -> fail(approved(batch));
            case CONFIRMED -> confirm(approved(batch));
            default -> {}
        }
        return batch;
    }

    private void goOn(State state, Way way, Api.Answer batch) {
        if (state == State.MADE) {
            if (way == Way.CANCEL) {
                cancelled(batch);
                return;
            }
            village.officer.post(path(batch) + "/approval", Map.of()).expect(409);
            cancelled(batch);
            Api.Answer anew = village.producer.post(payouts + "/batches", Map.of());
            if (anew.status() == 201) {
                approved(anew);
                end(way, anew);
            }
        } else if (state == State.APPROVED) {
            if (way == Way.CANCEL) {
                village.producer.post(path(batch) + "/cancellation", Map.of()).expect(409);
                end(Way.FAIL, batch);
            } else {
                end(way, batch);
            }
        }
    }

    private void end(Way way, Api.Answer batch) {
        if (way == Way.CONFIRM) {
            confirm(batch);
        } else {
            fail(batch);
        }
    }
}
