package org.livelihood.platform.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the endpoints: a producer's are its managers' to keep, the platform's its administrators'. */
@Service
public class Webhooks {

    /** Most endpoints of a producer, and of the platform. */
    static final int MOST = 20;

    /** So long a secret signs beside the one that follows it. */
    static final Duration OVERLAP = Duration.ofHours(24);

    private final EndpointStore store;
    private final WebhookQueueStore deliveries;
    private final WebhookSecrets secrets;
    private final WebhookTargets targets;
    private final WebhookEvents events;
    private final Clock clock;

    Webhooks(
            EndpointStore store,
            WebhookQueueStore deliveries,
            WebhookSecrets secrets,
            WebhookTargets targets,
            WebhookEvents events,
            Clock clock) {
        this.store = store;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.targets = targets;
        this.events = events;
        this.clock = clock;
    }

    /** @param producer null for the platform's */
    Flux<Endpoint> list(Caller caller, @Nullable ProducerId producer) {
        return mayKeep(caller, producer) ? store.ofOwner(producer) : Flux.error(() -> notFound(producer));
    }

    /** @throws Refusal {@link WebhookReason#NOT_FOUND} for another's producer, BAD_URL or TOO_MANY */
    @Transactional
    public Mono<Endpoint> add(Caller caller, @Nullable ProducerId producer, String url, Set<EventType> types) {
        EndpointId id = EndpointId.next();
        return Mono.fromCallable(() -> targets.checked(url))
                .flatMap(checked -> store.takeTurn(producer)
                        .thenMany(Flux.defer(() -> list(caller, producer)))
                        .count()
                        .filter(others -> others < MOST)
                        .switchIfEmpty(Mono.error(() -> new Refusal(WebhookReason.TOO_MANY, MOST)))
                        .then(Mono.defer(() -> store.add(id, producer, checked, types))))
                .then(Mono.defer(events::changed))
                .then(Mono.defer(() -> store.find(id)));
    }

    /**
     * Writes an endpoint anew; one that was disabled is tried again.
     *
     * @throws Refusal {@link WebhookReason#NOT_FOUND}, STALE or BAD_URL
     */
    @Transactional
    public Mono<Endpoint> change(
            Caller caller, EndpointId id, IntPredicate version, String url, Set<EventType> types, boolean paused) {
        Endpoint.Status status = paused ? Endpoint.Status.PAUSED : Endpoint.Status.ACTIVE;
        return own(caller, id, version)
                .map(old -> new Endpoint(
                        id, old.producer(), targets.checked(url), types, status, true, null, old.version()))
                .flatMap(store::change)
                .filter(done -> done)
                .switchIfEmpty(Mono.error(() -> new Refusal(WebhookReason.STALE, id)))
                .then(Mono.defer(events::changed))
                .then(Mono.defer(() -> store.find(id)));
    }

    /** @throws Refusal {@link WebhookReason#NOT_FOUND} or STALE */
    @Transactional
    public Mono<Void> delete(Caller caller, EndpointId id, IntPredicate version) {
        return own(caller, id, version)
                .flatMap(store::delete)
                .filter(done -> done)
                .switchIfEmpty(Mono.error(() -> new Refusal(WebhookReason.STALE, id)))
                .then(Mono.defer(() -> deliveries.delete(id)))
                .then(Mono.defer(events::changed));
    }

    /**
     * Makes a new secret and tells it, this once; the one before signs too for a day.
     *
     * @throws Refusal {@link WebhookReason#NOT_FOUND}
     */
    @Transactional
    public Mono<String> rotate(Caller caller, EndpointId id) {
        byte[] fresh = secrets.fresh();
        byte[] current = secrets.asCurrent(id, fresh);
        return own(caller, id)
                .flatMap(endpoint -> store.lockedSecrets(id))
                .map(old -> new EndpointStore.Sealed(
                        current,
                        secrets.asFormer(id, old.current()),
                        clock.instant().plus(OVERLAP)))
                .defaultIfEmpty(new EndpointStore.Sealed(current, null, null))
                .flatMap(kept -> store.rotate(id, kept))
                .thenReturn(WebhookSecrets.text(fresh));
    }

    /**
     * Sends a test event.
     *
     * @return its id
     * @throws Refusal {@link WebhookReason#NOT_FOUND} or NOT_ACTIVE
     */
    @Transactional
    public Mono<UUID> test(Caller caller, EndpointId id) {
        return active(caller, id).flatMap(endpoint -> events.test(endpoint, clock.instant()));
    }

    /** The newest first. Refused with {@link WebhookReason#NOT_FOUND}. */
    Mono<Page<Delivery>> deliveries(
            Caller caller, EndpointId id, Delivery.@Nullable Status status, @Nullable Cursor after, int limit) {
        return own(caller, id)
                .flatMap(endpoint -> deliveries.list(id, status, after, limit + 1))
                .map(rows -> Page.of(rows, limit, delivery -> Cursor.of(0, delivery.event())));
    }

    /**
     * Sends a delivery again that is over, from the begin of the schedule and under the same id.
     *
     * @throws Refusal {@link WebhookReason#NOT_FOUND}, DELIVERY_NOT_FOUND, NOT_ACTIVE or STILL_WAITING
     */
    @Transactional
    public Mono<Delivery> resend(Caller caller, EndpointId id, UUID event) {
        return active(caller, id)
                .flatMap(endpoint -> deliveries.find(id, event))
                .switchIfEmpty(Mono.error(() -> new Refusal(WebhookReason.DELIVERY_NOT_FOUND, event)))
                .flatMap(found -> deliveries.resend(id, event, clock.instant()))
                .filter(done -> done)
                .switchIfEmpty(Mono.error(() -> new Refusal(WebhookReason.STILL_WAITING, event)))
                .then(Mono.defer(() -> deliveries.find(id, event)));
    }

    private Mono<Endpoint> active(Caller caller, EndpointId id) {
        return own(caller, id)
                .filter(endpoint -> endpoint.status() == Endpoint.Status.ACTIVE)
                .switchIfEmpty(Mono.error(() -> new Refusal(WebhookReason.NOT_ACTIVE, id)));
    }

    private Mono<Endpoint> own(Caller caller, EndpointId id, IntPredicate version) {
        return own(caller, id)
                .filter(endpoint -> version.test(endpoint.version()))
                .switchIfEmpty(Mono.error(() -> new Refusal(WebhookReason.STALE, id)));
    }

    private Mono<Endpoint> own(Caller caller, EndpointId id) {
        return store.find(id)
                .filter(endpoint -> mayKeep(caller, endpoint.producer()))
                .switchIfEmpty(Mono.error(() -> notFound(id)));
    }

    private static Refusal notFound(@Nullable Object what) {
        return new Refusal(WebhookReason.NOT_FOUND, String.valueOf(what));
    }

    private static boolean mayKeep(Caller caller, @Nullable ProducerId producer) {
        return producer == null ? caller.is(Role.ADMIN) : caller.actsFor(producer, Role.PRODUCER);
    }
}
