package org.livelihood.sale.wechatpay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.RefundId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.sale.payment.Payer;
import org.livelihood.sale.payment.PaymentMethod;
import org.livelihood.sale.payment.PaymentProvider.Checkout;
import org.livelihood.sale.payment.PaymentProvider.OfNothing;
import org.livelihood.sale.payment.PaymentProvider.OfPayment;
import org.livelihood.sale.payment.PaymentProvider.OfRefund;
import org.livelihood.sale.payment.PaymentProvider.Opening;
import org.livelihood.sale.payment.PaymentProvider.RefundOrder;
import org.livelihood.sale.payment.PaymentProvider.RefundState;
import org.livelihood.sale.payment.PaymentProvider.Standing;
import org.livelihood.sale.payment.PaymentProvider.State;
import org.livelihood.sale.payment.PaymentReason;
import org.livelihood.support.Given;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** WeChat Pay against a server that speaks its protocol; nothing of the SDK makes or checks what that server sends. */
class WechatPayProviderTest {

    private static final WechatPayServer SERVER = new WechatPayServer();

    private WechatPayProvider provider = provider(SERVER.settings());
    private final PaymentId payment = PaymentId.next();
    private final String number = payment.toString().replace("-", "");

    @BeforeEach
    void forget() {
        SERVER.requests().clear();
        SERVER.refundsAre("SUCCESS");
        provider = provider(SERVER.settings());
    }

    private static WechatPayProvider provider(Map<String, String> variables) {
        return provider(variables, "https://shop.example");
    }

    private static WechatPayProvider provider(Map<String, String> variables, String here) {
        return WechatPayConfiguration.provider(
                Given.settings(WechatPaySettings.class, variables),
                () -> here + "/api/v1/payments/notifications/wechatpay",
                Clock.systemUTC(),
                JsonMapper.builder().build());
    }

    private Checkout open(PaymentMethod method) {
        Opening opening = new Opening(
                payment,
                new Money(700),
                Instant.now().plus(Duration.ofMinutes(15)),
                method,
                new Payer("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "203.0.113.7"));
        return Objects.requireNonNull(provider.create(opening).block());
    }

    private Standing query() {
        return Objects.requireNonNull(provider.query(payment).block());
    }

    private Standing close() {
        return Objects.requireNonNull(provider.close(payment).block());
    }

    private static @Nullable Object said(Mono<?> command) {
        return command.<Object>map(done -> done)
                .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.reason()))
                .block();
    }

    private @Nullable Object heard(WechatPayNotice notice) {
        return said(provider.read(notice.headers(), notice.body()));
    }

    private WechatPayNotice paid() {
        open(PaymentMethod.QR_CODE);
        SERVER.pay(number);
        return SERVER.notice(number);
    }

    @Test
    @DisplayName("JSAPI: what wx.requestPayment takes, signed with the merchant's key over four lines")
    void insideWechat() {
        Map<String, String> launch = open(PaymentMethod.JSAPI).launch();
        assertThat(launch).containsOnlyKeys("appId", "timeStamp", "nonceStr", "package", "signType", "paySign");
        assertThat(launch)
                .containsEntry("package", "prepay_id=wx" + number)
                .containsEntry("signType", "RSA")
                .containsEntry("appId", WechatPayServer.APP);
        String message = launch.get("appId") + "\n" + launch.get("timeStamp") + "\n" + launch.get("nonceStr") + "\n"
                + launch.get("package") + "\n";
        assertThat(SERVER.isOfTheMerchant(message, Objects.requireNonNull(launch.get("paySign"))))
                .isTrue();
    }

    @Test
    @DisplayName("Native: a code to draw; H5: a page to open")
    void outsideWechat() {
        assertThat(open(PaymentMethod.QR_CODE))
                .isEqualTo(Checkout.launching(Map.of("code", "weixin://wxpay/bizpayurl?pr=" + number)));
        assertThat(open(PaymentMethod.MOBILE_PAGE).url())
                .startsWith("https://wx.tenpay.example/")
                .endsWith(number);
    }

    @Test
    @DisplayName("query: unknown, not paid, paid, refunded in part, closed")
    void standings() {
        assertThat(query()).isEqualTo(Standing.notPaid());
        open(PaymentMethod.QR_CODE);
        assertThat(query().state()).isEqualTo(State.NOT_PAID);
        SERVER.pay(number);
        assertThat(query()).isEqualTo(new Standing(State.PAID, "42000" + number.substring(9), new Money(700)));
        SERVER.order(number).put("trade_state", "REFUND");
        assertThat(query().state()).isEqualTo(State.PAID);
        SERVER.order(number).put("trade_state", "CLOSED");
        assertThat(query()).isEqualTo(Standing.closed());
    }

    @Test
    @DisplayName("close: answered with 204 and no body; also for what was never opened")
    void closed() {
        open(PaymentMethod.QR_CODE);
        assertThat(close()).isEqualTo(Standing.closed());
        assertThat(SERVER.order(number).path("trade_state").asString()).isEqualTo("CLOSED");
        assertThat(provider.close(PaymentId.next()).block()).isEqualTo(Standing.closed());
    }

    @Test
    @DisplayName("close answered 'paid': told as paid, by what the query says")
    void closedTooLate() {
        paid();
        assertThat(close()).isEqualTo(new Standing(State.PAID, "42000" + number.substring(9), new Money(700)));
        assertThat(SERVER.requests()).last().asString().startsWith("GET /v3/pay/transactions/out-trade-no/");
    }

    private RefundOrder refund(RefundId id, boolean askedBefore) {
        return new RefundOrder(payment, id, new Money(300), new Money(700), askedBefore);
    }

    @Test
    @DisplayName("refund: accepted is not done; asked again, it is queried by its number and not made again")
    void refundUnderWay() {
        paid();
        RefundId id = RefundId.next();
        SERVER.refundsAre("PROCESSING");
        assertThat(provider.refund(refund(id, false)).block()).isEqualTo(RefundState.UNDER_WAY);
        assertThat(provider.refund(refund(id, true)).block()).isEqualTo(RefundState.UNDER_WAY);
        SERVER.refundNotice(id.toString().replace("-", ""), "SUCCESS");
        assertThat(provider.refund(refund(id, true)).block()).isEqualTo(RefundState.DONE);
        assertThat(SERVER.requests())
                .filteredOn("POST /v3/refund/domestic/refunds"::equals)
                .hasSize(1);
    }

    @Test
    @DisplayName("refund: 5xx, then the same number again makes it once")
    void refundAfterAFault() {
        paid();
        RefundId id = RefundId.next();
        SERVER.answerNext(500, "{\"code\":\"SYSTEM_ERROR\",\"message\":\"again\"}");
        assertThatThrownBy(() -> provider.refund(refund(id, false)).block()).hasMessageContaining("500 SYSTEMERROR");
        SERVER.answerNext(502, "<html>bad gateway</html>");
        assertThatThrownBy(() -> provider.refund(refund(id, true)).block()).hasMessageStartingWith("WeChat Pay: ");
        assertThat(provider.refund(refund(id, true)).block()).isEqualTo(RefundState.DONE);
        assertThat(SERVER.refundsOf(number)).hasSize(1);
    }

    @Test
    @DisplayName("refund notices: ABNORMAL, then SUCCESS")
    void refundNotices() {
        paid();
        RefundId id = RefundId.next();
        SERVER.refundsAre("PROCESSING");
        provider.refund(refund(id, false)).block();
        String refundNumber = id.toString().replace("-", "");
        assertThat(heard(SERVER.refundNotice(refundNumber, "ABNORMAL")))
                .isEqualTo(new OfRefund(payment, id, new Money(300), RefundState.STUCK));
        assertThat(heard(SERVER.refundNotice(refundNumber, "SUCCESS")))
                .isEqualTo(new OfRefund(payment, id, new Money(300), RefundState.DONE));
    }

    @Test
    @DisplayName("notice: a payment, with its transfer's number and what it was of")
    void notice() {
        assertThat(heard(paid()))
                .isEqualTo(new OfPayment(
                        payment, new Standing(State.PAID, "42000" + number.substring(9), new Money(700))));
    }

    @Test
    @DisplayName("notice: 6 minutes old, or from the future, is refused; 4 minutes old is not")
    void staleNotices() {
        WechatPayNotice right = paid();
        Instant now = Instant.now();
        assertThat(heard(right.sentAt(now.minus(Duration.ofMinutes(6))))).isEqualTo(PaymentReason.BAD_SIGNATURE);
        assertThat(heard(right.sentAt(now.plus(Duration.ofMinutes(6))))).isEqualTo(PaymentReason.BAD_SIGNATURE);
        assertThat(heard(right.sentAt(now.minus(Duration.ofMinutes(4))))).isInstanceOf(OfPayment.class);
    }

    @Test
    @DisplayName("notice: WeChat's probes with a wrong signature, another key or no signature are refused")
    void probes() {
        WechatPayNotice right = paid();
        assertThat(heard(right.wronglySigned())).isEqualTo(PaymentReason.BAD_SIGNATURE);
        assertThat(heard(right.signedBy(SERVER.former.getPrivate(), WechatPayServer.PUBLIC_KEY_ID)))
                .isEqualTo(PaymentReason.BAD_SIGNATURE);
        for (String header : List.copyOf(right.headers().headerNames())) {
            if (!header.equals("Wechatpay-Signature-Type")) {
                var without = right.headers();
                without.remove(header);
                assertThat(said(provider.read(without, right.body())))
                        .as(header)
                        .isEqualTo(PaymentReason.BAD_SIGNATURE);
            }
        }
        var noBase64 = right.headers();
        noBase64.set("Wechatpay-Signature", "WECHATPAY/SIGNTEST/%%%");
        assertThat(said(provider.read(noBase64, right.body()))).isEqualTo(PaymentReason.BAD_SIGNATURE);
    }

    @Test
    @DisplayName("both key modes interleaved: the public key, and a certificate that is fetched once")
    void bothKeyModes() {
        WechatPayNotice right = paid();
        WechatPayNotice former = right.signedBy(SERVER.former.getPrivate(), WechatPayServer.CERTIFICATE_SERIAL);
        for (WechatPayNotice notice : List.of(right, former, right, former)) {
            assertThat(heard(notice)).isInstanceOf(OfPayment.class);
        }
        assertThat(SERVER.requests()).filteredOn("GET /v3/certificates"::equals).hasSize(1);
    }

    @Test
    @DisplayName("unknown serial: refused; WeChat is asked for certificates once a minute, however many come")
    void unknownSerials() {
        WechatPayNotice right = paid();
        for (int i = 0; i < 5; i++) {
            assertThat(heard(right.signedBy(SERVER.former.getPrivate(), "7777" + i)))
                    .isEqualTo(PaymentReason.BAD_SIGNATURE);
            assertThat(heard(right.signedBy(SERVER.former.getPrivate(), "PUB_KEY_ID_7777" + i)))
                    .isEqualTo(PaymentReason.BAD_SIGNATURE);
        }
        assertThat(SERVER.requests()).filteredOn("GET /v3/certificates"::equals).hasSize(1);
    }

    @Test
    @DisplayName("notice: associated_data empty or absent is as it was sealed; other data is malformed")
    void associatedData() {
        WechatPayNotice right = paid();
        assertThat(heard(right.associated(""))).isInstanceOf(OfPayment.class);
        assertThat(heard(right.associated(null))).isInstanceOf(OfPayment.class);
        byte[] other = new String(right.body(), StandardCharsets.UTF_8)
                .replace("\"associated_data\":\"transaction\"", "\"associated_data\":\"other\"")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(said(provider.read(signed(other), other))).isEqualTo(PaymentReason.BAD_NOTIFICATION);
    }

    private static HttpHeaders signed(byte[] body) {
        var headers = new HttpHeaders();
        WechatPayServer.signatures(
                        SERVER.platform.getPrivate(),
                        WechatPayServer.PUBLIC_KEY_ID,
                        Instant.now(),
                        new String(body, StandardCharsets.UTF_8))
                .forEach(headers::set);
        return headers;
    }

    @Test
    @DisplayName("notice: signed, but no JSON, without a resource, or sealed by another algorithm: malformed")
    void malformed() {
        for (String body : List.of(
                "no json",
                "[]",
                "{\"event_type\":\"TRANSACTION.SUCCESS\"}",
                "{\"event_type\":\"TRANSACTION.SUCCESS\",\"resource\":{\"algorithm\":\"AEAD_AES_256_GCM\"}}",
                "{\"event_type\":\"TRANSACTION.SUCCESS\",\"resource\":{\"algorithm\":\"AES\",\"nonce\":\"a\"}}")) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            Object said = said(provider.read(signed(bytes), bytes));
            assertThat(said).as(body).isIn(PaymentReason.BAD_NOTIFICATION, new OfNothing());
            if (!body.equals("[]")) {
                assertThat(said).as(body).isEqualTo(PaymentReason.BAD_NOTIFICATION);
            }
        }
    }

    @Test
    @DisplayName(
            "notice of another merchant, another app, or in no whole fen: refused; another program's number: unknown")
    void notOurs() {
        WechatPayNotice right = paid();
        assertThat(heard(right.saying("\"mchid\":\"" + WechatPayServer.MERCHANT, "\"mchid\":\"1900000002")))
                .isEqualTo(PaymentReason.BAD_NOTIFICATION);
        assertThat(heard(right.saying(WechatPayServer.APP, "wx0000000000000000")))
                .isEqualTo(PaymentReason.BAD_NOTIFICATION);
        assertThat(heard(right.saying("\"total\":700", "\"total\":700.5"))).isEqualTo(PaymentReason.BAD_NOTIFICATION);
        assertThat(heard(right.saying("\"total\":700", "\"total\":\"700\""))).isEqualTo(PaymentReason.BAD_NOTIFICATION);
        assertThat(heard(right.saying(number, "OTHER-PROGRAM-17"))).isEqualTo(PaymentReason.NOT_FOUND);
    }

    @Test
    @DisplayName("notice: the self-test's echo and kinds that mean nothing here are acknowledged")
    void echoes() {
        WechatPayNotice right = paid();
        assertThat(heard(right.of("SECURITY_ECHO.SUCCESS"))).isEqualTo(new OfNothing());
        assertThat(heard(right.of("PROFITSHARING"))).isEqualTo(new OfNothing());
    }

    @Test
    @DisplayName("an answer that is wrongly signed is not believed")
    void wronglySignedAnswers() {
        paid();
        SERVER.signWrongly(true);
        try {
            assertThatThrownBy(this::query).hasMessageContaining("not signed");
        } finally {
            SERVER.signWrongly(false);
        }
        assertThat(query().state()).isEqualTo(State.PAID);
    }

    @Test
    @DisplayName("a request that gets no answer is not sent again behind our back, POST or GET")
    void nothingIsSentTwice() {
        SERVER.hangUp(true);
        try {
            assertThatThrownBy(() -> open(PaymentMethod.QR_CODE)).hasMessageContaining("no answer");
            assertThatThrownBy(this::query).hasMessageContaining("no answer");
        } finally {
            SERVER.hangUp(false);
        }
        assertThat(SERVER.requests()).hasSize(2);
    }

    @Test
    @DisplayName("no failure holds a secret, an openid or a request")
    void failuresAreShort() {
        SERVER.answerNext(403, "{\"code\":\"NO_AUTH\",\"message\":\"商户号该产品权限未开通\"}");
        assertThatThrownBy(() -> open(PaymentMethod.JSAPI))
                .isInstanceOf(WechatPayFailure.class)
                .hasMessage("WeChat Pay: 403 NOAUTH");
    }

    @Test
    @DisplayName("settings: all of the account or nothing, with keys that are keys")
    void settings() {
        Map<String, String> partly = new HashMap<>(SERVER.settings());
        partly.remove("LIVELIHOOD_WECHATPAY_SERIAL");
        assertThatThrownBy(() -> provider(partly))
                .isInstanceOf(CannotStart.class)
                .hasMessageEndingWith("must be too: LIVELIHOOD_WECHATPAY_SERIAL");
        for (String key : List.of("PRIVATE_KEY", "PUBLIC_KEY", "API_KEY")) {
            Map<String, String> wrong = new HashMap<>(SERVER.settings());
            wrong.put("LIVELIHOOD_WECHATPAY_" + key, "c2hvcnQ=");
            assertThatThrownBy(() -> provider(wrong))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageStartingWith("LIVELIHOOD_WECHATPAY_" + key + " must be ")
                    .hasMessageNotContaining("c2hvcnQ=");
        }
        Map<String, String> real = new HashMap<>(SERVER.settings());
        real.put("LIVELIHOOD_WECHATPAY_ADDRESS", "https://api.mch.weixin.qq.com");
        assertThatThrownBy(() -> provider(real, "http://shop.example"))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("LIVELIHOOD_PUBLIC_URL must be https");
        assertThat(provider(real, "https://shop.example").name()).isEqualTo("wechatpay");
        String pem = "-----BEGIN PUBLIC KEY-----\n" + SERVER.settings().get("LIVELIHOOD_WECHATPAY_PUBLIC_KEY")
                + "\n-----END PUBLIC KEY-----\n";
        Map<String, String> asPem = new HashMap<>(SERVER.settings());
        asPem.put("LIVELIHOOD_WECHATPAY_PUBLIC_KEY", pem);
        assertThat(provider(asPem).name()).isEqualTo("wechatpay");
    }
}
