package org.livelihood.payout;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.attribution.Accruals;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Cursor;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Page;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Where a party's money is, from held to confirmed; and what was paid that no sale explains. */
@Service
class Incomes {

    private static final int MOST_LOTS = 1_000;

    private final Desk desk;
    private final EarningStore earnings;
    private final ClawbackStore clawbacks;
    private final Accruals accruals;

    Incomes(Desk desk, EarningStore earnings, ClawbackStore clawbacks, Accruals accruals) {
        this.desk = desk;
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
        return desk.requireReader(caller, producer)
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
        return desk.requireReader(caller, producer)
                .thenMany(earnings.list(producer, party, status, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id())));
    }

    /**
     * What a party was paid for a lot and sales do not explain (PAID_UNSOLD): the producer or its reserve bears it.
     *
     * @param explainedFen what sales explain of the lot's payables to the party
     */
    record Unsold(LotId lot, Party party, Money paidFen, Money explainedFen, Money unsoldFen) {}

    private record PartOf(LotId lot, Party party) {}

    Mono<List<Unsold>> unsold(Caller caller, ProducerId producer) {
        return desk.requireReader(caller, producer)
                .thenMany(earnings.paidByLot(producer, MOST_LOTS))
                .collectList()
                .flatMap(paid -> accruals.explained(
                                producer,
                                paid.stream().map(row -> new LotId(row.lot())).collect(Collectors.toSet()))
                        .map(explained -> unsold(paid, explained)));
    }

    private static List<Unsold> unsold(List<EarningStore.PaidByLot> paid, List<Accruals.Explained> explained) {
        Map<PartOf, Money> of = explained.stream()
                .collect(Collectors.toMap(
                        row -> new PartOf(row.lot(), row.party()), Accruals.Explained::amount, Money::plus));
        return paid.stream()
                .map(row -> {
                    LotId lot = new LotId(row.lot());
                    Money sold = of.getOrDefault(new PartOf(lot, row.party()), Money.ZERO);
                    Money rest = Money.max(row.amount().minus(sold), Money.ZERO);
                    return new Unsold(lot, row.party(), row.amount(), sold, rest);
                })
                .filter(row -> row.unsoldFen().isPositive())
                .toList();
    }
}
