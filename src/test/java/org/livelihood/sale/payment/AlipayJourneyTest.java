package org.livelihood.sale.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.sale.alipay.AlipayServer;
import org.livelihood.sale.wechatpay.WechatPayServer;
import org.livelihood.support.Api;
import org.livelihood.support.Books;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.LocalProviders;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Paid with Alipay, whose gateway is the test's own: from the page to the refund, over HTTP. */
@JourneyTest
class AlipayJourneyTest {

    private static final long PRICE = 700;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    @Autowired
    private Books books;

    @Autowired
    private Payments payments;

    @Autowired
    private ProviderTalk talk;

    private final AlipayServer alipay = LocalProviders.alipay();
    private final ProducerId producer = ProducerId.next();
    private final Caller buyer = Tokens.shopper();

    private Api as(Caller caller) {
        return Api.of(web, tokens, caller);
    }

    private Api.Answer ordered() {
        SkuId sku = shelf.sku(producer, PRICE, 1);
        return as(buyer)
                .post("/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1))))
                .expect(201);
    }

    private Api.Answer pay(Api.Answer order, String provider, String method) {
        return as(buyer)
                .post(
                        "/api/v1/payments",
                        Map.of("orderIds", List.of(order.text("/id")), "provider", provider, "method", method))
                .expect(201);
    }

    private static String numberOf(Api.Answer payment) {
        return payment.text("/id").replace("-", "");
    }

    private WebTestClient.ResponseSpec notify(String form) {
        return web.post()
                .uri("/api/v1/payments/notifications/alipay")
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .bodyValue(form)
                .exchange();
    }

    private void taken(String form) {
        notify(form).expectStatus().isOk().expectBody(String.class).isEqualTo("success");
    }

    private String status(Api.Answer order) {
        return as(buyer).get("/api/v1/orders/" + order.text("/id")).text("/status");
    }

    private void booksHold() {
        assertThat(books.faults(producer)).isEmpty();
    }

    @Test
    @DisplayName(
            "paid on Alipay's page: the notice comes twice, is answered 'success', and counts once; then all goes back")
    void paidAndRefunded() {
        Api.Answer order = ordered();
        Api.Answer payment = pay(order, "alipay", "PAGE");
        assertThat(alipay.opened(payment.text("/cashierUrl"))).isEqualTo(numberOf(payment));
        alipay.pay(numberOf(payment));
        Map<String, String> notice = alipay.notice(numberOf(payment));
        String form = alipay.signed(notice);
        notify(form.replace("total_amount=7.00", "total_amount=0.01"))
                .expectStatus()
                .isUnauthorized();
        Map<String, String> oneFenOff = new HashMap<>(notice);
        oneFenOff.put("total_amount", "6.99");
        notify(alipay.signed(oneFenOff)).expectStatus().isEqualTo(422);
        assertThat(status(order)).isEqualTo("AWAITING_PAYMENT");
        taken(form);
        taken(form);
        assertThat(status(order)).isEqualTo("PAID");
        as(Tokens.of(Role.PRODUCER, producer))
                .post(
                        "/api/v1/orders/" + order.text("/id") + "/lines/" + order.text("/lines/0/id") + "/refunds",
                        Map.of("reason", "a hole in it"))
                .expect(201);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> as(buyer)
                        .get("/api/v1/orders/" + order.text("/id") + "/refunds")
                        .text("/0/status")
                        .equals("SUCCEEDED"));
        assertThat(alipay.refundsOf(numberOf(payment))).isEqualTo(1);
        assertThat(status(order)).isEqualTo("REFUNDED");
        booksHold();
    }

    @Test
    @DisplayName("a page that nobody opened is closed, and its order expires")
    void closed() {
        Api.Answer order = ordered();
        Api.Answer payment = pay(order, "alipay", "MOBILE_PAGE");
        shelf.run("UPDATE orders SET expires_at = now() - interval '1 minute' WHERE producer_id = ?", producer.value());
        shelf.run("""
                UPDATE payment SET expires_at = now() - interval '1 minute'
                 WHERE id IN (SELECT payment_id FROM payment_order WHERE producer_id = ?)""", producer.value());
        payments.find(new PaymentId(UUID.fromString(payment.text("/id"))))
                .flatMap(talk::ask)
                .block();
        await().atMost(Duration.ofSeconds(20)).until(() -> status(order).equals("EXPIRED"));
        booksHold();
    }

    @Test
    @DisplayName("paid by WeChat and by Alipay at once: both are recorded, and the later one goes back by itself")
    void paidByBoth() {
        WechatPayServer wechat = LocalProviders.wechatPay();
        Api.Answer order = ordered();
        Api.Answer code = pay(order, "wechatpay", "QR_CODE");
        Api.Answer app = pay(order, "alipay", "APP");
        alipay.opened(app.text("/launch/orderString"));
        alipay.pay(numberOf(app));
        wechat.pay(numberOf(code));
        taken(alipay.signed(alipay.notice(numberOf(app))));
        payments.find(new PaymentId(UUID.fromString(code.text("/id"))))
                .flatMap(talk::ask)
                .block();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> wechat.refundsOf(numberOf(code)).size() == 1);
        assertThat(alipay.refundsOf(numberOf(app))).isZero();
        assertThat(status(order)).isEqualTo("PAID");
        booksHold();
    }
}
