package org.livelihood.goods.lot;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/producers/{producer}")
class LotChangeController {

    private static final long MOST_UNITS = 1_000_000_000L;

    private final LotChanges changes;

    LotChangeController(LotChanges changes) {
        this.changes = changes;
    }

    record SplitBody(@NotEmpty @Size(max = 100) List<@NotNull @Positive @Max(MOST_UNITS) Long> parts) {}

    record LossBody(
            @Positive @Max(MOST_UNITS) long units,
            @NotBlank @Size(max = 200) @Note String reason,
            @NotBlank @Size(max = 100) String evidence) {}

    record DeliveryBody(
            @NotNull ProducerId toProducerId,
            @Positive @Max(MOST_UNITS) long units,
            @NotBlank @Size(max = 100) String evidence) {}

    record LotsView(List<LotId> lots) {}

    record ChangeView(UUID id) {}

    /** Part a sealed lot. Into new ones of so many units each, sealed as it was; what is not named stays in it. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/lots/{id}/split")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<LotsView>> split(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable LotId id,
            Once once,
            @Valid @RequestBody SplitBody body) {
        return once.created(
                "split " + id,
                body,
                LotsView.class,
                () -> changes.split(caller, producer, id, body.parts()).map(LotsView::new));
    }

    /** Record a loss of a lot. Its units leave the shelf for good; what was owed for them stays owed. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/lots/{id}/losses")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ChangeView>> lose(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable LotId id,
            Once once,
            @Valid @RequestBody LossBody body) {
        return once.created(
                "lose " + id,
                body,
                ChangeView.class,
                () -> changes.lose(caller, producer, id, body.units(), body.reason(), body.evidence())
                        .map(ChangeView::new));
    }

    /**
     * Send units of a lot to another producer. Who takes them into a lot of its own. Refused where the lot's terms pay
     * households with each sale: this producer makes none of them.
     */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/lots/{id}/deliveries")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ChangeView>> deliver(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable LotId id,
            Once once,
            @Valid @RequestBody DeliveryBody body) {
        return once.created(
                "deliver " + id,
                body,
                ChangeView.class,
                () -> changes.deliver(caller, producer, id, body.toProducerId(), body.units(), body.evidence())
                        .map(ChangeView::new));
    }

    /**
     * Recall a delivery. One that nobody took: its units are free again.
     *
     * @param id the delivery's id
     */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/lot-deliveries/{id}/recall")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> recall(Caller caller, @PathVariable ProducerId producer, @PathVariable UUID id) {
        return changes.recall(caller, producer, id);
    }

    /** List a producer's deliveries. Those it sent or shall receive. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/lot-deliveries")
    Mono<Page<LotDelivery>> deliveries(Caller caller, @PathVariable ProducerId producer, Paging paging) {
        return changes.deliveries(caller, producer, paging.after(), paging.limit());
    }

    /** Read where a lot comes from and where it went. Through any depth. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/lots/{id}/graph")
    Mono<LotChanges.Graph> graph(Caller caller, @PathVariable ProducerId producer, @PathVariable LotId id) {
        return changes.graph(caller, producer, id);
    }
}
