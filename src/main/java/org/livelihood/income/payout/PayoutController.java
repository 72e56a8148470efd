package org.livelihood.income.payout;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.WorkerId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class PayoutController {

    private static final String BASE = "/api/v1/producers/{producer}/payouts";

    private final Releases releases;
    private final PayoutStandings incomes;
    private final Unsold unsold;
    private final Clawbacks clawbacks;

    PayoutController(Releases releases, PayoutStandings incomes, Unsold unsold, Clawbacks clawbacks) {
        this.releases = releases;
        this.incomes = incomes;
        this.unsold = unsold;
        this.clawbacks = clawbacks;
    }

    /**
     * @param lineId the sold line whose refund takes it back
     * @param itemId the payout it stands in, null while it stands in none
     */
    record EarningView(
            UUID id,
            Party party,
            String sourceKind,
            UUID sourceId,
            @Nullable OrderLineId lineId,
            String basis,
            IncomeCategory category,
            IncomeNature nature,
            Money amountFen,
            Money recoupFen,
            LocalDate earnedOn,
            Earning.Status status,
            @Nullable UUID itemId,
            @Nullable Instant confirmedAt) {

        static EarningView of(Earning earning) {
            return new EarningView(
                    earning.id(),
                    earning.party(),
                    earning.sourceKind(),
                    earning.sourceId(),
                    earning.line(),
                    earning.basis(),
                    earning.category(),
                    earning.nature(),
                    earning.amount(),
                    earning.recoup(),
                    earning.earnedOn(),
                    earning.status(),
                    earning.item(),
                    earning.confirmedAt());
        }
    }

    record WaiverBody(@NotBlank @Size(max = 300) @Note String reason) {}

    /** Release now what is due. The program does so by itself every hour. */
    @Allow(Role.ADMIN)
    @PostMapping("/api/v1/payouts/releases")
    Mono<Releases.Outcome> release() {
        return Releases.all(releases);
    }

    /**
     * List what was released. From payable to confirmed.
     *
     * @param party only of this household or worker; all when absent
     * @param status only with this status; all when absent
     */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping(BASE + "/earnings")
    Mono<Page<EarningView>> earnings(
            Caller caller,
            @PathVariable ProducerId producer,
            @RequestParam(required = false) @Nullable UUID party,
            @RequestParam(required = false) Earning.@Nullable Status status,
            Paging paging) {
        return incomes.list(caller, producer, party, status, paging.after(), paging.limit())
                .map(page -> page.map(EarningView::of));
    }

    /** Read where a household's money is. Held, payable, submitted and confirmed. */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping(BASE + "/households/{household}")
    Mono<PayoutStandings.Standing> household(
            Caller caller, @PathVariable ProducerId producer, @PathVariable HouseholdId household) {
        return incomes.standing(caller, producer, Party.of(household));
    }

    /** Read where a worker's money is. Of a worker of no household: held, payable, submitted and confirmed. */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping(BASE + "/workers/{worker}")
    Mono<PayoutStandings.Standing> worker(
            Caller caller, @PathVariable ProducerId producer, @PathVariable WorkerId worker) {
        return incomes.standing(caller, producer, Party.of(worker));
    }

    /**
     * List what was paid and no sale explains. PAID_UNSOLD: for lots and to hosts, not yet explained or no more. The
     * limit is of lots and sessions, and those that sales explain are left out: go on until there is no next cursor.
     */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping(BASE + "/unsold")
    Mono<Page<Unsold.Row>> unsold(Caller caller, @PathVariable ProducerId producer, Paging paging) {
        return unsold.list(caller, producer, paging.after(), paging.limit());
    }

    /** List a producer's clawbacks. What refunds took back of what was paid out. */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping(BASE + "/clawbacks")
    Mono<Page<Clawback>> clawbacks(Caller caller, @PathVariable ProducerId producer, Paging paging) {
        return clawbacks.list(caller, producer, paging.after(), paging.limit());
    }

    /**
     * Waive what is open of a clawback. The risk reserve bears it, and the producer what the reserve does not hold.
     *
     * @param id the clawback's id
     */
    @Allow({Role.AUDITOR, Role.OFFICER})
    @PostMapping(BASE + "/clawbacks/{id}/waiver")
    Mono<Clawback> waive(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable UUID id,
            @Valid @RequestBody WaiverBody body) {
        return clawbacks.waive(caller, producer, id, body.reason());
    }
}
