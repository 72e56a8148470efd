package org.livelihood.order;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.http.Idempotency;
import org.livelihood.kernel.Allow;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Cursor;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.Page;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Role;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;
import org.livelihood.order.Order.Wanted;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class OrderController {

    private final Orders orders;
    private final Quotes quotes;
    private final Idempotency idempotency;
    private final Clock clock;

    OrderController(Orders orders, Quotes quotes, Idempotency idempotency, Clock clock) {
        this.orders = orders;
        this.quotes = quotes;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    record LineBody(@NotNull SkuId skuId, @Min(1) @Max(999) long quantity) {

        Wanted toWanted() {
            return new Wanted(skuId, quantity);
        }
    }

    record QuoteBody(
            @Nullable SessionId sessionId,
            @NotEmpty @Size(max = 50) List<@Valid @NotNull LineBody> lines) {}

    /** Either lines, bought at the prices of now, or a quote, bought at its prices. */
    record PlaceBody(
            @Nullable SessionId sessionId,
            @Nullable @Size(min = 1, max = 50) List<@Valid @NotNull LineBody> lines,
            @Nullable UUID quoteId) {

        @AssertTrue
        boolean isLinesOrQuote() {
            return (lines == null) != (quoteId == null) && (quoteId == null || sessionId == null);
        }
    }

    record PlacedView(List<Order> orders, Instant serverNow) {}

    record OrderView(Order order, Instant serverNow) {}

    @Allow(Role.SHOPPER)
    @PostMapping("/api/v1/quotes")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Quotes.Quote> quote(Caller caller, @Valid @RequestBody QuoteBody body) {
        return quotes.quote(caller, body.sessionId(), wanted(body.lines()));
    }

    @Allow(Role.SHOPPER)
    @PostMapping("/api/v1/orders")
    Mono<ResponseEntity<PlacedView>> place(
            Caller caller,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody PlaceBody body) {
        Idempotency.Key checked = idempotency.key(caller, key, "place", body);
        List<LineBody> lines = body.lines();
        UUID quote = body.quoteId();
        Mono<Orders.Placed> placed = quote != null
                ? orders.placeQuoted(checked, quote)
                : orders.place(checked, body.sessionId(), wanted(lines == null ? List.of() : lines));
        return placed.map(this::answer);
    }

    private ResponseEntity<PlacedView> answer(Orders.Placed placed) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.CREATED);
        if (placed.replayed()) {
            answer.header(Idempotency.REPLAYED, "true");
        }
        return answer.body(new PlacedView(placed.orders(), clock.instant()));
    }

    private static List<Wanted> wanted(List<LineBody> lines) {
        return lines.stream().map(LineBody::toWanted).toList();
    }

    @Allow(Role.SHOPPER)
    @GetMapping("/api/v1/orders")
    Mono<Page<Order>> own(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return Mono.fromCallable(() -> Optional.ofNullable(Cursor.decode(cursor)))
                .flatMap(after -> orders.own(caller, after.orElse(null), limit));
    }

    @Allow({Role.SHOPPER, Role.PRODUCER, Role.HOST, Role.ADMIN, Role.AUDITOR})
    @GetMapping("/api/v1/orders/{id}")
    Mono<OrderView> get(Caller caller, @PathVariable OrderId id) {
        return orders.get(caller, id).map(order -> new OrderView(order, clock.instant()));
    }

    @Allow(Role.SHOPPER)
    @PostMapping("/api/v1/orders/{id}/cancellation")
    Mono<OrderView> cancel(Caller caller, @PathVariable OrderId id) {
        return orders.cancel(caller, id).map(order -> new OrderView(order, clock.instant()));
    }

    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN, Role.AUDITOR})
    @GetMapping("/api/v1/producers/{producer}/orders")
    Mono<Page<Order>> ofProducer(
            Caller caller,
            @PathVariable ProducerId producer,
            @RequestParam(required = false) @Nullable SessionId session,
            @RequestParam(required = false) Order.@Nullable Status status,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return Mono.fromCallable(() -> Optional.ofNullable(Cursor.decode(cursor)))
                .flatMap(after -> orders.ofProducer(caller, producer, session, status, after.orElse(null), limit));
    }
}
