package org.livelihood.sale.alipay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
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

/** Alipay against a gateway that signs and checks with Alipay's own SDK. */
class AlipayProviderTest {

    private static final AlipayServer SERVER = new AlipayServer();

    private final AlipayProvider provider = provider(SERVER.settings());
    private final PaymentId payment = PaymentId.next();
    private final String number = payment.toString().replace("-", "");

    private static AlipayProvider provider(Map<String, String> variables) {
        return AlipayConfiguration.provider(
                Given.settings(AlipaySettings.class, variables),
                () -> "https://shop.example",
                Clock.systemUTC(),
                JsonMapper.builder().build());
    }

    @BeforeEach
    void forget() {
        SERVER.methods().clear();
    }

    private Checkout open(PaymentMethod method) {
        return Objects.requireNonNull(
                provider.create(new Opening(payment, new Money(700), AlipayServer.soon(), method, Payer.unknown()))
                        .block());
    }

    private Standing query() {
        return Objects.requireNonNull(provider.query(payment).block());
    }

    private Standing close() {
        return Objects.requireNonNull(provider.close(payment).block());
    }

    private Standing paid() {
        return new Standing(State.PAID, "2026113022001" + number.substring(13), new Money(700));
    }

    private static @Nullable Object said(Mono<?> command) {
        return command.<Object>map(done -> done)
                .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.reason()))
                .block();
    }

    private @Nullable Object heard(String form) {
        return said(provider.read(new HttpHeaders(), form.getBytes(StandardCharsets.UTF_8)));
    }

    private Map<String, String> paidNotice() {
        open(PaymentMethod.QR_CODE);
        SERVER.pay(number);
        return SERVER.notice(number);
    }

    private @Nullable Object heardWith(Map<String, String> notice, String name, String value) {
        Map<String, String> other = new HashMap<>(notice);
        other.put(name, value);
        return heard(SERVER.signed(other));
    }

    @Test
    @DisplayName("page, wap and app: a signed text, without asking Alipay; it knows the trade once somebody opened it")
    void signedTexts() {
        String page = Objects.requireNonNull(open(PaymentMethod.PAGE).url());
        assertThat(page)
                .contains("method=alipay.trade.page.pay", "FAST_INSTANT_TRADE_PAY", "return_url=https%3A%2F%2Fshop");
        assertThat(open(PaymentMethod.MOBILE_PAGE).url()).contains("alipay.trade.wap.pay", "QUICK_WAP_WAY");
        String app = Objects.requireNonNull(open(PaymentMethod.APP).launch().get("orderString"));
        assertThat(app).contains("alipay.trade.app.pay", "QUICK_MSECURITY_PAY").doesNotContain("return_url");
        assertThat(SERVER.methods()).isEmpty();
        assertThat(query()).isEqualTo(Standing.notPaid());
        for (String text : List.of(page, app)) {
            assertThat(SERVER.opened(text)).isEqualTo(number);
        }
        assertThat(query().state()).isEqualTo(State.NOT_PAID);
        SERVER.pay(number);
        assertThat(query()).isEqualTo(paid());
    }

    @Test
    @DisplayName("precreate: a code to draw; the answer is JSON that says it is HTML")
    void code() {
        assertThat(open(PaymentMethod.QR_CODE))
                .isEqualTo(Checkout.launching(Map.of("code", "https://qr.alipay.example/bax" + number)));
    }

    @Test
    @DisplayName("query: TRADE_FINISHED is paid; TRADE_CLOSED is closed, unless it had been paid and all went back")
    void standings() {
        open(PaymentMethod.QR_CODE);
        SERVER.pay(number);
        SERVER.trade(number).put("trade_status", "TRADE_FINISHED");
        assertThat(query()).isEqualTo(paid());
        SERVER.trade(number).put("trade_status", "TRADE_CLOSED");
        assertThat(query()).isEqualTo(paid());
        SERVER.trade(number).remove("send_pay_date");
        assertThat(query()).isEqualTo(Standing.closed());
    }

    @Test
    @DisplayName("close: closed, closed before, never opened; one that was paid is told as paid")
    void closing() {
        assertThat(close()).isEqualTo(Standing.closed());
        open(PaymentMethod.QR_CODE);
        assertThat(close()).isEqualTo(Standing.closed());
        assertThat(close()).isEqualTo(Standing.closed());
        SERVER.pay(number);
        assertThat(close()).isEqualTo(paid());
    }

    private RefundOrder refund(RefundId id, long fen, boolean askedBefore) {
        return new RefundOrder(payment, id, new Money(fen), new Money(700), askedBefore);
    }

    @Test
    @DisplayName(
            "refund: fund_change=Y is done; N is not a failure, the query tells; asked again it moves nothing twice")
    void refunds() {
        paidNotice();
        RefundId first = RefundId.next();
        assertThat(provider.refund(refund(first, 300, false)).block()).isEqualTo(RefundState.DONE);
        assertThat(provider.refund(refund(first, 300, true)).block()).isEqualTo(RefundState.DONE);
        RefundId second = RefundId.next();
        SERVER.fundChanges("N");
        try {
            assertThat(provider.refund(refund(second, 200, false)).block()).isEqualTo(RefundState.DONE);
        } finally {
            SERVER.fundChanges("Y");
        }
        assertThat(SERVER.methods()).endsWith("alipay.trade.refund", "alipay.trade.fastpay.refund.query");
        assertThat(SERVER.refundsOf(number)).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "refund: 20000 is unknown and asked again; another amount under one number, or no money, needs a person")
    void refundsThatFail() {
        paidNotice();
        RefundId id = RefundId.next();
        SERVER.answerNext("{\"alipay_trade_refund_response\":{\"code\":\"20000\",\"msg\":\"Service Currently"
                + " Unavailable\",\"sub_code\":\"isp.unknow-error\"}}");
        assertThatThrownBy(() -> provider.refund(refund(id, 300, false)).block())
                .hasMessage("Alipay: 20000 isp.unknow-error");
        assertThat(provider.refund(refund(id, 300, true)).block()).isEqualTo(RefundState.DONE);
        assertThat(provider.refund(refund(id, 301, false)).block()).isEqualTo(RefundState.STUCK);
        SERVER.answerNext("{\"alipay_trade_refund_response\":{\"code\":\"40004\",\"msg\":\"Business Failed\","
                + "\"sub_code\":\"ACQ.SELLER_BALANCE_NOT_ENOUGH\"}}");
        assertThat(provider.refund(refund(RefundId.next(), 100, false)).block()).isEqualTo(RefundState.STUCK);
    }

    @Test
    @DisplayName("answers: a success that is not signed, or signed over something else, is not believed")
    void answers() {
        paidNotice();
        SERVER.answerNext("{\"alipay_trade_query_response\":{\"code\":\"10000\",\"out_trade_no\":\"" + number
                + "\",\"trade_status\":\"TRADE_SUCCESS\",\"trade_no\":\"1\",\"total_amount\":\"7.00\"}}");
        assertThatThrownBy(this::query).hasMessageContaining("not signed");
        SERVER.signWrongly(true);
        try {
            assertThatThrownBy(this::query).hasMessageContaining("not signed");
        } finally {
            SERVER.signWrongly(false);
        }
        SERVER.answerNext("<html>busy</html>");
        assertThatThrownBy(this::query).hasMessageContaining("cannot be read");
        assertThat(query()).isEqualTo(paid());
    }

    @Test
    @DisplayName("a question that gets no answer is not asked again behind our back")
    void nothingIsSentTwice() {
        SERVER.hangUp(true);
        try {
            assertThatThrownBy(this::query).hasMessageContaining("no answer");
        } finally {
            SERVER.hangUp(false);
        }
        assertThat(SERVER.methods()).hasSize(1);
    }

    @Test
    @DisplayName("notice: paid, also as TRADE_FINISHED first; empty values are not signed")
    void notices() {
        Map<String, String> notice = paidNotice();
        assertThat(notice).containsEntry("body", "");
        assertThat(heard(SERVER.signed(notice))).isEqualTo(new OfPayment(payment, paid()));
        assertThat(heardWith(notice, "trade_status", "TRADE_FINISHED")).isEqualTo(new OfPayment(payment, paid()));
    }

    @Test
    @DisplayName("notice in GBK: read and checked in the charset that it names; another charset is refused")
    void gbk() {
        Map<String, String> notice = new HashMap<>(paidNotice());
        notice.put("charset", "GBK");
        assertThat(SERVER.signed(notice)).contains("%C9%CC%C6%B7");
        assertThat(heard(SERVER.signed(notice))).isEqualTo(new OfPayment(payment, paid()));
        notice.put("charset", "UTF-16");
        assertThat(heard(SERVER.signed(notice))).isEqualTo(PaymentReason.BAD_NOTIFICATION);
    }

    @Test
    @DisplayName("notice: a parameter that comes twice, a wrong or missing signature, a changed value")
    void forged() {
        String right = SERVER.signed(paidNotice());
        assertThat(heard(right + "&total_amount=7.00")).isEqualTo(PaymentReason.BAD_NOTIFICATION);
        assertThat(heard(right.replace("total_amount=7.00", "total_amount=7.01")))
                .isEqualTo(PaymentReason.BAD_SIGNATURE);
        assertThat(heard(right.replaceFirst("&sign=[^&]*", ""))).isEqualTo(PaymentReason.BAD_SIGNATURE);
        assertThat(heard(right.replaceFirst("&sign=[^&]*", "&sign=abc"))).isEqualTo(PaymentReason.BAD_SIGNATURE);
        assertThat(heard("%zz=1")).isEqualTo(PaymentReason.BAD_NOTIFICATION);
        assertThat(heard("")).isEqualTo(PaymentReason.BAD_SIGNATURE);
    }

    @Test
    @DisplayName("notice of another app or seller, or no amount: refused; another program's number: unknown")
    void notOurs() {
        Map<String, String> notice = paidNotice();
        assertThat(heardWith(notice, "app_id", "2021000000000002")).isEqualTo(PaymentReason.BAD_NOTIFICATION);
        assertThat(heardWith(notice, "seller_id", "2088000000000002")).isEqualTo(PaymentReason.BAD_NOTIFICATION);
        assertThat(heardWith(notice, "total_amount", "7.001")).isEqualTo(PaymentReason.BAD_NOTIFICATION);
        assertThat(heardWith(notice, "total_amount", "seven")).isEqualTo(PaymentReason.BAD_NOTIFICATION);
        assertThat(heardWith(notice, "out_trade_no", "OTHER_17")).isEqualTo(PaymentReason.NOT_FOUND);
        assertThat(heardWith(notice, "notify_type", "dut_user_sign")).isEqualTo(new OfNothing());
    }

    @Test
    @DisplayName("notice of a refund: the payment as it stands, which was taken before, and no second one")
    void refundNotice() {
        Map<String, String> notice = new HashMap<>(paidNotice());
        notice.put("refund_fee", "3.00");
        notice.put("out_biz_no", RefundId.next().toString().replace("-", ""));
        assertThat(heard(SERVER.signed(notice))).isEqualTo(new OfPayment(payment, paid()));
        assertThat(heardWith(notice, "trade_status", "TRADE_CLOSED")).isEqualTo(new OfPayment(payment, paid()));
    }

    @Test
    @DisplayName("settings: all of the account or nothing, with keys that are keys")
    void settings() {
        Map<String, String> partly = new HashMap<>(SERVER.settings());
        partly.remove("LIVELIHOOD_ALIPAY_SELLER");
        assertThatThrownBy(() -> provider(partly))
                .isInstanceOf(CannotStart.class)
                .hasMessageEndingWith("must be too: LIVELIHOOD_ALIPAY_SELLER");
        for (String key : List.of("PRIVATE_KEY", "PUBLIC_KEY")) {
            Map<String, String> wrong = new HashMap<>(SERVER.settings());
            wrong.put("LIVELIHOOD_ALIPAY_" + key, "c2hvcnQ=");
            assertThatThrownBy(() -> provider(wrong))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageStartingWith("LIVELIHOOD_ALIPAY_" + key + " must be ")
                    .hasMessageNotContaining("c2hvcnQ=");
        }
    }
}
