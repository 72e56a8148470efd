package org.livelihood.sale.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.sale.wechatpay.WechatPayNotice;
import org.livelihood.sale.wechatpay.WechatPayServer;
import org.livelihood.support.Api;
import org.livelihood.support.Books;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.LocalProviders;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Paid with WeChat, whose server is the test's own: from the order to the refund, over HTTP. */
@JourneyTest
class WechatPayJourneyTest {

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

    private final WechatPayServer wechat = LocalProviders.wechatPay();
    private final ProducerId producer = ProducerId.next();
    private final Caller buyer = Tokens.shopper();

    private Api as(Caller caller) {
        return Api.of(web, tokens, caller);
    }

    /** An order of one, as it was answered. */
    private Api.Answer ordered(SkuId sku) {
        return as(buyer)
                .post("/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1))))
                .expect(201);
    }

    private Api.Answer pay(Api.Answer order, Map<String, String> way) {
        Map<String, Object> body = new HashMap<>(way);
        body.put("orderIds", List.of(order.text("/id")));
        return as(buyer).post("/api/v1/payments", body);
    }

    private Api.Answer payByCode(Api.Answer order) {
        return pay(order, Map.of("provider", "wechatpay", "method", "QR_CODE")).expect(201);
    }

    private static String numberOf(Api.Answer payment) {
        return payment.text("/id").replace("-", "");
    }

    private Api.Answer notify(WechatPayNotice notice) {
        Map<String, String> headers = new HashMap<>(notice.headers().toSingleValueMap());
        headers.put("Content-Type", "application/json");
        return Api.guest(web)
                .send(
                        HttpMethod.POST,
                        "/api/v1/payments/notifications/wechatpay",
                        new String(notice.body(), StandardCharsets.UTF_8),
                        headers);
    }

    private String status(Api.Answer order) {
        return as(buyer).get("/api/v1/orders/" + order.text("/id")).text("/status");
    }

    private void awaitStatus(Api.Answer order, String status) {
        await().atMost(Duration.ofSeconds(20)).until(() -> status(order).equals(status));
    }

    private void expire() {
        shelf.run("UPDATE orders SET expires_at = now() - interval '1 minute' WHERE producer_id = ?", producer.value());
        shelf.run("""
                UPDATE payment SET expires_at = now() - interval '1 minute'
                 WHERE id IN (SELECT payment_id FROM payment_order WHERE producer_id = ?)""", producer.value());
    }

    private void ask(Api.Answer payment) {
        PaymentId id = new PaymentId(UUID.fromString(payment.text("/id")));
        payments.find(id).flatMap(talk::ask).block();
    }

    private void booksHold() {
        assertThat(books.faults(producer)).isEmpty();
    }

    private Api.Answer refundsOf(Api.Answer order) {
        return as(buyer).get("/api/v1/orders/" + order.text("/id") + "/refunds").expect(200);
    }

    private void awaitRefund(Api.Answer order, String status) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> refundsOf(order).text("/0/status").equals(status));
    }

    @Test
    @DisplayName("paid by WeChat: a probe is refused, the notice comes twice and late, and counts once")
    void paidOnce() {
        Api.Answer order = ordered(shelf.sku(producer, PRICE, 10));
        Api.Answer payment = payByCode(order);
        assertThat(payment.text("/launch/code")).isEqualTo("weixin://wxpay/bizpayurl?pr=" + numberOf(payment));
        assertThat(payment.body().at("/cashierUrl").isNull()).isTrue();
        wechat.pay(numberOf(payment));
        WechatPayNotice notice = wechat.notice(numberOf(payment));
        assertThat(notify(notice.wronglySigned()).expect(401).text("/code")).isEqualTo("payment.bad-signature");
        assertThat(status(order)).isEqualTo("AWAITING_PAYMENT");
        notify(notice).expect(200);
        assertThat(status(order)).isEqualTo("PAID");
        notify(notice).expect(200);
        notify(notice.sentAt(Instant.now().minus(Duration.ofMinutes(6)))).expect(401);
        notify(wechat.notice(numberOf(payment))).expect(200);
        assertThat(as(buyer).get("/api/v1/payments/" + payment.text("/id")).text("/status"))
                .isEqualTo("PAID");
        booksHold();
    }

    @Test
    @DisplayName("no notice comes: WeChat is asked")
    void theNoticeIsLost() {
        Api.Answer order = ordered(shelf.sku(producer, PRICE, 10));
        Api.Answer payment = payByCode(order);
        wechat.pay(numberOf(payment));
        ask(payment);
        assertThat(status(order)).isEqualTo("PAID");
        booksHold();
    }

    @Test
    @DisplayName("1 fen off, another transfer, another's payment: refused, and nothing is booked")
    void wrongAmounts() {
        Api.Answer order = ordered(shelf.sku(producer, PRICE, 10));
        Api.Answer payment = payByCode(order);
        wechat.pay(numberOf(payment));
        WechatPayNotice notice = wechat.notice(numberOf(payment));
        assertThat(notify(notice.saying("\"total\":700", "\"total\":699"))
                        .expect(422)
                        .text("/code"))
                .isEqualTo("payment.amount-differs");
        assertThat(status(order)).isEqualTo("AWAITING_PAYMENT");
        notify(notice).expect(200);
        assertThat(notify(notice.saying("\"transaction_id\":\"42000", "\"transaction_id\":\"42001"))
                        .expect(409)
                        .text("/code"))
                .isEqualTo("payment.other-transaction");
        Api.Answer sandbox =
                pay(ordered(shelf.sku(producer, PRICE, 10)), Map.of()).expect(201);
        notify(notice.saying(numberOf(payment), numberOf(sandbox))).expect(404);
        booksHold();
    }

    @Test
    @DisplayName("an order whose time is over is closed at WeChat before it expires")
    void closed() {
        Api.Answer order = ordered(shelf.sku(producer, PRICE, 1));
        Api.Answer payment = payByCode(order);
        expire();
        ask(payment);
        awaitStatus(order, "EXPIRED");
        booksHold();
    }

    @Test
    @DisplayName("paid at the last moment: the closing is answered 'paid', and the order is PAID")
    void paidWhileClosing() {
        Api.Answer order = ordered(shelf.sku(producer, PRICE, 1));
        Api.Answer payment = payByCode(order);
        expire();
        wechat.pay(numberOf(payment));
        ask(payment);
        assertThat(status(order)).isEqualTo("PAID");
        booksHold();
    }

    @Test
    @DisplayName("paid late, when the order has expired and the last unit is another's: the money goes back at WeChat")
    void paidLate() {
        SkuId sku = shelf.sku(producer, PRICE, 1);
        Api.Answer order = ordered(sku);
        Api.Answer payment = payByCode(order);
        expire();
        ask(payment);
        awaitStatus(order, "EXPIRED");
        ordered(sku);
        wechat.pay(numberOf(payment));
        notify(wechat.notice(numberOf(payment))).expect(200);
        awaitRefund(order, "SUCCEEDED");
        assertThat(wechat.refundsOf(numberOf(payment))).hasSize(1);
        assertThat(status(order)).isEqualTo("EXPIRED");
        booksHold();
    }

    @Test
    @DisplayName("paid by WeChat and at the sandbox: the second one goes back at its own provider")
    void paidByTwoProviders() {
        Api.Answer order = ordered(shelf.sku(producer, PRICE, 1));
        Api.Answer sandbox = pay(order, Map.of("provider", "sandbox")).expect(201);
        Api.Answer payment = payByCode(order);
        Api.guest(web)
                .post(sandbox.text("/cashierUrl").replaceFirst("http://[^/]*", ""), Map.of("decision", "PAY"))
                .expect(200);
        awaitStatus(order, "PAID");
        wechat.pay(numberOf(payment));
        notify(wechat.notice(numberOf(payment))).expect(200);
        awaitRefund(order, "SUCCEEDED");
        assertThat(refundsOf(order).number("/0/amountFen")).isEqualTo(PRICE);
        assertThat(wechat.refundsOf(numberOf(payment))).hasSize(1);
        assertThat(status(order)).isEqualTo("PAID");
        booksHold();
    }

    @Test
    @DisplayName("a part goes back: WeChat accepts it, cannot, and then has done it, as its notices say")
    void refundedByNotice() {
        Api.Answer order = ordered(shelf.sku(producer, PRICE, 1));
        Api.Answer payment = payByCode(order);
        wechat.pay(numberOf(payment));
        notify(wechat.notice(numberOf(payment))).expect(200);
        wechat.refundsAre("PROCESSING");
        try {
            String line = order.text("/lines/0/id");
            as(Tokens.of(Role.PRODUCER, producer))
                    .post(
                            "/api/v1/orders/" + order.text("/id") + "/lines/" + line + "/refunds",
                            Map.of("amountFen", 300, "reason", "a hole in it"))
                    .expect(201);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !wechat.refundsOf(numberOf(payment)).isEmpty());
        } finally {
            wechat.refundsAre("SUCCESS");
        }
        String number =
                Objects.requireNonNull(wechat.refundsOf(numberOf(payment)).get(0));
        notify(wechat.refundNotice(number, "ABNORMAL")).expect(200);
        assertThat(refundsOf(order).text("/0/status")).isEqualTo("ACCEPTED");
        WechatPayNotice done = wechat.refundNotice(number, "SUCCESS");
        notify(done.saying("\"refund\":300", "\"refund\":301")).expect(422);
        notify(done).expect(200);
        notify(done).expect(200);
        assertThat(refundsOf(order).text("/0/status")).isEqualTo("SUCCEEDED");
        booksHold();
    }

    @Test
    @DisplayName("the front end chooses with whom and how; what is not offered is told with what is")
    void choices() {
        Api.Answer order = ordered(shelf.sku(producer, PRICE, 1));
        assertThat(pay(order, Map.of("provider", "paypal")).expect(422).text("/code"))
                .isEqualTo("payment.provider-not-offered");
        assertThat(pay(order, Map.of("provider", "wechatpay", "method", "APP"))
                        .expect(422)
                        .text("/detail"))
                .contains("QR_CODE", "JSAPI", "MOBILE_PAGE");
        assertThat(pay(order, Map.of("provider", "wechatpay", "method", "JSAPI"))
                        .expect(422)
                        .text("/errors/0/field"))
                .isEqualTo("payerId");
        Api.Answer inside = pay(order, Map.of("provider", "wechatpay", "method", "JSAPI", "payerId", "oUpF8uMuAJO"))
                .expect(201);
        assertThat(inside.text("/launch/package")).isEqualTo("prepay_id=wx" + numberOf(inside));
        assertThat(inside.text("/launch/paySign")).isNotEmpty();
        assertThat(pay(order, Map.of("provider", "wechatpay", "method", "MOBILE_PAGE"))
                        .expect(201)
                        .text("/cashierUrl"))
                .startsWith("https://wx.tenpay.example/");
        assertThat(pay(order, Map.of()).expect(201).text("/provider")).isEqualTo("sandbox");
    }
}
