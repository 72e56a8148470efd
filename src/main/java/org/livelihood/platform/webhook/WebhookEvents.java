package org.livelihood.platform.webhook;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.AfterCommit;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/**
 * Face for who has something to tell: events are written for whoever wants them, within the caller's transaction.
 *
 * <p>Who wants what is known in memory, so that where nobody listens nothing is asked or written. This node knows its
 * own changes at once, and those of others when it next looks.
 */
@Service
public class WebhookEvents {

    private final WebhookQueueStore deliveries;
    private final EndpointStore endpoints;
    private final JsonMapper json;
    private final Sinks.Many<Long> arrivals = Sinks.many().multicast().directBestEffort();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Map<EventType, Audience> audiences;

    WebhookEvents(WebhookQueueStore deliveries, EndpointStore endpoints, JsonMapper json) {
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.json = json;
    }

    /** @param everyone whether somebody hears of all producers */
    private record Audience(boolean everyone, Set<ProducerId> producers) {

        private boolean wants(ProducerId producer) {
            return everyone || producers.contains(producer);
        }
    }

    /** Writes what somebody wants to hear of these, in the caller's transaction: none or one statement. */
    public Mono<Void> publish(List<WebhookEvent> events) {
        List<WebhookQueueStore.Message> wanted =
                events.stream().filter(this::isWanted).map(this::message).toList();
        return wanted.isEmpty()
                ? Mono.empty()
                : deliveries.publish(wanted).then(Mono.defer(() -> AfterCommit.run(this::announce)));
    }

    private boolean isWanted(WebhookEvent event) {
        Map<EventType, Audience> known = audiences;
        if (known == null) {
            return true;
        }
        Audience audience = known.get(event.type());
        return audience != null && audience.wants(event.producer());
    }

    private WebhookQueueStore.Message message(WebhookEvent event) {
        Map<String, Object> ids = new TreeMap<>(event.ids());
        ids.put("producerId", event.producer());
        return new WebhookQueueStore.Message(
                Uuids.next(), event.producer(), event.type(), body(event.type(), event.at(), ids), event.at());
    }

    private String body(EventType type, Instant at, Map<String, Object> data) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type);
        body.put("timestamp", at);
        body.put("data", data);
        return json.writeValueAsString(body);
    }

    /** Writes a test event for one endpoint. */
    Mono<UUID> test(Endpoint endpoint, Instant now) {
        UUID event = Uuids.next();
        String body = body(EventType.WEBHOOK_TEST, now, Map.of("endpointId", endpoint.id()));
        return deliveries
                .add(endpoint.id(), event, EventType.WEBHOOK_TEST, body, now)
                .then(Mono.defer(() -> AfterCommit.run(this::announce)))
                .thenReturn(event);
    }

    /** Emits whenever this node has written something that may be sent at once; only a hint. */
    Flux<Long> arrivals() {
        return arrivals.asFlux();
    }

    synchronized void announce() {
        arrivals.tryEmitNext(1L);
    }

    /** An endpoint was entered or changed by this node: from now on, whatever it may want counts as wanted. */
    Mono<Void> changed() {
        return AfterCommit.run(() -> {
            changes.incrementAndGet();
            audiences = null;
        });
    }

    /** Looks who wants what. What changes meanwhile is seen the next time. */
    Mono<Void> look() {
        return Mono.fromSupplier(changes::get)
                .flatMap(before -> endpoints.active().collectList().doOnNext(active -> {
                    if (changes.get() == before) {
                        audiences = audiencesOf(active);
                    }
                }))
                .then();
    }

    private static Map<EventType, Audience> audiencesOf(List<Endpoint> active) {
        Map<EventType, Audience> found = new EnumMap<>(EventType.class);
        for (EventType type : EventType.values()) {
            Set<ProducerId> producers = new HashSet<>();
            boolean everyone = false;
            for (Endpoint endpoint : active) {
                ProducerId producer = endpoint.producer();
                if (endpoint.types().contains(type) && producer != null) {
                    producers.add(producer);
                }
                everyone |= endpoint.types().contains(type) && producer == null;
            }
            found.put(type, new Audience(everyone, producers));
        }
        return found;
    }
}
