package org.livelihood.sale.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.livelihood.goods.stock.Stock;
import org.livelihood.goods.stock.StockLevel;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.sale.order.OrderReason;
import org.livelihood.sale.order.Orders;
import org.livelihood.sale.order.RefundRequest;
import org.livelihood.sale.sandbox.Cashier;
import org.livelihood.sale.sandbox.Signature;
import org.livelihood.support.Books;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@JourneyTest
@SuppressWarnings("unchecked")
class PaymentJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    @Autowired
    private Books books;

    @Autowired
    private Stock stock;

    @Autowired
    private Cashier cashier;

    @Autowired
    private Captures captures;

    @Autowired
    private Payments payments;

    @Autowired
    private ProviderTalk talk;

    @Autowired
    private Refunds refunds;

    @Autowired
    private Orders orders;

    private final ProducerId producer = ProducerId.next();
    private final Caller buyer = Tokens.shopper();

    private WebTestClient.ResponseSpec post(Caller who, String path, Object body) {
        return web.post()
                .uri("/api/v1" + path)
                .header("Authorization", tokens.bearer(who))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .bodyValue(body)
                .exchange();
    }

    private static Map<String, Object> created(WebTestClient.ResponseSpec response) {
        return Objects.requireNonNull(response.expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
    }

    private Map<String, Object> order(SkuId sku, long quantity) {
        return created(post(buyer, "/orders", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", quantity)))));
    }

    private static OrderId idOf(Map<String, Object> order) {
        return new OrderId(UUID.fromString((String) order.get("id")));
    }

    private static OrderLineId lineOf(Map<String, Object> order) {
        return new OrderLineId(UUID.fromString(
                (String) ((List<Map<String, Object>>) order.get("lines")).get(0).get("id")));
    }

    private Map<String, Object> payment(Map<String, Object>... of) {
        return created(post(
                buyer,
                "/payments",
                Map.of("orderIds", List.of(of).stream().map(o -> o.get("id")).toList())));
    }

    private static PaymentId paymentId(Map<String, Object> payment) {
        return new PaymentId(UUID.fromString((String) payment.get("id")));
    }

    private WebTestClient.ResponseSpec decide(Map<String, Object> payment, String decision) {
        return web.post()
                .uri((String) payment.get("cashierUrl"))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("decision", decision))
                .exchange();
    }

    private String status(Map<String, Object> order) {
        return (String) Objects.requireNonNull(web.get()
                        .uri("/api/v1/orders/" + order.get("id"))
                        .header("Authorization", tokens.bearer(buyer))
                        .exchange()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody())
                .get("status");
    }

    private void awaitStatus(Map<String, Object> order, String status) {
        await().atMost(Duration.ofSeconds(20)).until(() -> status(order).equals(status));
    }

    private StockLevel level(SkuId sku) {
        return Objects.requireNonNull(stock.levels(producer, List.of(sku))
                .filter(level -> level.session() == null)
                .blockFirst());
    }

    private void booksHold() {
        assertThat(books.faults(producer)).isEmpty();
    }

    @Test
    void aSaleIsPaidAtTheCashierAndRefunded() {
        SkuId sku = shelf.sku(producer, 2990, 10);
        Map<String, Object> order = order(sku, 2);
        assertThat(order).containsEntry("totalFen", 5980).containsEntry("status", "AWAITING_PAYMENT");
        assertThat(order).containsKeys("expiresAt", "serverNow");
        Map<String, Object> payment = payment(order);
        assertThat(payment).containsEntry("amountFen", 5980);
        decide(payment, "PAY").expectStatus().isOk();
        awaitStatus(order, "PAID");
        assertThat(level(sku)).isEqualTo(new StockLevel(producer, sku, null, 8, 0, 2, false));
        decide(payment, "PAY").expectStatus().isEqualTo(409);
        booksHold();

        Caller people = Tokens.of(Role.PRODUCER, producer);
        Map<String, Object> refund = created(post(
                people,
                "/orders/" + order.get("id") + "/lines/" + lineOf(order) + "/refunds",
                Map.of("reason", "wrong size")));
        assertThat(refund).containsEntry("amountFen", 5980);
        assertThat(level(sku)).isEqualTo(new StockLevel(producer, sku, null, 10, 0, 0, false));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> refunds.ofOrder(people, idOf(order)).block().get(0).status() == Refund.Status.SUCCEEDED);
        assertThat(status(order)).isEqualTo("REFUNDED");
        booksHold();
    }

    @Test
    void onePaymentPaysOrdersOfSeveralProducers() {
        SkuId socks = shelf.sku(producer, 2990, 10);
        SkuId eggs = shelf.sku(ProducerId.next(), 100, 100);
        Map<String, Object> quote = created(post(
                buyer,
                "/quotes",
                Map.of(
                        "lines",
                        List.of(Map.of("skuId", socks, "quantity", 1), Map.of("skuId", eggs, "quantity", 30)))));
        assertThat(quote).containsEntry("totalFen", 5990);
        Map<String, Object> bought = created(post(buyer, "/orders", Map.of("quoteId", quote.get("id"))));
        List<Map<String, Object>> made = (List<Map<String, Object>>) bought.get("orders");
        assertThat(made).hasSize(2);
        Map<String, Object> payment = payment(made.get(0), made.get(1));
        decide(payment, "PAY").expectStatus().isOk();
        awaitStatus(made.get(0), "PAID");
        awaitStatus(made.get(1), "PAID");
        booksHold();
    }

    @Test
    void aQuoteWhosePriceHasChangedIsRefused() {
        SkuId sku = shelf.sku(producer, 2990, 10);
        Map<String, Object> quote =
                created(post(buyer, "/quotes", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1)))));
        shelf.reprice(sku, 1990);
        post(buyer, "/orders", Map.of("quoteId", quote.get("id")))
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("order.price-changed");
        assertThat(level(sku).reserved()).isZero();
    }

    @Test
    void manyCapturesOfOneOrderPostOnce() {
        SkuId sku = shelf.sku(producer, 700, 10);
        Map<String, Object> order = order(sku, 1);
        PaymentId payment = paymentId(payment(order));
        Captures.Capture capture = new Captures.Capture(payment, "T-" + payment, new Money(700));
        Flux.range(0, 60).flatMap(i -> captures.capture(capture), 60).blockLast();
        assertThat(status(order)).isEqualTo("PAID");
        assertThat(level(sku).sold()).isEqualTo(1);
        booksHold();
        assertThat(refusalOf(captures.capture(new Captures.Capture(payment, "T-other", new Money(700)))))
                .isEqualTo(PaymentReason.OTHER_TRANSACTION);
        assertThat(refusalOf(captures.capture(new Captures.Capture(payment, "T-" + payment, new Money(1)))))
                .isEqualTo(PaymentReason.AMOUNT_DIFFERS);
    }

    private static @Nullable Object refusalOf(Mono<?> command) {
        return command.<Object>map(done -> done)
                .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.reason()))
                .block();
    }

    @Test
    void anOrderPaidTwiceIsRefundedOnce() {
        SkuId sku = shelf.sku(producer, 700, 10);
        Map<String, Object> order = order(sku, 1);
        Map<String, Object> first = payment(order);
        Map<String, Object> second = payment(order);
        Flux.just(first, second)
                .flatMap(payment -> cashier.decide(
                        UUID.fromString(((String) payment.get("cashierUrl")).replaceAll(".*/", "")), true))
                .blockLast();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> payments.find(paymentId(first)).block().status() == Payment.Status.PAID
                        && payments.find(paymentId(second)).block().status() == Payment.Status.PAID);
        List<Refund> back = refunds.ofOrder(buyer, idOf(order)).block();
        assertThat(back).hasSize(1);
        assertThat(back.get(0).line()).isNull();
        assertThat(level(sku).sold()).isEqualTo(1);
        booksHold();
    }

    @Test
    void aPaymentThatLandsAfterExpiryTakesTheUnitsAgainOrGoesBack() {
        SkuId sku = shelf.sku(producer, 700, 2);
        Map<String, Object> lucky = order(sku, 1);
        Map<String, Object> late = order(sku, 1);
        Map<String, Object> luckyPayment = payment(lucky);
        Map<String, Object> latePayment = payment(late);
        expire();
        for (Map<String, Object> payment : List.of(luckyPayment, latePayment)) {
            payments.close(paymentId(payment)).block();
        }
        awaitStatus(lucky, "EXPIRED");
        awaitStatus(late, "EXPIRED");
        assertThat(level(sku).available()).isEqualTo(2);
        captures.capture(new Captures.Capture(paymentId(luckyPayment), "T-1" + lucky.get("id"), new Money(700)))
                .block();
        assertThat(status(lucky)).isEqualTo("PAID");
        order(sku, 1);
        captures.capture(new Captures.Capture(paymentId(latePayment), "T-2" + late.get("id"), new Money(700)))
                .block();
        assertThat(status(late)).isEqualTo("EXPIRED");
        assertThat(refunds.ofOrder(buyer, idOf(late)).block()).hasSize(1);
        assertThat(level(sku)).isEqualTo(new StockLevel(producer, sku, null, 0, 1, 1, false));
        booksHold();
    }

    private void expire() {
        shelf.run("UPDATE orders SET expires_at = now() - interval '1 minute' WHERE producer_id = ?", producer.value());
        shelf.run("""
                UPDATE payment SET expires_at = now() - interval '1 minute', ask_at = now() - interval '1 minute'
                 WHERE id IN (SELECT payment_id FROM payment_order WHERE producer_id = ?)""", producer.value());
    }

    @Test
    void expiryAndPaymentAtOnceEndInOneOfTheTwo() {
        SkuId sku = shelf.sku(producer, 700, 40);
        List<Map<String, Object>> made = new ArrayList<>();
        List<Map<String, Object>> paid = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            made.add(order(sku, 2));
            paid.add(payment(made.get(i)));
        }
        expire();
        Mono<Void> closing = Flux.fromIterable(paid)
                .flatMap(payment -> payments.find(paymentId(payment)).flatMap(talk::ask))
                .then();
        Mono<Void> paying = Flux.fromIterable(paid)
                .flatMap(payment -> captures.capture(
                        new Captures.Capture(paymentId(payment), "T" + payment.get("id"), new Money(1400))))
                .then();
        Mono.when(closing, paying).block();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> made.stream()
                        .allMatch(order -> List.of("PAID", "EXPIRED").contains(status(order))));
        long settled =
                made.stream().filter(order -> status(order).equals("PAID")).count();
        assertThat(level(sku)).isEqualTo(new StockLevel(producer, sku, null, 40 - 2 * settled, 0, 2 * settled, false));
        booksHold();
    }

    @Test
    void refundsAtOnceNeverGiveBackMoreThanWasPaid() {
        SkuId sku = shelf.sku(producer, 1000, 10);
        Map<String, Object> order = order(sku, 1);
        captures.capture(new Captures.Capture(paymentId(payment(order)), "T" + order.get("id"), new Money(1000)))
                .block();
        Caller people = Tokens.of(Role.PRODUCER, producer);
        List<Object> answers = Flux.range(0, 12)
                .flatMap(i -> refunds.refund(
                                people, idOf(order), lineOf(order), new RefundRequest(new Money(300), null, 0), "part")
                        .<Object>map(refund -> refund)
                        .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.reason())))
                .collectList()
                .block();
        assertThat(answers).filteredOn(Refund.class::isInstance).hasSize(3);
        assertThat(answers).filteredOn(OrderReason.REFUND_TOO_MUCH::equals).hasSize(9);
        assertThat(level(sku).available()).isEqualTo(9);
        refunds.refund(people, idOf(order), lineOf(order), new RefundRequest(null, null, 0), "the rest")
                .block();
        assertThat(level(sku).available()).isEqualTo(10);
        booksHold();
    }

    @Test
    void aDeclinedPaymentLetsItsOrderExpire() {
        SkuId sku = shelf.sku(producer, 700, 1);
        Map<String, Object> order = order(sku, 1);
        Map<String, Object> payment = payment(order);
        decide(payment, "DECLINE").expectStatus().isOk();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> payments.find(paymentId(payment)).block().status() == Payment.Status.CLOSED);
        expire();
        awaitStatus(order, "EXPIRED");
        assertThat(level(sku).available()).isEqualTo(1);
        booksHold();
    }

    @Test
    void notificationsAreBelievedOnlyWhenSignedFreshAndRight() {
        SkuId sku = shelf.sku(producer, 700, 1);
        Map<String, Object> order = order(sku, 1);
        Map<String, Object> payment = payment(order);
        Map<String, Object> content = new HashMap<>(Map.of(
                "number",
                payment.get("id"),
                "state",
                "PAID",
                "amountFen",
                700,
                "transactionId",
                "T" + order.get("id")));
        Signature right = new Signature(Objects.requireNonNull(cashier.secret().block()));
        long now = Instant.now().getEpochSecond();
        notify(content, new Signature(new byte[32]), now).expectStatus().isUnauthorized();
        notify(content, right, now - 3600).expectStatus().isUnauthorized();
        notify(Map.of("number", "x"), right, now).expectStatus().isBadRequest();
        content.put("amountFen", 1);
        notify(content, right, now).expectStatus().isEqualTo(422);
        assertThat(status(order)).isEqualTo("AWAITING_PAYMENT");
        content.put("amountFen", 700);
        for (int i = 0; i < 3; i++) {
            notify(content, right, now).expectStatus().isOk();
            assertThat(status(order)).isEqualTo("PAID");
        }
        content.put("number", UUID.randomUUID().toString());
        notify(content, right, now).expectStatus().isNotFound();
        booksHold();
    }

    private WebTestClient.ResponseSpec notify(Map<String, Object> content, Signature signature, long sentAt) {
        StringBuilder body = new StringBuilder();
        content.forEach((name, value) -> body.append(body.isEmpty() ? "{" : ",")
                .append('"')
                .append(name)
                .append("\":")
                .append(value instanceof Number ? value : "\"" + value + "\""));
        byte[] raw = body.append('}').toString().getBytes(StandardCharsets.UTF_8);
        return web.post()
                .uri("/api/v1/payments/notifications/sandbox")
                .contentType(MediaType.APPLICATION_JSON)
                .header(Signature.TIMESTAMP_HEADER, Long.toString(sentAt))
                .header(Signature.HEADER, signature.of(Long.toString(sentAt), raw))
                .bodyValue(raw)
                .exchange();
    }

    @Test
    void whatIsNotOnesOwnIsUnknown() {
        SkuId sku = shelf.sku(producer, 700, 5);
        Map<String, Object> order = order(sku, 1);
        Map<String, Object> payment = payment(order);
        Caller stranger = Tokens.shopper();
        Caller other = Tokens.of(Role.PRODUCER, ProducerId.next());
        post(stranger, "/payments", Map.of("orderIds", List.of(order.get("id"))))
                .expectStatus()
                .isNotFound();
        post(stranger, "/orders/" + order.get("id") + "/cancellation", Map.of())
                .expectStatus()
                .isNotFound();
        String refund = "/orders/" + order.get("id") + "/lines/" + lineOf(order) + "/refunds";
        post(stranger, refund, Map.of("reason", "mine")).expectStatus().isNotFound();
        post(other, refund, Map.of("reason", "mine")).expectStatus().isNotFound();
        for (String path : List.of("/orders/" + order.get("id"), "/payments/" + payment.get("id"))) {
            web.get()
                    .uri("/api/v1" + path)
                    .header("Authorization", tokens.bearer(stranger))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        web.get()
                .uri("/api/v1/producers/" + producer + "/orders")
                .header("Authorization", tokens.bearer(other))
                .exchange()
                .expectStatus()
                .isNotFound();
        orders.cancel(buyer, idOf(order), null).block();
        booksHold();
    }
}
