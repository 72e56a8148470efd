package org.livelihood.sale.live;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.WorkerId;
import org.livelihood.sale.live.Session.Item;
import org.livelihood.sale.live.Session.ItemDraft;
import org.livelihood.sale.live.Session.Offered;
import org.livelihood.sale.live.Session.Plan;
import org.livelihood.sale.live.Session.Status;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class SessionController {

    private static final long DEAREST_FEN = 1_000_000_000L;

    private final Sessions sessions;
    private final Clock clock;

    SessionController(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    record PlanBody(
            @NotBlank @Size(max = 80) String title,
            @NotNull Instant plannedStart,
            @NotNull AccountId hostId,
            boolean official,
            @Min(0) @Max(DEAREST_FEN) long wageFen,
            @Nullable MemberId wageMemberId,
            @Nullable WorkerId wageWorkerId) {

        Plan toPlan() {
            return new Plan(title, plannedStart, hostId, official, new Money(wageFen), wageMemberId, wageWorkerId);
        }
    }

    record ItemBody(
            @Min(0) @Max(1000) int position,
            @Min(1) @Max(DEAREST_FEN) long livePriceFen,
            @Nullable @Min(1) @Max(1_000_000) Integer buyerLimit,
            @Min(0) @Max(DEAREST_FEN) long poolUnits) {

        ItemDraft toDraft() {
            return new ItemDraft(position, new Money(livePriceFen), buyerLimit, poolUnits);
        }
    }

    record PinBody(@NotNull SkuId skuId) {}

    record IdView(SessionId id) {}

    record RoomView(Session session, List<Offered> items, Instant serverNow) {}

    /** Plan a live session. Of an approved producer, with its host and what she is paid. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    @PostMapping("/api/v1/producers/{producer}/sessions")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<IdView> schedule(Caller caller, @PathVariable ProducerId producer, @Valid @RequestBody PlanBody body) {
        return sessions.schedule(caller, producer, body.toPlan()).map(IdView::new);
    }

    /** Start a session. With a host who starts it herself, works for the producer or agreed. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    @PostMapping("/api/v1/sessions/{id}/start")
    Mono<Session> start(Caller caller, @PathVariable SessionId id) {
        return sessions.start(caller, id);
    }

    /** End a session. Nothing can be bought from the room any more, and what its pools still hold goes back. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    @PostMapping("/api/v1/sessions/{id}/end")
    Mono<Session> end(Caller caller, @PathVariable SessionId id) {
        return sessions.end(caller, id);
    }

    /** Call a planned session off. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    @PostMapping("/api/v1/sessions/{id}/cancellation")
    Mono<Session> cancel(Caller caller, @PathVariable SessionId id) {
        return sessions.cancel(caller, id);
    }

    /**
     * Put a SKU into the showcase of a session. Or write its entry anew: its place, its live price, its limit a buyer
     * and its pool, which may grow but never shrink.
     */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    @PutMapping("/api/v1/sessions/{id}/items/{sku}")
    Mono<Item> putItem(
            Caller caller, @PathVariable SessionId id, @PathVariable SkuId sku, @Valid @RequestBody ItemBody body) {
        return sessions.putItem(caller, id, sku, body.toDraft());
    }

    /** Take a SKU out of the showcase of a session. What its pool holds goes back when the session ends. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    @DeleteMapping("/api/v1/sessions/{id}/items/{sku}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> hideItem(Caller caller, @PathVariable SessionId id, @PathVariable SkuId sku) {
        return sessions.hideItem(caller, id, sku);
    }

    /** Pin an item of a session. The one pinned before is pinned no more. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    @PutMapping("/api/v1/sessions/{id}/pin")
    Mono<Session> pin(Caller caller, @PathVariable SessionId id, @Valid @RequestBody PinBody body) {
        return sessions.pin(caller, id, body.skuId());
    }

    /** Unpin the pinned item of a session. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN})
    @DeleteMapping("/api/v1/sessions/{id}/pin")
    Mono<Session> unpin(Caller caller, @PathVariable SessionId id) {
        return sessions.unpin(caller, id);
    }

    /** Read a session. With its showcase and what of it is left. */
    @PublicEndpoint
    @GetMapping("/api/v1/sessions/{id}")
    Mono<RoomView> get(@PathVariable SessionId id) {
        return sessions.room(id).map(room -> new RoomView(room.session(), room.items(), clock.instant()));
    }

    /**
     * List sessions. The newest plan first.
     *
     * @param status those in this state
     */
    @PublicEndpoint
    @GetMapping("/api/v1/sessions")
    Mono<Page<Session>> list(
            @RequestParam(defaultValue = "LIVE") Status status,
            @RequestParam(required = false) @Nullable ProducerId producer,
            Paging paging) {
        return sessions.list(status, producer, paging.after(), paging.limit());
    }
}
