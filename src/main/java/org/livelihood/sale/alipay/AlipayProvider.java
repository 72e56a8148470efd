package org.livelihood.sale.alipay;

import java.util.List;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.sale.payment.PaymentMethod;
import org.livelihood.sale.payment.PaymentProvider;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** Alipay as a provider. */
final class AlipayProvider implements PaymentProvider {

    static final String NAME = "alipay";

    private final AlipayOrders orders;
    private final AlipayRefunds refunds;
    private final AlipayNotices notices;

    AlipayProvider(AlipayOrders orders, AlipayRefunds refunds, AlipayNotices notices) {
        this.orders = orders;
        this.refunds = refunds;
        this.notices = notices;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<PaymentMethod> methods() {
        return List.of(PaymentMethod.PAGE, PaymentMethod.MOBILE_PAGE, PaymentMethod.APP, PaymentMethod.QR_CODE);
    }

    @Override
    public Mono<Checkout> create(Opening opening) {
        return orders.open(opening);
    }

    @Override
    public Mono<Standing> query(PaymentId payment) {
        return orders.query(payment);
    }

    @Override
    public Mono<Standing> close(PaymentId payment) {
        return orders.close(payment);
    }

    @Override
    public Mono<RefundState> refund(RefundOrder order) {
        return refunds.refund(order);
    }

    @Override
    public Mono<Notification> read(HttpHeaders headers, byte[] body) {
        return Mono.fromCallable(() -> notices.read(body));
    }
}
