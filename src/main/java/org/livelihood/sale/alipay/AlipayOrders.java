package org.livelihood.sale.alipay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.sale.payment.PaymentProvider.Checkout;
import org.livelihood.sale.payment.PaymentProvider.Opening;
import org.livelihood.sale.payment.PaymentProvider.Standing;
import org.livelihood.sale.payment.PaymentProvider.State;
import org.livelihood.sale.payment.ProviderNumbers;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Payments at Alipay. Its pages and its app are opened with a signed text, and Alipay knows nothing of the payment
 * until somebody has opened it; only for a code is it asked.
 */
final class AlipayOrders {

    private static final int DIGITS_SHOWN = 12;

    private final AlipaySettings settings;
    private final Envelopes envelopes;
    private final AlipayGateway gateway;
    private final Supplier<String> here;

    AlipayOrders(AlipaySettings settings, Envelopes envelopes, AlipayGateway gateway, Supplier<String> here) {
        this.settings = settings;
        this.envelopes = envelopes;
        this.gateway = gateway;
        this.here = here;
    }

    Mono<Checkout> open(Opening opening) {
        return switch (opening.method()) {
            case PAGE ->
                Mono.fromCallable(() -> page("alipay.trade.page.pay", business(opening, "FAST_INSTANT_TRADE_PAY")));
            case MOBILE_PAGE -> Mono.fromCallable(() -> mobilePage(opening));
            case APP -> Mono.fromCallable(() -> app(opening));
            case QR_CODE -> code(opening);
            case JSAPI -> Mono.error(new IllegalArgumentException("JSAPI is not offered"));
        };
    }

    /** What is bought; a payment that nobody began until {@code time_expire} can be begun no more. */
    private static Map<String, String> business(Opening opening, String product) {
        String number = ProviderNumbers.of(opening.payment());
        Map<String, String> business = new LinkedHashMap<>();
        business.put("out_trade_no", number);
        business.put("total_amount", Yuan.of(opening.amount()));
        business.put("subject", "商品订单 " + number.substring(number.length() - DIGITS_SHOWN));
        business.put("product_code", product);
        business.put("time_expire", Envelopes.time(opening.expiresAt()));
        return business;
    }

    private Checkout page(String method, Map<String, String> business) {
        String query = envelopes.of(method, business, Map.of("return_url", here.get()));
        return Checkout.page(settings.address() + "?" + query);
    }

    private Checkout mobilePage(Opening opening) {
        Map<String, String> business = business(opening, "QUICK_WAP_WAY");
        business.put("quit_url", here.get());
        return page("alipay.trade.wap.pay", business);
    }

    private Checkout app(Opening opening) {
        Map<String, String> business = business(opening, "QUICK_MSECURITY_PAY");
        return Checkout.launching(Map.of("orderString", envelopes.of("alipay.trade.app.pay", business, Map.of())));
    }

    private Mono<Checkout> code(Opening opening) {
        return gateway.ask("alipay.trade.precreate", business(opening, "FACE_TO_FACE_PAYMENT"))
                .map(answer ->
                        Checkout.launching(Map.of("code", answer.path("qr_code").asString())));
    }

    /** A payment that Alipay does not know is not paid. */
    Mono<Standing> query(PaymentId payment) {
        String number = ProviderNumbers.of(payment);
        return gateway.ask("alipay.trade.query", Map.of("out_trade_no", number))
                .map(answer -> standing(number, answer))
                .onErrorResume(AlipayOrders::isUnknown, unknown -> Mono.just(Standing.notPaid()));
    }

    private static Standing standing(String number, JsonNode answer) {
        if (!answer.path("out_trade_no").asString("").equals(number)) {
            throw AlipayFailure.saying("an answer about another payment");
        }
        boolean wasPaid = answer.hasNonNull("send_pay_date");
        return standing(
                answer.path("trade_status").asString(""),
                wasPaid,
                answer.path("trade_no").asString(""),
                answer.path("total_amount").asString(""));
    }

    /**
     * How a payment stands.
     *
     * @param wasPaid whether a closed one had been paid: it is closed too when all of its money went back
     */
    static Standing standing(String status, boolean wasPaid, String transaction, String total) {
        boolean paid = status.equals("TRADE_SUCCESS")
                || status.equals("TRADE_FINISHED")
                || status.equals("TRADE_CLOSED") && wasPaid;
        if (paid) {
            Money amount = Yuan.read(total);
            return new Standing(State.PAID, transaction, amount);
        }
        return status.equals("TRADE_CLOSED") ? Standing.closed() : Standing.notPaid();
    }

    /**
     * What is not known cannot be paid: the text it was opened with is no longer valid. What is paid is told as paid.
     */
    Mono<Standing> close(PaymentId payment) {
        return gateway.ask("alipay.trade.close", Map.of("out_trade_no", ProviderNumbers.of(payment)))
                .thenReturn(Standing.closed())
                .onErrorResume(
                        AlipayFailure.class,
                        refused -> refused.is("TRADE_NOT_EXIST", "TRADE_HAS_CLOSE")
                                ? Mono.just(Standing.closed())
                                : query(payment)
                                        .filter(standing -> standing.state() != State.NOT_PAID)
                                        .switchIfEmpty(Mono.error(refused)));
    }

    private static boolean isUnknown(Throwable error) {
        return error instanceof AlipayFailure failure && failure.is("TRADE_NOT_EXIST");
    }
}
