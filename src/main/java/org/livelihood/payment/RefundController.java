package org.livelihood.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.http.Idempotency;
import org.livelihood.kernel.Allow;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Note;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.RefundId;
import org.livelihood.kernel.Role;
import org.livelihood.order.Dues;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/orders/{orderId}/lines/{lineId}/refunds")
class RefundController {

    private final Refunds refunds;
    private final Idempotency idempotency;
    private final Dues dues;

    RefundController(Refunds refunds, Idempotency idempotency, Dues dues) {
        this.refunds = refunds;
        this.idempotency = idempotency;
        this.dues = dues;
    }

    /** Left out where it is not given, so that it stands for the same as before there was a quantity. */
    record RefundBody(
            @Nullable @Positive Long amountFen,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable @Positive
            Long quantity,

            @NotBlank @Size(max = 200) @Note String reason) {}

    record RefundView(
            RefundId id,
            OrderId orderId,
            @Nullable OrderLineId lineId,
            Money amountFen,
            @Nullable Long returnedQuantity,
            Refund.Status status,
            Instant acceptedAt) {

        private static RefundView of(Refund refund) {
            return new RefundView(
                    refund.id(),
                    refund.order(),
                    refund.line(),
                    refund.amount(),
                    refund.returnedQuantity(),
                    refund.status(),
                    refund.acceptedAt());
        }
    }

    private record Asked(OrderId orderId, OrderLineId lineId, RefundBody body) {}

    /**
     * Money of a line goes back, and {@code quantity} of its units with it: they return to stock and to their lot, and
     * the households keep what the units that stay bring them. Without an amount it is what was paid for those units;
     * with neither, all that is left.
     */
    @PostMapping
    @Allow({Role.PRODUCER, Role.ADMIN, Role.SHOPPER})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<RefundView>> refund(
            Caller caller,
            @PathVariable OrderId orderId,
            @PathVariable OrderLineId lineId,
            @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
            @Valid @RequestBody RefundBody body) {
        Idempotency.Key once = idempotency.key(caller, key, "refunds", new Asked(orderId, lineId, body));
        Long fen = body.amountFen();
        Money amount = fen == null ? null : new Money(fen);
        return idempotency
                .once(
                        once,
                        HttpStatus.CREATED,
                        RefundView.class,
                        () -> refunds.refund(caller, orderId, lineId, amount, body.quantity(), body.reason())
                                .map(RefundView::of))
                .doOnNext(answer -> dues.announce());
    }
}
