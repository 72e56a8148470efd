package org.livelihood.sale.payment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Lane;
import org.livelihood.platform.database.NaturalBatches;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes money that a provider says has arrived. Captures for one producer that arrive while others are being written go
 * together in the next transaction, as orders do. Telling it twice does nothing the second time.
 */
@Component
class Captures implements MeterBinder {

    private static final int MOST_IN_FLIGHT = 2;
    private static final int LARGEST = 256;
    private static final int MOST_WAITING = 8192;

    private final NaturalBatches<ProducerId, Capture, Boolean> batches;
    private final CaptureBatch batch;
    private final PaymentDestinations destinations;
    private final Payments payments;

    Captures(CaptureBatch batch, PaymentDestinations destinations, Payments payments) {
        this.batches = new NaturalBatches<>(MOST_IN_FLIGHT, LARGEST, MOST_WAITING, Lane.NOTICES, batch::capture);
        this.batch = batch;
        this.destinations = destinations;
        this.payments = payments;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("livelihood.batches.waiting", batches, NaturalBatches::waiting)
                .description("Requests that wait for their batch")
                .tag("line", "captures")
                .register(registry);
    }

    /**
     * Money for one payment.
     *
     * @param transaction the provider's number of the transfer
     */
    record Capture(PaymentId payment, String transaction, Money amount) {}

    /** Completes when the payment is PAID by this transfer; refused when the amount or the transfer is another. */
    Mono<Void> capture(Capture capture) {
        return destinations
                .of(capture.payment())
                .switchIfEmpty(Mono.error(() -> new Refusal(PaymentReason.NOT_FOUND, capture.payment())))
                .flatMap(destination -> capture(destination.onlyProducer(), capture))
                .flatMap(first -> first ? Mono.empty() : known(capture));
    }

    /** A payment over orders of several producers goes alone. */
    private Mono<Boolean> capture(@Nullable ProducerId producer, Capture capture) {
        return producer == null
                ? batch.capture(null, List.of(capture)).map(firsts -> firsts.get(0))
                : batches.submit(producer, capture);
    }

    private Mono<Void> known(Capture capture) {
        return payments.find(capture.payment()).flatMap(payment -> {
            if (!payment.amount().equals(capture.amount())) {
                return Mono.error(new Refusal(PaymentReason.AMOUNT_DIFFERS, payment.id()));
            }
            return payments.isPaidBy(payment.id(), capture.transaction())
                    .filter(same -> same)
                    .switchIfEmpty(Mono.error(() -> new Refusal(PaymentReason.OTHER_TRANSACTION, payment.id())))
                    .then();
        });
    }
}
