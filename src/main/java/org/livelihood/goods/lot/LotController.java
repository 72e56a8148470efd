package org.livelihood.goods.lot;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.Work;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.WorkerId;
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
@RequestMapping("/api/v1/producers/{producer}/lots")
class LotController {

    private static final long MOST_UNITS = 1_000_000_000L;

    /** Of one unit, as in terms: a million yuan. */
    private static final long MOST_FEN = 100_000_000L;

    private final Lots lots;

    LotController(Lots lots) {
        this.lots = lots;
    }

    record OpenBody(@NotNull SkuId skuId, @NotNull AgreementId agreementId) {}

    /**
     * @param units below zero in a correction
     * @param corrects the contribution of this lot that a correction takes off from; it counts on that one's day
     */
    record EntryBody(
            @Nullable MemberId memberId,
            @Nullable WorkerId workerId,
            @NotNull Work.Kind kind,
            @Nullable @Size(min = 1, max = 40) String operation,
            @Min(-MOST_UNITS) @Max(MOST_UNITS) long units,
            @NotNull LocalDate workedOn,
            @NotBlank @Size(max = 100) String evidence,
            @Nullable UUID corrects) {

        @AssertTrue
        boolean isOnePerson() {
            return (memberId == null) != (workerId == null);
        }

        @AssertTrue
        boolean isSomething() {
            return units != 0;
        }

        Contribution.Entry toEntry() {
            String name = operation == null ? Contribution.DELIVERED : operation;
            return new Contribution.Entry(memberId, workerId, kind, name, units, workedOn, evidence, corrects);
        }
    }

    record ContributionsBody(@NotEmpty @Size(max = 500) List<@Valid @NotNull EntryBody> contributions) {}

    record SealBody(
            @Positive @Max(MOST_UNITS) long units,
            @NotNull LocalDate on,
            @Nullable @PositiveOrZero @Max(MOST_FEN) Long marketPriceFen,
            @Nullable @Size(max = 100) List<@Valid @NotNull SourceBody> sources,
            @Nullable @Size(max = 100) List<@NotNull UUID> deliveries,
            @Nullable @PositiveOrZero @Max(MOST_UNITS) Long lostUnits,
            @Nullable @Positive @Max(MOST_UNITS) Long ratioIn,
            @Nullable @Positive @Max(MOST_UNITS) Long ratioOut) {

        Lot.Seal toSeal() {
            Lot.Making making = new Lot.Making(
                    sources == null
                            ? List.of()
                            : sources.stream().map(SourceBody::toPart).toList(),
                    deliveries == null ? List.of() : deliveries,
                    lostUnits == null ? 0 : lostUnits,
                    ratioIn == null ? 1 : ratioIn,
                    ratioOut == null ? 1 : ratioOut);
            return new Lot.Seal(units, on, marketPriceFen, making);
        }
    }

    record SourceBody(
            @NotNull LotId lotId, @Positive @Max(MOST_UNITS) long units) {

        Lot.Part toPart() {
            return new Lot.Part(lotId, units);
        }
    }

    record IdView(LotId id) {}

    /** @param ids of what was entered, in the order in which it was given */
    record CountView(int added, List<UUID> ids) {

        static CountView of(List<UUID> ids) {
            return new CountView(ids.size(), ids);
        }
    }

    /** Open a lot. Of one of the producer's SKUs, under one of its agreements. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<IdView> open(Caller caller, @PathVariable ProducerId producer, @Valid @RequestBody OpenBody body) {
        return lots.open(caller, producer, body.skuId(), body.agreementId()).map(IdView::new);
    }

    /**
     * Enter contributions to an open lot. Who did what on which day; a correction takes off from one that was entered.
     * All of them or none.
     */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/{id}/contributions")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<CountView>> contribute(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable LotId id,
            Once once,
            @Valid @RequestBody ContributionsBody body) {
        List<Contribution.Entry> entries =
                body.contributions().stream().map(EntryBody::toEntry).toList();
        return once.created(
                "contribute " + id,
                body,
                CountView.class,
                () -> lots.contribute(caller, producer, id, entries).map(CountView::of));
    }

    /** List the contributions to a lot. What was put into it, with what corrections left of each. */
    @Allow({Role.PRODUCER, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/{id}/contributions")
    Mono<Page<Contribution.Entered>> contributions(
            Caller caller, @PathVariable ProducerId producer, @PathVariable LotId id, Paging paging) {
        return lots.contributions(caller, producer, id, paging.after(), paging.limit());
    }

    /**
     * Seal a lot. Its units, its contributions and the agreement version of the day are frozen, what is owed for it is
     * owed from now on, and the units go on sale.
     */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/{id}/seal")
    Mono<ResponseEntity<SealedLot>> seal(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable LotId id,
            Once once,
            @Valid @RequestBody SealBody body) {
        return once.done("seal " + id, body, SealedLot.class, () -> lots.seal(caller, producer, id, body.toSeal()));
    }

    /**
     * @param mostPayFen that the lot may owe, in fen
     * @param mostPiecesADay that one person may have made by the piece
     */
    record ConfirmationBody(
            @PositiveOrZero @Max(LotBounds.MOST_FEN) long mostPayFen,
            @PositiveOrZero @Max(MOST_UNITS) long mostPiecesADay,
            @NotBlank @Size(max = 200) String reason) {

        LotConfirmation toConfirmation() {
            return new LotConfirmation(new Money(mostPayFen), mostPiecesADay, reason);
        }
    }

    /**
     * Confirm what looks unusual about an open lot. That it may owe more than its goods sell for, or that somebody made
     * so many pieces a day.
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/{id}/confirmation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> confirm(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable LotId id,
            @Valid @RequestBody ConfirmationBody body) {
        return lots.confirm(caller, producer, id, body.toConfirmation());
    }

    /** Read a lot. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/{id}")
    Mono<Lot> get(Caller caller, @PathVariable ProducerId producer, @PathVariable LotId id) {
        return lots.get(caller, producer, id);
    }

    /** List a producer's lots. */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping
    Mono<Page<Lot>> list(Caller caller, @PathVariable ProducerId producer, Paging paging) {
        return lots.list(caller, producer, paging.after(), paging.limit());
    }
}
