package org.livelihood.sale.order;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.address.AddressId;
import org.livelihood.sale.order.OrderViews.BoughtView;
import org.livelihood.sale.order.OrderViews.OrderView;
import org.livelihood.sale.promotion.CouponId;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class OrderController {

    /** One for each producer of the most lines, and one for all goods. */
    static final int MOST_COUPONS = 51;

    private final Orders orders;
    private final Clock clock;

    OrderController(Orders orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    record LineBody(
            @NotNull SkuId skuId,
            @NotNull @Min(1) @Max(Purchase.MOST_UNITS) Long quantity) {

        RequestedLine wanted() {
            return new RequestedLine(skuId, quantity);
        }
    }

    /**
     * Either a quote, or lines of one producer.
     *
     * @param couponIds of her own, to use with the lines; a quote has its own
     * @param addressId of the buyer's book; without it her default, and without that none yet
     */
    record OrderBody(
            @Nullable QuoteId quoteId,
            @Nullable SessionId sessionId,
            @Nullable @Size(min = 1, max = 50) List<@NotNull @Valid LineBody> lines,
            @Nullable @Size(max = MOST_COUPONS) List<@NotNull CouponId> couponIds,
            @Nullable AddressId addressId) {}

    /**
     * Place an order. By lines of one producer, at the prices of now, or by a quote, which makes one order for each
     * producer; all or none. Answers with the order, or with all orders of the quote. What it wants is held until it is
     * paid, cancelled or expired. It goes to the address that is named, or to the default of the buyer's book.
     */
    @PostMapping("/orders")
    @Allow(Role.SHOPPER)
    @ResponseStatus(HttpStatus.CREATED)
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(oneOf = {OrderView.class, BoughtView.class})))
    Mono<ResponseEntity<Object>> place(Caller caller, Once once, @Valid @RequestBody OrderBody body) {
        Idempotency.Key key = once.key("orders", body);
        List<LineBody> lines = body.lines();
        QuoteId quote = body.quoteId();
        if (quote != null && lines == null && body.sessionId() == null && body.couponIds() == null) {
            return orders.placeQuoted(key, quote, body.addressId()).map(bought -> answer(bought, bought(bought)));
        }
        if (quote != null || lines == null) {
            return Mono.error(() -> Refusal.ofField(OrderReason.LINES_OR_QUOTE, "lines"));
        }
        return orders.place(key, body.sessionId(), wanted(lines), coupons(body.couponIds()), body.addressId())
                .map(bought -> answer(bought, view(bought.orders().get(0))));
    }

    static List<CouponId> coupons(@Nullable List<CouponId> chosen) {
        return chosen == null ? List.of() : chosen;
    }

    private static ResponseEntity<Object> answer(Orders.Bought bought, Object body) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.CREATED);
        return (bought.replayed() ? answer.header(Idempotency.REPLAYED, "true") : answer).body(body);
    }

    /**
     * List own orders. The newest first.
     *
     * @param status only with this status, or with one of several
     * @param producer only of this producer
     * @param session only those bought in this live session
     * @param from placed at this time or later
     * @param to placed before this time
     * @param q part of the title or the option of an article, as it was called when it was bought
     */
    @GetMapping("/orders")
    @Allow(Role.SHOPPER)
    Mono<Page<OrderView>> own(
            Caller caller,
            @RequestParam(defaultValue = "") Set<Order.Status> status,
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Nullable SessionId session,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Size(min = 1, max = 80) @Nullable String q,
            Paging paging) {
        OrderFilter filter = new OrderFilter(status, producer, session, from, to, q == null ? null : q.strip());
        return orders.own(caller, filter, paging.after(), paging.limit()).map(page -> page.map(this::view));
    }

    /**
     * How many orders a buyer has.
     *
     * @param byStatus in each state, zero for none
     */
    record CountsView(Map<Order.Status, Long> byStatus, long all) {

        private static CountsView of(Map<Order.Status, Long> counts) {
            return new CountsView(
                    counts, counts.values().stream().mapToLong(Long::longValue).sum());
        }
    }

    /** Count own orders by state. For the tabs of a list of orders. */
    @GetMapping("/orders/counts")
    @Allow(Role.SHOPPER)
    Mono<CountsView> counts(Caller caller) {
        return orders.counts(caller).map(CountsView::of);
    }

    /** Read an order. For its buyer, its producer's people and the platform. */
    @GetMapping("/orders/{id}")
    @Allow({Role.SHOPPER, Role.HOST, Role.PRODUCER, Role.ADMIN})
    Mono<OrderView> get(Caller caller, @PathVariable OrderId id) {
        return orders.get(caller, id).map(this::view);
    }

    /**
     * Why an order is cancelled.
     *
     * @param reason left out where nothing is said
     * @param note a word to the seller
     */
    record CancelBody(
            Cancellation.@Nullable Why reason,
            @Nullable @Size(max = 200) @Note String note) {

        private @Nullable Cancellation why() {
            return reason == null ? null : new Cancellation(reason, note);
        }
    }

    /**
     * Cancel an own order. Before it is paid; what it held is given back. An order that is paid is given back by asking
     * for a refund of it.
     */
    @PostMapping("/orders/{id}/cancellation")
    @Allow(Role.SHOPPER)
    Mono<OrderView> cancel(
            Caller caller, @PathVariable OrderId id, @Valid @RequestBody(required = false) @Nullable CancelBody body) {
        return orders.cancel(caller, id, body == null ? null : body.why()).map(this::view);
    }

    /**
     * List a producer's orders. The newest first.
     *
     * @param status only with this status; all when absent
     */
    @GetMapping("/producers/{id}/orders")
    @Allow({Role.HOST, Role.PRODUCER, Role.ADMIN})
    Mono<Page<OrderView>> ofProducer(
            Caller caller,
            @PathVariable ProducerId id,
            @RequestParam(required = false) @Nullable SessionId session,
            @RequestParam(required = false) Order.@Nullable Status status,
            Paging paging) {
        return orders.ofProducer(caller, id, session, status, paging.after(), paging.limit())
                .map(page -> page.map(this::view));
    }

    static List<RequestedLine> wanted(List<LineBody> lines) {
        return lines.stream().map(LineBody::wanted).toList();
    }

    private OrderView view(Order order) {
        return OrderView.of(order, clock.instant());
    }

    private BoughtView bought(Orders.Bought bought) {
        return new BoughtView(
                bought.orders().stream().map(this::view).toList(),
                Money.sum(bought.orders().stream().map(Order::total).toList()),
                clock.instant());
    }
}
