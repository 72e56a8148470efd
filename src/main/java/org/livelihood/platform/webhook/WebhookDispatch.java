package org.livelihood.platform.webhook;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Brings deliveries to their endpoints. Each endpoint has its own few attempts at a time, so that a slow receiver keeps
 * nobody waiting but itself.
 */
@Component
class WebhookDispatch {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatch.class);
    private static final int ENDPOINTS = 256;
    private static final int ATTEMPTS_OF_ONE = 4;

    private final EndpointStore endpoints;
    private final Deliveries deliveries;
    private final WebhookSecrets secrets;
    private final WebhookSender sender;
    private final Clock clock;
    private final Sinks.Many<Endpoint> due = Sinks.many().multicast().directBestEffort();
    private final Set<EndpointId> busy = ConcurrentHashMap.newKeySet();

    WebhookDispatch(
            EndpointStore endpoints, Deliveries deliveries, WebhookSecrets secrets, WebhookSender sender, Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.sender = sender;
        this.clock = clock;
    }

    /** Finds endpoints that something is due for, and has them {@linkplain #work worked for}. */
    Mono<Void> find() {
        return endpoints.due(clock.instant()).doOnNext(due::tryEmitNext).then();
    }

    /** Sends what is due to the endpoints that were found; never ends by itself. */
    Mono<Void> work() {
        return due.asFlux()
                .onBackpressureDrop()
                .filter(endpoint -> busy.add(endpoint.id()))
                .flatMap(this::sendAll, ENDPOINTS)
                .then();
    }

    /** One batch after the other until nothing is due. That the database is away is the next finding's to see. */
    private Mono<Void> sendAll(Endpoint endpoint) {
        return secretsOf(endpoint)
                .flatMap(keys -> deliveries
                        .claim(endpoint)
                        .flatMap(claimed -> sendBatch(endpoint, keys, claimed))
                        .repeat()
                        .takeWhile(sent -> sent == Deliveries.BATCH)
                        .then())
                .onErrorResume(failure -> {
                    LOG.warn("Webhooks for {} failed, will be tried again: {}", endpoint.id(), failure.toString());
                    return Mono.empty();
                })
                .doFinally(end -> busy.remove(endpoint.id()));
    }

    private Mono<Integer> sendBatch(Endpoint endpoint, List<byte[]> keys, List<WebhookQueueStore.Claimed> claimed) {
        return Flux.fromIterable(claimed)
                .flatMap(
                        one -> sender.send(endpoint.url(), keys, one.event(), one.body())
                                .flatMap(outcome -> deliveries.finish(endpoint, one, outcome)),
                        ATTEMPTS_OF_ONE)
                .then(Mono.just(claimed.size()));
    }

    /** The current secret, and while they overlap the former one. */
    private Mono<List<byte[]>> secretsOf(Endpoint endpoint) {
        return endpoints.secrets(endpoint.id()).map(kept -> {
            List<byte[]> keys = new ArrayList<>();
            keys.add(secrets.current(endpoint.id(), kept.current()));
            byte[] former = kept.former();
            if (former != null && kept.formerUntil() != null && clock.instant().isBefore(kept.formerUntil())) {
                keys.add(secrets.former(endpoint.id(), former));
            }
            return keys;
        });
    }
}
