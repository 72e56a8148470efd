package org.livelihood.income.payout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;

/**
 * How losses are borne. Pure: each takes what the same line gave and stands in no payout; it waits for what stands in
 * one; and only what was paid is asked back.
 *
 * @param netted what is cancelled, by loss
 * @param asked what is asked back, by loss
 * @param waiting the payouts whose end decides about the rest
 */
record RefundedIncomeSettlement(
        Map<RefundedIncome, Money> netted, Map<RefundedIncome, Money> asked, Set<UUID> waiting) {

    static RefundedIncomeSettlement of(List<RefundedIncome> losses, List<Unpaid> unpaid) {
        Map<Share, Map<@Nullable UUID, Money>> left = new HashMap<>();
        for (Unpaid one : unpaid) {
            left.computeIfAbsent(one.share(), share -> new HashMap<>()).merge(one.item(), one.amount(), Money::plus);
        }
        RefundedIncomeSettlement settlement =
                new RefundedIncomeSettlement(new HashMap<>(), new HashMap<>(), new HashSet<>());
        for (RefundedIncome loss : losses) {
            settlement.bear(loss, left.getOrDefault(loss.share(), new HashMap<>()));
        }
        return settlement;
    }

    private void bear(RefundedIncome loss, Map<@Nullable UUID, Money> left) {
        Money cancelled = take(left, null, loss.open());
        Money open = loss.open().minus(cancelled);
        for (UUID item : new ArrayList<>(left.keySet())) {
            Money waits = item == null ? Money.ZERO : take(left, item, open);
            if (item != null && waits.isPositive()) {
                waiting.add(item);
                open = open.minus(waits);
            }
        }
        if (cancelled.isPositive()) {
            netted.put(loss, cancelled);
        }
        if (open.isPositive()) {
            asked.put(loss, open);
        }
    }

    private static Money take(Map<@Nullable UUID, Money> left, @Nullable UUID item, Money wanted) {
        Money there = Money.max(left.getOrDefault(item, Money.ZERO), Money.ZERO);
        Money taken = Money.min(there, wanted);
        left.put(item, there.minus(taken));
        return taken;
    }
}
