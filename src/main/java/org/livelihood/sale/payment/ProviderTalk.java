package org.livelihood.sale.payment;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.sale.order.OrderReason;
import org.livelihood.sale.payment.PaymentProvider.Notification;
import org.livelihood.sale.payment.PaymentProvider.OfPayment;
import org.livelihood.sale.payment.PaymentProvider.OfRefund;
import org.livelihood.sale.payment.PaymentProvider.Opening;
import org.livelihood.sale.payment.PaymentProvider.RefundState;
import org.livelihood.sale.payment.PaymentProvider.Standing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All that is said to providers and heard from them; nothing of it inside a transaction. What cannot be said now is
 * said again later, since each question and each refund waits in a table until it is answered.
 */
@Component
public class ProviderTalk {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderTalk.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration QUESTION_PAUSE = Duration.ofSeconds(30);
    private static final Duration REFUND_PAUSE = Duration.ofSeconds(15);
    private static final int BATCH = 100;
    private static final int AT_ONCE = 16;

    private final Providers providers;
    private final Payments payments;
    private final Openings openings;
    private final Captures captures;
    private final PaymentDestinations destinations;
    private final Refunds refunds;

    ProviderTalk(
            Providers providers,
            Payments payments,
            Openings openings,
            Captures captures,
            PaymentDestinations destinations,
            Refunds refunds) {
        this.providers = providers;
        this.openings = openings;
        this.destinations = destinations;
        this.payments = payments;
        this.captures = captures;
        this.refunds = refunds;
    }

    /**
     * The way to pay that a buyer chose, or the usual one for what she left open.
     *
     * @throws Refusal {@link PaymentReason#PROVIDER_NOT_OFFERED}, {@link PaymentReason#METHOD_NOT_OFFERED}, or
     *     {@link PaymentReason#PAYER_MISSING} where the method needs to know her
     */
    public Payments.Way way(@Nullable String provider, @Nullable PaymentMethod method, Payer payer) {
        return providers.way(provider, method, payer);
    }

    /**
     * Opens one payment over one or more of the caller's own orders, which do not expire while it is open, and says
     * where it is paid; once for her key.
     *
     * @throws Refusal {@link OrderReason#NOT_FOUND} or {@link OrderReason#NOT_AWAITING_PAYMENT}
     */
    public Mono<Payments.Opened> open(Idempotency.Key key, List<OrderId> orders, Payments.Way way, Payer payer) {
        return openings.open(new PaymentWish(key, orders, way))
                .flatMap(opened -> announced(opened.payment(), payer)
                        .map(payment -> new Payments.Opened(payment, opened.replayed())));
    }

    /** Makes sure that the provider knows a payment that was opened here, and that we know where it is paid. */
    private Mono<Payment> announced(Payment payment, Payer payer) {
        if (payment.isAnnounced()) {
            return Mono.just(payment);
        }
        return providers
                .get(payment.provider())
                .create(new Opening(payment.id(), payment.amount(), payment.expiresAt(), payment.method(), payer))
                .timeout(PATIENCE)
                .onErrorMap(failure -> unavailable(payment, failure))
                .flatMap(checkout -> openings.setCheckout(payment.id(), checkout));
    }

    private static Refusal unavailable(Payment payment, Throwable failure) {
        LOG.warn("{} did not open payment {}: {}", payment.provider(), payment.id(), failure.toString());
        return new Refusal(PaymentReason.PROVIDER_UNAVAILABLE);
    }

    /**
     * Hears a notification out; completes when what it says has been written down.
     *
     * @param body as it came: over that it is signed
     * @throws Refusal as {@link PaymentProvider#read}, {@link PaymentReason#NOT_FOUND} for a payment of another
     *     provider, and as what it says is taken
     */
    public Mono<Void> heard(String provider, HttpHeaders headers, byte[] body) {
        return Mono.defer(() -> providers.get(provider).read(headers, body))
                .flatMap(notification -> taken(provider, notification));
    }

    private Mono<Void> taken(String provider, Notification notification) {
        if (notification instanceof OfPayment told) {
            return own(provider, told.payment()).then(Mono.defer(() -> stands(told.payment(), told.standing())));
        }
        return notification instanceof OfRefund told
                ? own(provider, told.payment()).then(Mono.defer(() -> refunded(told)))
                : Mono.empty();
    }

    private Mono<Void> own(String provider, PaymentId payment) {
        return destinations
                .of(payment)
                .filter(destination -> destination.provider().equals(provider))
                .switchIfEmpty(Mono.error(() -> new Refusal(PaymentReason.NOT_FOUND, payment)))
                .then();
    }

    private Mono<Void> refunded(OfRefund told) {
        return refunds.sent(told.payment(), told.refund())
                .filter(refund -> refund.amount().equals(told.amount()))
                .switchIfEmpty(Mono.error(() -> new Refusal(PaymentReason.AMOUNT_DIFFERS, told.refund())))
                .flatMap(refund -> stands(refund, told.state()));
    }

    /** Asks about payments whose notification may be lost, and closes those whose time is over. */
    Mono<Void> askAboutPending() {
        return Mono.defer(() -> payments.toAsk(QUESTION_PAUSE, BATCH))
                .flatMapMany(Flux::fromIterable)
                .flatMap(this::ask, AT_ONCE)
                .then();
    }

    Mono<Void> ask(Payment payment) {
        PaymentProvider provider = providers.get(payment.provider());
        Mono<Standing> standing =
                payments.isOver(payment) ? provider.close(payment.id()) : provider.query(payment.id());
        return standing.timeout(PATIENCE)
                .flatMap(answer -> stands(payment.id(), answer))
                .onErrorResume(failure -> later("payment " + payment.id(), failure));
    }

    private Mono<Void> stands(PaymentId payment, Standing standing) {
        return switch (standing.state()) {
            case NOT_PAID -> Mono.empty();
            case CLOSED -> payments.close(payment);
            case PAID -> paid(payment, standing.transaction(), standing.amount());
        };
    }

    private Mono<Void> paid(PaymentId payment, @Nullable String transaction, Money amount) {
        return transaction == null
                ? Mono.error(() -> new Refusal(PaymentReason.BAD_NOTIFICATION))
                : captures.capture(new Captures.Capture(payment, transaction, amount));
    }

    /** Asks for the refunds that were accepted here. */
    Mono<Void> sendRefunds() {
        return Mono.defer(refunds::producersToSend)
                .flatMapMany(Flux::fromIterable)
                .concatMap(producer -> refunds.toSend(producer, REFUND_PAUSE, BATCH))
                .flatMapIterable(waiting -> waiting)
                .flatMap(this::send, AT_ONCE)
                .then();
    }

    private Mono<Void> send(RefundStore.Waiting waiting) {
        Refund refund = waiting.refund();
        return providers
                .get(waiting.provider())
                .refund(waiting.order())
                .timeout(PATIENCE)
                .flatMap(state -> stands(refund, state))
                .onErrorResume(failure -> later("refund " + refund.id(), failure));
    }

    private Mono<Void> stands(Refund refund, RefundState state) {
        return switch (state) {
            case DONE -> refunds.succeeded(refund);
            case UNDER_WAY -> Mono.empty();
            case STUCK -> Mono.fromRunnable(() -> LOG.warn("Refund {} needs a person at the provider", refund.id()));
        };
    }

    private static Mono<Void> later(String what, Throwable failure) {
        LOG.warn("The provider did not answer about {}, will be asked again: {}", what, failure.toString());
        return Mono.empty();
    }
}
