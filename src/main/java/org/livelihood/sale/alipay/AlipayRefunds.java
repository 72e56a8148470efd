package org.livelihood.sale.alipay;

import java.util.Map;
import org.livelihood.sale.payment.PaymentProvider.RefundOrder;
import org.livelihood.sale.payment.PaymentProvider.RefundState;
import org.livelihood.sale.payment.ProviderNumbers;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Refunds at Alipay. A success is {@code fund_change=Y} and not the answer's code; after {@code N}, and where it was
 * asked for before, the refund's query says whether it is done. Asked again, it keeps its number and its amount.
 */
final class AlipayRefunds {

    private static final String[] FOR_A_PERSON = {
        "SELLER_BALANCE_NOT_ENOUGH",
        "TRADE_HAS_FINISHED",
        "TRADE_NOT_ALLOW_REFUND",
        "REASON_TRADE_REFUND_FEE_ERR",
        "DISCORDANT_REPEAT_REQUEST"
    };

    private final AlipayGateway gateway;

    AlipayRefunds(AlipayGateway gateway) {
        this.gateway = gateway;
    }

    Mono<RefundState> refund(RefundOrder order) {
        Mono<RefundState> before = order.askedBefore() ? query(order) : Mono.just(RefundState.UNDER_WAY);
        return before.flatMap(state -> state == RefundState.DONE ? Mono.just(state) : ask(order));
    }

    private Mono<RefundState> ask(RefundOrder order) {
        Map<String, String> business = Map.of(
                "out_trade_no", ProviderNumbers.of(order.payment()),
                "out_request_no", ProviderNumbers.of(order.refund()),
                "refund_amount", Yuan.of(order.amount()));
        return gateway.ask("alipay.trade.refund", business)
                .flatMap(answer -> hasMoved(answer) ? Mono.just(RefundState.DONE) : query(order))
                .onErrorResume(AlipayRefunds::needsAPerson, refused -> Mono.just(RefundState.STUCK));
    }

    private static boolean hasMoved(JsonNode answer) {
        return answer.path("fund_change").asString("").equals("Y");
    }

    private static boolean needsAPerson(Throwable error) {
        return error instanceof AlipayFailure failure && failure.is(FOR_A_PERSON);
    }

    private Mono<RefundState> query(RefundOrder order) {
        Map<String, String> business = Map.of(
                "out_trade_no", ProviderNumbers.of(order.payment()),
                "out_request_no", ProviderNumbers.of(order.refund()));
        return gateway.ask("alipay.trade.fastpay.refund.query", business)
                .map(answer -> isDone(order, answer) ? RefundState.DONE : RefundState.UNDER_WAY)
                .onErrorResume(AlipayRefunds::isUnknown, unknown -> Mono.just(RefundState.UNDER_WAY));
    }

    private static boolean isDone(RefundOrder order, JsonNode answer) {
        return answer.path("refund_status").asString("").equals("REFUND_SUCCESS")
                && answer.path("refund_amount").asString("").equals(Yuan.of(order.amount()));
    }

    private static boolean isUnknown(Throwable error) {
        return error instanceof AlipayFailure failure && failure.is("TRADE_NOT_EXIST");
    }
}
