package org.livelihood.sale.wechatpay;

import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.refund.model.Refund;
import java.util.List;
import java.util.Objects;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.sale.payment.PaymentMethod;
import org.livelihood.sale.payment.PaymentProvider;
import org.livelihood.sale.payment.ProviderNumbers;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** WeChat Pay as a provider. */
final class WechatPayProvider implements PaymentProvider {

    static final String NAME = "wechatpay";

    private final WechatPayClient client;
    private final WechatPayNotices notices;

    WechatPayProvider(WechatPayClient client, WechatPayNotices notices) {
        this.client = client;
        this.notices = notices;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<PaymentMethod> methods() {
        return List.of(PaymentMethod.QR_CODE, PaymentMethod.JSAPI, PaymentMethod.MOBILE_PAGE);
    }

    @Override
    public Mono<Checkout> create(Opening opening) {
        return client.open(opening);
    }

    @Override
    public Mono<Standing> query(PaymentId payment) {
        return client.order(payment).map(order -> standing(payment, order)).defaultIfEmpty(Standing.notPaid());
    }

    private static Standing standing(PaymentId payment, Transaction order) {
        if (!ProviderNumbers.of(payment).equals(order.getOutTradeNo())) {
            throw WechatPayFailure.saying("an answer about another order");
        }
        Money total = order.getAmount() == null || order.getAmount().getTotal() == null
                ? Money.ZERO
                : new Money(order.getAmount().getTotal());
        return Standings.of(Objects.toString(order.getTradeState(), ""), order.getTransactionId(), total);
    }

    /** An order that was paid cannot be closed: then it is told as paid. */
    @Override
    public Mono<Standing> close(PaymentId payment) {
        return client.close(payment)
                .thenReturn(Standing.closed())
                .onErrorResume(
                        WechatPayFailure.class,
                        refused -> query(payment)
                                .filter(standing -> standing.state() != State.NOT_PAID)
                                .switchIfEmpty(Mono.error(refused)));
    }

    @Override
    public Mono<RefundState> refund(RefundOrder order) {
        return client.refund(order).map(refund -> state(order, refund));
    }

    private static RefundState state(RefundOrder order, Refund refund) {
        boolean same = ProviderNumbers.of(order.refund()).equals(refund.getOutRefundNo())
                && Objects.equals(order.amount().fen(), refund.getAmount().getRefund());
        if (!same) {
            throw WechatPayFailure.saying("an answer about another refund");
        }
        return Standings.ofRefund(Objects.toString(refund.getStatus(), ""));
    }

    @Override
    public Mono<Notification> read(HttpHeaders headers, byte[] body) {
        return notices.read(headers, body);
    }
}
