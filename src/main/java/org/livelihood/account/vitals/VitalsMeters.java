package org.livelihood.account.vitals;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToLongFunction;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The last {@link Vitals} that were read, as meters: asking for them costs the database nothing. */
@Component
class VitalsMeters implements MeterBinder {

    private final VitalsStore store;
    private volatile Vitals last = Vitals.UNKNOWN;

    VitalsMeters(VitalsStore store) {
        this.store = store;
    }

    Mono<Void> read() {
        return store.read().doOnNext(read -> last = read).then();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "livelihood.sales.waiting", "Paid lines that wait to be attributed", Vitals::salesWaiting);
        gauge(registry, "livelihood.sales.oldest.seconds", "Age of the first of them", Vitals::oldestSaleSeconds);
        gauge(registry, "livelihood.lines.parked", "Lines that somebody must look at", Vitals::linesParked);
        gauge(registry, "livelihood.notices.undelivered", "Notices over a minute late", Vitals::noticesUndelivered);
        gauge(registry, "livelihood.refunds.stuck", "Refunds over ten minutes unconfirmed", Vitals::refundsStuck);
        gauge(registry, "livelihood.log.lag.seconds", "Time since the log was last signed", Vitals::logLagSeconds);
    }

    private void gauge(MeterRegistry registry, String name, String words, ToLongFunction<Vitals> figure) {
        Gauge.builder(name, () -> figure.applyAsLong(last)).description(words).register(registry);
    }
}
