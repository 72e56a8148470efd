package org.livelihood.platform.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.livelihood.platform.kernel.ProducerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** The queue's two ends: what is taken to be tried, and what came of it. No transaction is open in between. */
@Component
class Deliveries {

    /** Longer than a batch takes when every receiver in it keeps us waiting. */
    static final Duration LEASE = Duration.ofMinutes(2);

    static final int BATCH = 20;

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final int CHANCES = 100;
    private static final Duration PATIENCE = Duration.ofDays(5);

    private final WebhookQueueStore store;
    private final EndpointStore endpoints;
    private final WebhookEvents events;
    private final WebhookSettings settings;
    private final Clock clock;

    Deliveries(
            WebhookQueueStore store,
            EndpointStore endpoints,
            WebhookEvents events,
            WebhookSettings settings,
            Clock clock) {
        this.store = store;
        this.endpoints = endpoints;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    /** Some that are due, which nobody else tries until the lease is over. */
    @Transactional
    public Mono<List<WebhookQueueStore.Claimed>> claim(Endpoint endpoint) {
        Instant now = clock.instant();
        return store.claim(endpoint.id(), now, now.plus(LEASE), BATCH);
    }

    @Transactional
    public Mono<Void> finish(Endpoint endpoint, WebhookQueueStore.Claimed claimed, WebhookSender.Outcome outcome) {
        Instant now = clock.instant();
        if (outcome.taken()) {
            return store.finish(claimed, Delivery.Status.DELIVERED, now, now, outcome.text())
                    .then(endpoints.well(endpoint.id()));
        }
        Optional<Duration> pause = RetrySchedule.after(
                claimed.attempts(), ThreadLocalRandom.current().nextInt(CHANCES), outcome.retryAfter());
        return store.finish(
                        claimed,
                        pause.isPresent() ? Delivery.Status.WAITING : Delivery.Status.DEAD,
                        now,
                        now.plus(pause.orElse(Duration.ZERO)),
                        outcome.text())
                .then(Mono.defer(() -> endpoints.failed(endpoint.id(), now)))
                .then(Mono.defer(() -> disableIfHopeless(endpoint, outcome, now)));
    }

    private Mono<Void> disableIfHopeless(Endpoint endpoint, WebhookSender.Outcome outcome, Instant now) {
        Endpoint.Status status = outcome.gone() ? Endpoint.Status.GONE : Endpoint.Status.FAILING;
        return endpoints
                .disable(endpoint.id(), status, now.minus(PATIENCE))
                .filter(disabled -> disabled)
                .flatMap(disabled -> tell(endpoint, status, now));
    }

    /** What waits for it is given up; others who listen are told, and so is the log. */
    private Mono<Void> tell(Endpoint endpoint, Endpoint.Status status, Instant now) {
        LOG.warn("Webhook endpoint {} is disabled: {}", endpoint.id(), status);
        ProducerId producer = endpoint.producer();
        return store.giveUp(endpoint.id())
                .then(Mono.defer(events::changed))
                .then(Mono.defer(() -> producer == null
                        ? Mono.empty()
                        : events.publish(List.of(new WebhookEvent(
                                EventType.WEBHOOK_DISABLED, now, producer, Map.of("endpointId", endpoint.id()))))));
    }

    /** Forgets deliveries that have been over for long. */
    @Transactional
    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    public Mono<Long> forget() {
        return store.forget(clock.instant().minus(settings.keptFor()));
    }
}
