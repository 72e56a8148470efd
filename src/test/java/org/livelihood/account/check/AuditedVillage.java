package org.livelihood.account.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** A village that sold eggs and socks, and paid one household; entered over HTTP, so that it is sound. */
public final class AuditedVillage {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    public final Village village;
    public final UUID producer;
    public final String eggLot;
    public final String eggAgreement;
    public final String eggLine;
    public final Api.Answer eggOrder;
    public final String sockSku;
    public final String sockLot;
    public final String sockLine;
    public final Api shopper;

    private final WebTestClient web;
    private final Shelf shelf;

    public AuditedVillage(WebTestClient web, Tokens tokens, Shelf shelf) {
        this.web = web;
        this.shelf = shelf;
        village = new Village(web, tokens, "WORKSHOP");
        producer = UUID.fromString(village.producerId);
        shopper = village.shopper();
        village.household("h1", "SUPPLIER");
        village.household("h2", "SUPPLIER");
        village.household("knitter", "WORKER");
        String eggs = village.sku("Eggs, thirty", 5_980);
        eggAgreement = village.agreement(Village.eggTerms());
        eggLot = village.lot(eggs, eggAgreement, 2, 98L, new Object[] {"h1", null, 36}, new Object[] {"h2", null, 24})
                .text("/id");
        sockSku = village.sku("Socks", 690);
        sockLot = village.lot(sockSku, village.agreement(Village.workshopTerms()), 10, null, new Object[] {
                    "knitter", "knit", 10
                })
                .text("/id");
        eggOrder = order(eggs, 1);
        eggLine = paid(eggOrder);
        sockLine = paid(order(sockSku, 3));
    }

    public Api.Answer order(String sku, int quantity) {
        return shopper.post("/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", quantity))))
                .expect(201);
    }

    public String paid(Api.Answer order) {
        String cashier = shopper.post("/api/v1/payments", Map.of("orderIds", List.of(order.text("/id"))))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        String line = order.text("/lines/0/id");
        await().atMost(PATIENCE)
                .until(() -> village.auditor.get("/api/v1/trace/lines/" + line).status() == 200);
        return line;
    }

    /** A pair of socks sold in a session whose host is owed a wage, and the session ended; the line's id. */
    public String hosted() {
        String session = village.session(1_000, "knitter");
        village.show(session, sockSku, 690, null, 0);
        String line = paid(shopper.post(
                        "/api/v1/orders",
                        Map.of("sessionId", session, "lines", List.of(Map.of("skuId", sockSku, "quantity", 1))))
                .expect(201));
        village.host.post("/api/v1/sessions/" + session + "/end", Map.of()).expect(200);
        await().atMost(PATIENCE)
                .until(() -> village.auditor
                        .get("/api/v1/trace/lines/" + line)
                        .body()
                        .toString()
                        .contains("HOST_WAGE"));
        return line;
    }

    /** Two pairs of socks with something taken off, which the producer bears; the line's id. */
    public String discounted() {
        String quote = shopper.post("/api/v1/quotes", Map.of("lines", List.of(Map.of("skuId", sockSku, "quantity", 2))))
                .expect(201)
                .text("/id");
        shelf.run(
                "INSERT INTO order_quote_discount (quote_id, n, promotion_id, bearer, bearer_id, amount_fen)"
                        + " VALUES (?, 1, ?, 'PRODUCER', ?, 90)",
                UUID.fromString(quote),
                UUID.randomUUID(),
                producer);
        Api.Answer placed =
                shopper.post("/api/v1/orders", Map.of("quoteId", quote)).expect(201);
        return paid(
                new Api.Answer(placed.status(), placed.headers(), placed.body().at("/orders/0")));
    }

    public void closeTheWindow() {
        shelf.closeTheWindow(producer);
    }

    public void release() {
        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
    }

    public void payee(String name) {
        String change = village.officer
                .post(
                        "/api/v1/households/" + village.households.get(name) + "/payee-changes",
                        Map.of("memberId", village.members.get(name), "bankAccount", "62" + account()))
                .expect(201)
                .text("/id");
        village.admin
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
    }

    private static String account() {
        return String.format("%014d", Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 100_000_000_000_000L));
    }

    /** Pays the first household what it may have; the payout's id. */
    public String paidOut() {
        closeTheWindow();
        release();
        payee("h1");
        String payouts = "/api/v1/producers/" + village.producerId + "/payouts/batches";
        Api.Answer batch = village.admin.post(payouts, Map.of()).expect(201);
        String made = payouts + "/" + batch.text("/batch/id");
        village.officer.post(made + "/approval", Map.of()).expect(200);
        String item = batch.text("/items/0/id");
        village.clerk
                .csv(made + "/results", "item_id,result,receipt,reason\n" + item + ",PAID," + item + ",\n")
                .expect(200);
        return item;
    }

    /** Changes the table behind the program's back, without triggers and keys. */
    public void tamper(String statement, Object... values) {
        shelf.logged();
        shelf.run(statement, values);
    }

    public UUID household(String name) {
        return UUID.fromString(village.households.get(name));
    }

    public UUID member(String name) {
        return UUID.fromString(village.members.get(name));
    }

    public JsonNode check(String code) {
        return village.auditor
                .get("/api/v1/audit/checks/" + code + "?producer=" + village.producerId)
                .expect(200)
                .body();
    }

    /** The check looked at something and found nothing. */
    public void passes(String code) {
        JsonNode result = check(code);
        assertThat(result.at("/verdict").asString()).as("%s", result).isEqualTo("PASS");
        assertThat(result.at("/examined").asLong()).isPositive();
    }

    /** The check finds these offenders of one rule and no others. */
    public void finds(String code, String rule, Object... ids) {
        findsAmongOthers(code, rule, ids);
        JsonNode result = check(code);
        assertThat(result.at("/found").asLong()).as("%s", result).isEqualTo(ids.length);
    }

    /** The rule finds these offenders and no others; other rules of the check may find theirs. */
    public void findsAmongOthers(String code, String rule, Object... ids) {
        JsonNode result = check(code);
        assertThat(result.at("/verdict").asString()).as("%s", result).isEqualTo("FAIL");
        List<String> found = StreamSupport.stream(result.at("/rules").spliterator(), false)
                .filter(each -> each.at("/rule").asString().equals(rule))
                .flatMap(each -> StreamSupport.stream(each.at("/offenders").spliterator(), false))
                .map(offender -> offender.at("/id").asString())
                .toList();
        assertThat(found)
                .as("%s", result)
                .containsExactlyInAnyOrder(
                        Arrays.stream(ids).map(Object::toString).toArray(String[]::new));
    }
}
