package org.livelihood.income.payout;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.livelihood.income.attribution.Accruals;
import org.livelihood.income.attribution.ProducerLine;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What refunds take back of what was released: cancelled as far as it is not paid, asked back as far as it is.
 *
 * <p>Whatever moves earnings settles afterwards, all under the producer's lock: a release, the end of a batch, and the
 * bank's results. So what is known not to be owed is not paid, whichever way it went before.
 */
@Component
class RefundedIncomes {

    private final Accruals accruals;
    private final RefundedIncomeStore store;
    private final EarningStore earnings;
    private final ClawbackStore clawbacks;
    private final Clock clock;

    RefundedIncomes(
            Accruals accruals, RefundedIncomeStore store, EarningStore earnings, ClawbackStore clawbacks, Clock clock) {
        this.accruals = accruals;
        this.store = store;
        this.earnings = earnings;
        this.clawbacks = clawbacks;
        this.clock = clock;
    }

    /** Notes losses, and settles all that is open of their producers, who are locked. */
    Mono<RefundedIncomeSettlement> add(List<RefundedIncome> losses, Collection<ProducerId> producers) {
        return store.add(losses).then(Mono.defer(() -> settle(producers)));
    }

    /** Settles what is open of these producers, who are locked; what waits for payouts under way stays open. */
    Mono<RefundedIncomeSettlement> settle(Collection<ProducerId> producers) {
        return store.open(producers)
                .collectList()
                .flatMap(open -> accruals.given(linesOf(open))
                        .flatMap(given -> store.unpaid(given).collectList())
                        .map(unpaid -> RefundedIncomeSettlement.of(open, unpaid)))
                .delayUntil(this::book);
    }

    private static Set<ProducerLine> linesOf(List<RefundedIncome> losses) {
        Set<ProducerLine> lines = new HashSet<>();
        losses.forEach(loss -> lines.add(loss.share().soldLine()));
        return lines;
    }

    private Mono<Void> book(RefundedIncomeSettlement settlement) {
        Set<RefundedIncome> moved = new HashSet<>(settlement.netted().keySet());
        moved.addAll(settlement.asked().keySet());
        if (moved.isEmpty()) {
            return Mono.empty();
        }
        return store.settle(moved, settlement.netted(), settlement.asked())
                .then(net(settlement.netted()))
                .then(clawbacks.add(asked(settlement.asked())));
    }

    private Mono<Void> net(Map<RefundedIncome, Money> netted) {
        return netted.isEmpty()
                ? Mono.empty()
                : earnings.lastSeq(netted.keySet()).flatMap(last -> earnings.add(negative(netted, last)));
    }

    private List<Earning> negative(Map<RefundedIncome, Money> netted, Map<UUID, Integer> last) {
        LocalDate today = ChinaTime.dayOf(clock.instant());
        Map<UUID, Integer> seqs = new HashMap<>(last);
        List<Earning> rows = new ArrayList<>();
        netted.forEach((loss, amount) -> {
            int seq = seqs.merge(loss.run(), 1, Integer::sum);
            rows.add(earning(loss, seq, amount.negated(), today));
        });
        return rows;
    }

    private static Earning earning(RefundedIncome loss, int seq, Money amount, LocalDate today) {
        return new Earning(
                loss.share().producer(),
                Uuids.next(),
                loss.run(),
                loss.share().party(),
                Earning.SALES,
                loss.run(),
                seq,
                loss.share().line(),
                loss.share().basis(),
                loss.share().category(),
                IncomeNature.ACCRUAL,
                amount,
                Money.ZERO,
                today,
                Earning.Status.PAYABLE,
                null,
                null);
    }

    private static List<ClawbackStore.New> asked(Map<RefundedIncome, Money> asked) {
        List<ClawbackStore.New> rows = new ArrayList<>();
        asked.forEach((loss, amount) -> rows.add(new ClawbackStore.New(Uuids.next(), loss, amount)));
        return rows;
    }
}
