package org.livelihood.sale.wechatpay;

import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.sale.payment.PaymentProvider.RefundState;
import org.livelihood.sale.payment.PaymentProvider.Standing;
import org.livelihood.sale.payment.PaymentProvider.State;

/** WeChat's words for how things stand, in ours. */
final class Standings {

    static final String CURRENCY = "CNY";

    private Standings() {}

    /**
     * How an order stands.
     *
     * @param state trade_state: REFUND is one that was paid, and of which something went back
     * @param total what it was of, also where a coupon of WeChat's paid a part
     */
    static Standing of(String state, @Nullable String transaction, Money total) {
        return switch (state) {
            case "SUCCESS", "REFUND" -> new Standing(State.PAID, transaction, total);
            case "CLOSED", "REVOKED" -> Standing.closed();
            default -> Standing.notPaid();
        };
    }

    /** How a refund stands: status in answers, refund_status in notices. */
    static RefundState ofRefund(String status) {
        return switch (status) {
            case "SUCCESS" -> RefundState.DONE;
            case "ABNORMAL", "CLOSED" -> RefundState.STUCK;
            default -> RefundState.UNDER_WAY;
        };
    }
}
