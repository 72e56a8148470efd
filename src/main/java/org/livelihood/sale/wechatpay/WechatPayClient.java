package org.livelihood.sale.wechatpay;

import com.wechat.pay.java.core.RSAPublicKeyConfig;
import com.wechat.pay.java.core.exception.ServiceException;
import com.wechat.pay.java.core.http.HttpClient;
import com.wechat.pay.java.service.payments.model.Transaction;
import com.wechat.pay.java.service.payments.nativepay.NativePayService;
import com.wechat.pay.java.service.payments.nativepay.model.CloseOrderRequest;
import com.wechat.pay.java.service.payments.nativepay.model.QueryOrderByOutTradeNoRequest;
import com.wechat.pay.java.service.refund.RefundService;
import com.wechat.pay.java.service.refund.model.AmountReq;
import com.wechat.pay.java.service.refund.model.CreateRequest;
import com.wechat.pay.java.service.refund.model.QueryByOutRefundNoRequest;
import com.wechat.pay.java.service.refund.model.Refund;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.sale.payment.BlockingCalls;
import org.livelihood.sale.payment.PaymentProvider.Checkout;
import org.livelihood.sale.payment.PaymentProvider.Opening;
import org.livelihood.sale.payment.PaymentProvider.RefundOrder;
import org.livelihood.sale.payment.ProviderNumbers;
import reactor.core.publisher.Mono;

/** What is asked of WeChat, in its words: the SDK's blocking calls, each on a thread of theirs and within a time. */
final class WechatPayClient {

    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String UNKNOWN_ORDER = "ORDER_NOT_EXIST";
    private static final String UNKNOWN_REFUND = "RESOURCE_NOT_EXISTS";

    private final BlockingCalls calls = new BlockingCalls("wechatpay", PATIENCE);
    private final WechatPaySettings settings;
    private final Supplier<String> notices;
    private final HttpClient http;
    private final Prepaying prepaying;
    private final NativePayService orders;
    private final RefundService refunds;

    WechatPayClient(WechatPaySettings settings, RSAPublicKeyConfig account, Supplier<String> notices) {
        this.settings = settings;
        this.notices = notices;
        this.http = MerchantHttp.of(account, settings.address(), PATIENCE);
        this.prepaying = new Prepaying(settings, account, http);
        this.orders = new NativePayService.Builder().httpClient(http).build();
        this.refunds = new RefundService.Builder().httpClient(http).build();
    }

    HttpClient http() {
        return http;
    }

    <T> Mono<T> ask(Callable<T> call) {
        return calls.call(call).onErrorMap(error -> !(error instanceof Refusal), WechatPayFailure::of);
    }

    Mono<Checkout> open(Opening opening) {
        return ask(() -> prepaying.prepay(opening, notices.get()));
    }

    /** Empty for an order that WeChat does not know. */
    Mono<Transaction> order(PaymentId payment) {
        QueryOrderByOutTradeNoRequest request = new QueryOrderByOutTradeNoRequest();
        request.setMchid(settings.merchant());
        request.setOutTradeNo(ProviderNumbers.of(payment));
        return ask(() -> orders.queryOrderByOutTradeNo(request))
                .onErrorResume(WechatPayClient::isUnknownOrder, unknown -> Mono.empty());
    }

    /** Empty when it is closed, or was never opened: then nobody can pay it either. */
    Mono<Void> close(PaymentId payment) {
        CloseOrderRequest request = new CloseOrderRequest();
        request.setMchid(settings.merchant());
        request.setOutTradeNo(ProviderNumbers.of(payment));
        return ask(() -> {
                    orders.closeOrder(request);
                    return true;
                })
                .onErrorResume(WechatPayClient::isUnknownOrder, unknown -> Mono.just(true))
                .then();
    }

    private static boolean isUnknownOrder(Throwable error) {
        return error instanceof WechatPayFailure failure && failure.is(UNKNOWN_ORDER);
    }

    Mono<Refund> refund(RefundOrder order) {
        return ask(() -> {
            Refund known = order.askedBefore() ? known(order) : null;
            return known == null ? refunds.create(request(order)) : known;
        });
    }

    private @Nullable Refund known(RefundOrder order) {
        QueryByOutRefundNoRequest request = new QueryByOutRefundNoRequest();
        request.setOutRefundNo(ProviderNumbers.of(order.refund()));
        try {
            return refunds.queryByOutRefundNo(request);
        } catch (ServiceException refused) {
            if (WechatPayFailure.of(refused).is(UNKNOWN_REFUND)) {
                return null;
            }
            throw refused;
        }
    }

    private CreateRequest request(RefundOrder order) {
        AmountReq amount = new AmountReq();
        amount.setRefund(order.amount().fen());
        amount.setTotal(order.paid().fen());
        amount.setCurrency(Standings.CURRENCY);
        CreateRequest request = new CreateRequest();
        request.setOutTradeNo(ProviderNumbers.of(order.payment()));
        request.setOutRefundNo(ProviderNumbers.of(order.refund()));
        request.setNotifyUrl(notices.get());
        request.setAmount(amount);
        return request;
    }
}
