package org.livelihood.sale.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.RefundId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.sale.order.RefundRequest;
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
class RefundController {

    /** More than any line is paid for or has units of: sums with it do not overflow. */
    private static final long MOST = 1_000_000_000_000_000L;

    private final Refunds refunds;
    private final WholeRefunds whole;

    RefundController(Refunds refunds, WholeRefunds whole) {
        this.refunds = refunds;
        this.whole = whole;
    }

    /** What is not given is left out, so that a body stands for the same as before there was more to give. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RefundBody(
            @JsonInclude @Nullable @PositiveOrZero @Max(MOST)
            Long amountFen,

            @Nullable @Positive @Max(MOST) Long quantity,
            @Nullable @Positive @Max(MOST) Long spoiledQuantity,
            @NotBlank @Size(max = 200) @Note String reason) {

        private RefundRequest back() {
            return RefundController.back(amountFen, quantity, spoiledQuantity);
        }
    }

    /** Goods that came back by themselves. */
    record GoodsBody(
            @Nullable @Positive @Max(MOST) Long quantity,
            @Nullable @Positive @Max(MOST) Long spoiledQuantity,
            @NotBlank @Size(max = 200) @Note String reason) {}

    /** Empty for what was asked for. */
    record AcceptanceBody(
            @Nullable @PositiveOrZero @Max(MOST) Long amountFen,
            @Nullable @Positive @Max(MOST) Long quantity,
            @Nullable @Positive @Max(MOST) Long spoiledQuantity) {}

    record RefusalBody(@NotBlank @Size(max = 200) @Note String reason) {}

    /** @param shipping whether it is what sending the order cost; it belongs to no line then */
    record RefundView(
            RefundId id,
            OrderId orderId,
            @Nullable OrderLineId lineId,
            boolean shipping,
            Refund.Status status,
            Money amountFen,
            long returnedQuantity,
            long spoiledQuantity,
            @Nullable Money askedFen,
            @Nullable Long askedQuantity,
            String reason,
            Instant requestedAt,
            @Nullable Instant acceptedAt,
            @Nullable String answer) {

        private static RefundView of(Refund refund) {
            return new RefundView(
                    refund.id(),
                    refund.order(),
                    refund.line(),
                    refund.shipping(),
                    refund.status(),
                    refund.amount(),
                    refund.returnedQuantity(),
                    refund.spoiledQuantity(),
                    refund.asked().amount(),
                    refund.asked().quantity(),
                    refund.asked().reason(),
                    refund.asked().at(),
                    refund.acceptedAt(),
                    refund.answer());
        }
    }

    private record Asked(OrderId orderId, OrderLineId lineId, Object body) {}

    private static RefundRequest back(@Nullable Long fen, @Nullable Long quantity, @Nullable Long spoiled) {
        return new RefundRequest(fen == null ? null : new Money(fen), quantity, spoiled == null ? 0 : spoiled);
    }

    /**
     * Refund an order line, or ask for it. A buyer asks for money of a line back, and nothing moves until the seller
     * answers. Where the seller or an officer says so, it goes back at once, with {@code quantity} units that came back
     * fit for sale, which return to stock and to their lot, and {@code spoiledQuantity} that did not, which their lot
     * has lost; the households keep what the units that stay bring them. Money and goods are two facts. Without an
     * amount it is what was paid for those units; with nothing, all that is left.
     */
    @PostMapping("/orders/{orderId}/lines/{lineId}/refunds")
    @Allow({Role.PRODUCER, Role.ADMIN, Role.OFFICER, Role.SHOPPER})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<RefundView>> refund(
            Caller caller,
            @PathVariable OrderId orderId,
            @PathVariable OrderLineId lineId,
            Once once,
            @Valid @RequestBody RefundBody body) {
        return give(
                once,
                "refunds",
                new Asked(orderId, lineId, body),
                () -> refunds.refund(caller, orderId, lineId, body.back(), body.reason()));
    }

    record WholeBody(@NotBlank @Size(max = 200) @Note String reason) {}

    /** What goes back of an order, line by line. */
    record RefundsView(List<RefundView> items) {}

    /**
     * Refund an order, or ask for it. All that is left of it, line by line, or nothing: what a buyer does who changes
     * her mind, and a seller who cannot deliver. Before anything is packed the goods are back in stock with it, and
     * what sending cost goes back too.
     */
    @PostMapping("/orders/{orderId}/refunds")
    @Allow({Role.PRODUCER, Role.ADMIN, Role.OFFICER, Role.SHOPPER})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<RefundsView>> refundAll(
            Caller caller, @PathVariable OrderId orderId, Once once, @Valid @RequestBody WholeBody body) {
        return once.created(
                "order-refunds",
                List.of(orderId, body),
                RefundsView.class,
                () -> whole.refund(caller, orderId, body.reason())
                        .map(all ->
                                new RefundsView(all.stream().map(RefundView::of).toList())));
    }

    /** Take back goods of an order line. Goods that come back by themselves, before their money or after it. */
    @PostMapping("/orders/{orderId}/lines/{lineId}/returns")
    @Allow({Role.PRODUCER, Role.ADMIN, Role.OFFICER})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<RefundView>> goodsBack(
            Caller caller,
            @PathVariable OrderId orderId,
            @PathVariable OrderLineId lineId,
            Once once,
            @Valid @RequestBody GoodsBody body) {
        Asked asked = new Asked(orderId, lineId, body);
        RefundRequest goods = back(0L, body.quantity(), body.spoiledQuantity());
        return give(once, "returns", asked, () -> refunds.refund(caller, orderId, lineId, goods, body.reason()));
    }

    private Mono<ResponseEntity<RefundView>> give(
            Once once, String operation, Asked asked, Supplier<Mono<Refund>> refund) {
        return once.created(
                operation, asked, RefundView.class, () -> refund.get().map(RefundView::of));
    }

    /** @param amountFen left out for all that is left of it */
    record ShippingBody(
            @Nullable @Positive @Max(MOST) Long amountFen,
            @NotBlank @Size(max = 200) @Note String reason) {}

    /**
     * Give back what sending an order cost. It goes back by itself with the last line of an order that is not packed.
     */
    @PostMapping("/orders/{orderId}/shipping-refunds")
    @Allow({Role.PRODUCER, Role.ADMIN, Role.OFFICER})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<RefundView>> shippingBack(
            Caller caller, @PathVariable OrderId orderId, Once once, @Valid @RequestBody ShippingBody body) {
        Long fen = body.amountFen();
        return once.created(
                "shipping-refunds",
                List.of(orderId, body),
                RefundView.class,
                () -> refunds.refundShipping(caller, orderId, fen == null ? null : new Money(fen), body.reason())
                        .map(RefundView::of));
    }

    /** Accept a refund that a buyer asked for. To what was asked for, or to what the body says. */
    @PostMapping("/orders/{orderId}/refunds/{id}/acceptance")
    @Allow({Role.PRODUCER, Role.ADMIN, Role.OFFICER})
    Mono<RefundView> accept(
            Caller caller,
            @PathVariable OrderId orderId,
            @PathVariable RefundId id,
            @Valid @RequestBody AcceptanceBody body) {
        return refunds.accept(caller, orderId, id, back(body.amountFen(), body.quantity(), body.spoiledQuantity()))
                .map(RefundView::of);
    }

    /** Refuse a refund that a buyer asked for. The buyer reads the reason. */
    @PostMapping("/orders/{orderId}/refunds/{id}/refusal")
    @Allow({Role.PRODUCER, Role.ADMIN, Role.OFFICER})
    Mono<RefundView> refuse(
            Caller caller,
            @PathVariable OrderId orderId,
            @PathVariable RefundId id,
            @Valid @RequestBody RefusalBody body) {
        return refunds.refuse(caller, orderId, id, body.reason()).map(RefundView::of);
    }

    /** List the refunds of an order. */
    @GetMapping("/orders/{orderId}/refunds")
    @Allow({Role.SHOPPER, Role.PRODUCER, Role.ADMIN, Role.OFFICER})
    Mono<List<RefundView>> ofOrder(Caller caller, @PathVariable OrderId orderId) {
        return refunds.ofOrder(caller, orderId)
                .map(found -> found.stream().map(RefundView::of).toList());
    }

    /**
     * List a producer's refunds. The oldest first; those that are REQUESTED wait for an answer.
     *
     * @param status only with this status; all when absent
     */
    @GetMapping("/producers/{producer}/refunds")
    @Allow({Role.PRODUCER, Role.ADMIN, Role.OFFICER})
    Mono<Page<RefundView>> ofProducer(
            Caller caller,
            @PathVariable ProducerId producer,
            @RequestParam(required = false) Refund.@Nullable Status status,
            Paging paging) {
        return refunds.ofProducer(caller, producer, status, paging.after(), paging.limit())
                .map(page -> page.map(RefundView::of));
    }
}
