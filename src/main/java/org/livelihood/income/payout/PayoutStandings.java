package org.livelihood.income.payout;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.income.attribution.Accruals;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Where a party's money is, from held to confirmed. */
@Service
class PayoutStandings {

    private final PayoutAccess access;
    private final EarningStore earnings;
    private final ClawbackStore clawbacks;
    private final Accruals accruals;

    PayoutStandings(PayoutAccess access, EarningStore earnings, ClawbackStore clawbacks, Accruals accruals) {
        this.access = access;
        this.earnings = earnings;
        this.clawbacks = clawbacks;
        this.accruals = accruals;
    }

    /**
     * @param heldFen earned by sales whose after-sales window is open
     * @param clawbackFen paid, asked back and still open
     */
    record Standing(
            Party party, Money heldFen, Money payableFen, Money submittedFen, Money confirmedFen, Money clawbackFen) {}

    Mono<Standing> standing(Caller caller, ProducerId producer, Party party) {
        Mono<Map<Earning.Status, Money>> totals =
                earnings.totals(producer, party).collectMap(EarningStore.Total::status, EarningStore.Total::amount);
        Mono<Money> open = clawbacks
                .open(producer, List.of(party))
                .map(Clawback::open)
                .collectList()
                .map(Money::sum);
        return access.requireReader(caller, producer)
                .then(accruals.held(producer, party))
                .flatMap(held -> totals.flatMap(by -> open.map(owedBack -> new Standing(
                        party,
                        held,
                        by.getOrDefault(Earning.Status.PAYABLE, Money.ZERO),
                        by.getOrDefault(Earning.Status.SUBMITTED, Money.ZERO),
                        by.getOrDefault(Earning.Status.CONFIRMED, Money.ZERO),
                        owedBack))));
    }

    Mono<Page<Earning>> list(
            Caller caller,
            ProducerId producer,
            @Nullable UUID party,
            Earning.@Nullable Status status,
            @Nullable Cursor after,
            int limit) {
        return access.requireReader(caller, producer)
                .thenMany(earnings.list(producer, party, status, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id())));
    }
}
