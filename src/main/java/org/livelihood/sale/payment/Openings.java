package org.livelihood.sale.payment;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Set;
import org.livelihood.platform.database.Lane;
import org.livelihood.platform.database.NaturalBatches;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.sale.order.Settlements;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Payments over one producer's orders that are opened while others are go together, as orders do. */
@Component
class Openings implements MeterBinder {

    private static final int MOST_IN_FLIGHT = 2;
    private static final int LARGEST = 256;
    private static final int MOST_WAITING = 4096;
    private static final int TRIES_FOR_A_KEY = 3;
    private static final String ALL = "providers";

    private final NaturalBatches<ProducerId, PaymentWish, Mono<Payments.Opened>> openings;
    private final NaturalBatches<String, Answered, Payment> answers;
    private final OpeningBatch batch;
    private final Settlements settlements;

    Openings(OpeningBatch batch, Payments payments, Settlements settlements) {
        this.openings = new NaturalBatches<>(
                MOST_IN_FLIGHT, LARGEST, MOST_WAITING, Lane.COMMANDS, (producer, some) -> again(batch.open(some)));
        this.answers = new NaturalBatches<>(
                1, LARGEST, MOST_WAITING, Lane.COMMANDS, (all, some) -> payments.setCheckouts(some));
        this.batch = batch;
        this.settlements = settlements;
    }

    /** What a provider said where and how a payment is paid. */
    record Answered(PaymentId payment, PaymentProvider.Checkout checkout) {}

    /** A key that another batch is claiming at this moment fails the whole batch; the next try finds its payment. */
    private static <T> Mono<T> again(Mono<T> opening) {
        return opening.retryWhen(Retry.max(TRIES_FOR_A_KEY).filter(DuplicateKeyException.class::isInstance));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("livelihood.batches.waiting", openings, NaturalBatches::waiting)
                .description("Requests that wait for their batch")
                .tag("line", "payments")
                .register(registry);
    }

    /** In a batch of its producer; a payment over several producers' orders goes alone. */
    Mono<Payments.Opened> open(PaymentWish opening) {
        return settlements.producers(opening.orders()).flatMap(known -> {
            Set<ProducerId> producers = Set.copyOf(known.values());
            return producers.size() == 1
                    ? openings.submit(producers.iterator().next(), opening).flatMap(answer -> answer)
                    : again(batch.open(List.of(opening))).flatMap(answers -> answers.get(0));
        });
    }

    /** Writes down what the provider said; answers with what stands, which may have been written before. */
    Mono<Payment> setCheckout(PaymentId payment, PaymentProvider.Checkout checkout) {
        return answers.submit(ALL, new Answered(payment, checkout));
    }
}
