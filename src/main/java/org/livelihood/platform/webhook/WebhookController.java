package org.livelihood.platform.webhook;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.IfMatch;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/webhooks")
class WebhookController {

    private final Webhooks webhooks;

    WebhookController(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /**
     * An endpoint to be.
     *
     * @param producerId of whom it hears; left out for one of the platform's, which hears of all
     * @param url https at port 443, on a host of the public network
     * @param types of which events it is told
     */
    record NewEndpointBody(
            @Nullable ProducerId producerId,
            @NotBlank @Size(max = 1000) String url,
            @NotEmpty @Size(max = 20) Set<@NotNull EventType> types) {}

    /** @param paused true to stop it for a while; false sets one going again that was disabled */
    record EndpointBody(
            @NotBlank @Size(max = 1000) String url,
            @NotEmpty @Size(max = 20) Set<@NotNull EventType> types,
            @Nullable Boolean paused) {}

    /**
     * An endpoint.
     *
     * @param hasSecret false until a secret was made: until then events wait
     * @param failingSince when the first attempt failed after the last that went well; absent while all is well
     */
    record EndpointView(
            EndpointId id,
            @Nullable ProducerId producerId,
            String url,
            List<EventType> types,
            Endpoint.Status status,
            boolean hasSecret,
            @Nullable Instant failingSince,
            int version) {

        private static EndpointView of(Endpoint endpoint) {
            return new EndpointView(
                    endpoint.id(),
                    endpoint.producer(),
                    endpoint.url(),
                    endpoint.types().stream().sorted().toList(),
                    endpoint.status(),
                    endpoint.hasSecret(),
                    endpoint.failingSince(),
                    endpoint.version());
        }
    }

    record EndpointsView(List<EndpointView> items) {}

    /** @param secret as receivers' libraries take it; it is never told again */
    record SecretView(String secret) {}

    /** @param eventId the header webhook-id that it comes with */
    record TestView(UUID eventId) {}

    /**
     * A delivery.
     *
     * @param eventId the header webhook-id that it comes with
     * @param nextAttemptAt when it is tried next; absent when it is over
     * @param answer status of the last answer, or why there was none: TIMEOUT, NO_ANSWER, UNKNOWN_HOST, TLS,
     *     ADDRESS_NOT_PUBLIC
     */
    record DeliveryView(
            UUID eventId,
            EventType type,
            Instant occurredAt,
            Delivery.Status status,
            int attempts,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant attemptedAt,
            @Nullable String answer) {

        private static DeliveryView of(Delivery delivery) {
            return new DeliveryView(
                    delivery.event(),
                    delivery.type(),
                    delivery.occurredAt(),
                    delivery.status(),
                    delivery.attempts(),
                    delivery.status() == Delivery.Status.WAITING ? delivery.dueAt() : null,
                    delivery.attemptedAt(),
                    delivery.answer());
        }
    }

    /**
     * List webhook endpoints.
     *
     * @param producer whose; left out for the platform's own
     */
    @GetMapping
    @Allow({Role.PRODUCER, Role.ADMIN})
    Mono<EndpointsView> list(Caller caller, @RequestParam(required = false) @Nullable ProducerId producer) {
        return webhooks.list(caller, producer)
                .map(EndpointView::of)
                .collectList()
                .map(EndpointsView::new);
    }

    /** Add a webhook endpoint. Its events wait until it has a secret, which is made by a call of its own. */
    @PostMapping
    @Allow({Role.PRODUCER, Role.ADMIN})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<EndpointView>> add(Caller caller, Once once, @Valid @RequestBody NewEndpointBody body) {
        return once.created(
                "webhooks",
                body,
                EndpointView.class,
                () -> webhooks.add(caller, body.producerId(), body.url(), body.types())
                        .map(EndpointView::of));
    }

    /** Write a webhook endpoint anew. One that was disabled is set going again. */
    @PutMapping("/{id}")
    @Allow({Role.PRODUCER, Role.ADMIN})
    Mono<ResponseEntity<EndpointView>> change(
            Caller caller,
            @PathVariable EndpointId id,
            @RequestHeader(HttpHeaders.IF_MATCH) IfMatch version,
            @Valid @RequestBody EndpointBody body) {
        return webhooks.change(caller, id, version, body.url(), body.types(), Boolean.TRUE.equals(body.paused()))
                .map(EndpointView::of)
                .map(view ->
                        ResponseEntity.ok().eTag("\"" + view.version() + "\"").body(view));
    }

    /** Delete a webhook endpoint. What waits for it is not sent any more. */
    @DeleteMapping("/{id}")
    @Allow({Role.PRODUCER, Role.ADMIN})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            Caller caller,
            @PathVariable EndpointId id,
            @RequestHeader(value = HttpHeaders.IF_MATCH, required = false) @Nullable IfMatch version) {
        return webhooks.delete(caller, id, IfMatch.orAnything(version));
    }

    /** Make a new secret for a webhook endpoint. It is told this once; the one before signs too for 24 hours. */
    @PostMapping("/{id}/secret")
    @Allow({Role.PRODUCER, Role.ADMIN})
    Mono<ResponseEntity<SecretView>> rotate(Caller caller, @PathVariable EndpointId id) {
        return webhooks.rotate(caller, id)
                .map(secret ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new SecretView(secret)));
    }

    /** Send a test event to a webhook endpoint. */
    @PostMapping("/{id}/test")
    @Allow({Role.PRODUCER, Role.ADMIN})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<TestView>> test(Caller caller, @PathVariable EndpointId id, Once once) {
        return once.created(
                "webhook-tests",
                id,
                TestView.class,
                () -> webhooks.test(caller, id).map(TestView::new));
    }

    /**
     * List an endpoint's deliveries. The newest first; those of status DEAD were given up.
     *
     * @param status only those
     */
    @GetMapping("/{id}/deliveries")
    @Allow({Role.PRODUCER, Role.ADMIN})
    Mono<Page<DeliveryView>> deliveries(
            Caller caller,
            @PathVariable EndpointId id,
            @RequestParam(required = false) Delivery.@Nullable Status status,
            Paging paging) {
        return webhooks.deliveries(caller, id, status, paging.after(), paging.limit())
                .map(page -> page.map(DeliveryView::of));
    }

    /**
     * Send a delivery again. One that is over, under the same id and from the begin of the schedule.
     *
     * @param event its event's id
     */
    @PostMapping("/{id}/deliveries/{event}/resend")
    @Allow({Role.PRODUCER, Role.ADMIN})
    Mono<DeliveryView> resend(Caller caller, @PathVariable EndpointId id, @PathVariable UUID event) {
        return webhooks.resend(caller, id, event).map(DeliveryView::of);
    }
}
