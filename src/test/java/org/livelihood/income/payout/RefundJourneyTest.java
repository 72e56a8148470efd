package org.livelihood.income.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

/** Golden case 1 after the payout: what a refund takes back of whom, and what hens given in advance take. */
@JourneyTest
class RefundJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    private Village village;
    private String base;
    private String payouts;
    private String agreement;
    private String eggs;
    private String session;
    private Api shopper;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "FARM");
        base = "/api/v1/producers/" + village.producerId;
        payouts = base + "/payouts";
        village.household("h1", "SUPPLIER");
        village.household("h2", "SUPPLIER");
        agreement = village.agreement(Village.eggTerms());
        eggs = village.sku("Eggs, thirty", 5_980);
        shopper = village.shopper();
        String change = village.officer
                .post(
                        "/api/v1/households/" + village.households.get("h1") + "/payee-changes",
                        Map.of("memberId", village.members.get("h1"), "bankAccount", "6222000011118888"))
                .expect(201)
                .text("/id");
        village.admin
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
    }

    private void boxes(int units) {
        lot(units);
        session = village.session(0, null);
        village.show(session, eggs, 5_980, null, units);
    }

    private void lot(int units) {
        Object[] h1 = {"h1", null, 18 * units};
        Object[] h2 = {"h2", null, 12 * units};
        village.lot(eggs, agreement, units, 98L, h1, h2);
    }

    /** Sells one box; the path of its line. */
    private String sold() {
        long held = standing().at("/heldFen").asLong();
        Api.Answer order = shopper.post(
                        "/api/v1/orders",
                        Map.of("sessionId", session, "lines", List.of(Map.of("skuId", eggs, "quantity", 1))))
                .expect(201);
        String cashier = shopper.post("/api/v1/payments", Map.of("orderIds", List.of(order.text("/id"))))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        await().atMost(PATIENCE).until(() -> standing().at("/heldFen").asLong() > held);
        database.sql("UPDATE attribution_line SET paid_at = paid_at - interval '16 days' WHERE line_id = :line")
                .bind("line", UUID.fromString(order.text("/lines/0/id")))
                .then()
                .as(transactions::transactional)
                .block();
        return "/api/v1/orders/" + order.text("/id") + "/lines/" + order.text("/lines/0/id");
    }

    private void refunded(String line) {
        long held = standing().at("/heldFen").asLong();
        village.producer.post(line + "/refunds", Map.of("reason", "broken")).expect(201);
        await().atMost(PATIENCE).until(() -> standing().at("/heldFen").asLong() < held);
    }

    private void release() {
        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
    }

    private JsonNode standing() {
        return village.auditor
                .get(payouts + "/households/" + village.households.get("h1"))
                .expect(200)
                .body();
    }

    private void stands(long payable, long submitted, long confirmed, long clawback) {
        JsonNode standing = standing();
        assertThat(List.of("payableFen", "submittedFen", "confirmedFen", "clawbackFen"))
                .extracting(field -> standing.at("/" + field).asLong())
                .containsExactly(payable, submitted, confirmed, clawback);
    }

    private Api.Answer submitted() {
        Api.Answer made = village.admin.post(payouts + "/batches", Map.of()).expect(201);
        village.officer
                .post(payouts + "/batches/" + made.text("/batch/id") + "/approval", Map.of())
                .expect(200);
        return made;
    }

    private void answered(Api.Answer made, boolean paid) {
        String item = made.text("/items/0/id");
        village.clerk
                .csv(
                        payouts + "/batches/" + made.text("/batch/id") + "/results",
                        "item_id,result,receipt,reason\n" + item + (paid ? ",PAID," + item + ",\n" : ",FAILED,,no\n"))
                .expect(200);
    }

    private Api.Answer paid() {
        Api.Answer made = submitted();
        answered(made, true);
        return made;
    }

    private void audited(String... codes) {
        for (String code : codes) {
            Api.Answer check = village.auditor
                    .get("/api/v1/audit/checks/" + code + "?producer=" + village.producerId)
                    .expect(200);
            assertThat(check.text("/verdict")).as("%s", check.body()).isEqualTo("PASS");
        }
    }

    @Test
    void ofAPurchaseAtMostAFifthIsKeptForARebateThatWasPaidAndRefunded() {
        boxes(1);
        String line = sold();
        release();
        paid();
        stands(0, 0, 1_978, 0);
        Object[] four = {"h1", null, 4};
        village.lot(eggs, agreement, 1, 98L, new Object[][] {four});
        release();
        refunded(line);
        release();
        stands(420, 0, 1_978, 88);
        JsonNode clawback =
                village.officer.get(payouts + "/clawbacks").expect(200).body().at("/items/0");
        assertThat(clawback.at("/amountFen").asLong()).isEqualTo(88);
        assertThat(line).endsWith(clawback.at("/lineId").asString());

        Api.Answer made = submitted();
        assertThat(List.of("grossFen", "recoupFen", "clawbackFen", "netFen"))
                .extracting(field -> made.number("/items/0/" + field))
                .containsExactly(420L, 0L, 84L, 336L);
        String waiver = payouts + "/clawbacks/" + clawback.at("/id").asString() + "/waiver";
        assertThat(village.auditor
                        .post(waiver, Map.of("reason", "flood"))
                        .expect(200)
                        .number("/waivedFen"))
                .isEqualTo(4);
        answered(made, true);
        stands(0, 0, 1_978 + 336, 0);
        audited("I1", "I7", "I10");
    }

    @Test
    void aRefundTakesNothingOfAnotherSaleThatIsReleasedWithIt() {
        boxes(3);
        String paid = sold();
        release();
        paid();
        String other = sold();
        refunded(paid);
        release();
        stands(88, 0, 3 * 1_890 + 88, 88);
        refunded(other);
        release();
        stands(0, 0, 3 * 1_890 + 88, 88);
        sold();
        String last = sold();
        release();
        stands(176, 0, 3 * 1_890 + 88, 88);
        refunded(last);
        release();
        stands(88, 0, 3 * 1_890 + 88, 88);
        Api.Answer made = paid();
        assertThat(made.number("/items/0/grossFen")).isEqualTo(88);
        assertThat(made.number("/items/0/clawbackFen")).isEqualTo(17);
        stands(0, 0, 3 * 1_890 + 88 + 88 - 17, 71);
        audited("I1", "I7", "I10");
    }

    @Test
    void whatAFailedPayoutOpensAgainMayBeWaivedAgain() {
        boxes(1);
        String line = sold();
        release();
        paid();
        Object[] four = {"h1", null, 4};
        village.lot(eggs, agreement, 1, 98L, new Object[][] {four});
        refunded(line);
        release();
        Api.Answer made = submitted();
        String waiver = payouts + "/clawbacks/"
                + village.auditor.get(payouts + "/clawbacks").expect(200).text("/items/0/id") + "/waiver";
        village.auditor.post(waiver, Map.of("reason", "flood")).expect(200);
        village.auditor.post(waiver, Map.of("reason", "flood")).expect(409);
        answered(made, false);
        stands(420, 0, 1_978, 84);
        assertThat(village.auditor
                        .post(waiver, Map.of("reason", "frost"))
                        .expect(200)
                        .number("/waivedFen"))
                .isEqualTo(88);
        stands(420, 0, 1_978, 0);
        assertThat(paid().number("/items/0/netFen")).isEqualTo(420);
        audited("I1", "I7", "I10");
    }

    @Test
    void whatWasPaidAndNoSaleExplainsIsListedInPagesHostsWagesToo() {
        lot(2);
        session = village.session(700, "h1");
        village.show(session, eggs, 5_980, null, 2);
        String one = sold();
        String other = sold();
        village.host.post("/api/v1/sessions/" + session + "/end", Map.of()).expect(200);
        await().atMost(PATIENCE).until(() -> {
            release();
            return standing().at("/payableFen").asLong() > 2 * 1_890 + 700;
        });
        paid();
        String first = payouts + "/unsold?limit=1";
        await("the wage is explained by what the session sold")
                .atMost(PATIENCE)
                .until(() -> village.auditor
                        .get(first)
                        .expect(200)
                        .body()
                        .at("/items")
                        .isEmpty());
        refunded(one);
        refunded(other);
        Api.Answer wages = village.auditor.get(first).expect(200);
        assertThat(wages.text("/items/0/sourceKind")).isEqualTo("HOST_WAGE");
        assertThat(wages.number("/items/0/unsoldFen")).isEqualTo(700);
        Api.Answer lots = village.auditor
                .get(first + "&cursor=" + wages.text("/nextCursor"))
                .expect(200);
        assertThat(lots.text("/items/0/sourceKind")).isEqualTo("LOT");
        assertThat(lots.number("/items/0/unsoldFen")).isEqualTo(2 * 1_890);
        assertThat(lots.body().path("nextCursor").isString()).isFalse();
    }

    @Test
    void hensGivenInAdvanceLowerTheCashAndNotTheIncome() {
        Map<String, Object> hens = Map.of(
                "householdId", village.households.get("h1"),
                "kind", "RECOVERABLE",
                "what", "laying hens",
                "units", 10,
                "valueFen", 1_000,
                "givenOn", "2020-03-01",
                "evidence", "receipt 7");
        village.producer.post(base + "/assets", hens).expect(201);
        boxes(1);
        sold();
        release();
        Api.Answer made = paid();
        assertThat(List.of("grossFen", "recoupFen", "clawbackFen", "netFen"))
                .extracting(field -> made.number("/items/0/" + field))
                .containsExactly(1_978L, 54L, 0L, 1_924L);
        stands(0, 0, 1_978, 0);
        assertThat(village.auditor
                        .get("/api/v1/ledger/accounts/ADVANCE/" + village.households.get("h1") + "/balance")
                        .expect(200)
                        .number("/balanceFen"))
                .isEqualTo(946);
        int year = LocalDate.now(ChinaTime.ZONE).getYear();
        Api.Answer statement = village.auditor
                .get("/api/v1/households/" + village.households.get("h1") + "/statements/years/" + year + "?method=1")
                .expect(200);
        assertThat(statement.text("/income/0/category")).isEqualTo("OPERATING");
        assertThat(statement.number("/income/0/amountFen")).isEqualTo(1_978);
        assertThat(statement.number("/netFen")).isEqualTo(1_978);
        audited("I1", "I7", "I10");
    }
}
