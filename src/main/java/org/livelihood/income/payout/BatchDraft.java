package org.livelihood.income.payout;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.livelihood.platform.kernel.Money;

/** A batch while it is made. */
record BatchDraft(UUID batch, List<PayoutItem> items, List<ClawbackStore.Recovery> recoveries, List<LeftOut> leftOut) {

    private static final int MOST_ITEMS = 1_000;
    private static final int MOST_TOLD = 5_000;

    BatchDraft(UUID batch) {
        this(batch, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    boolean isFull() {
        return items.size() == MOST_ITEMS;
    }

    /** Those left out that the maker is told of. */
    List<LeftOut> told() {
        return leftOut.stream().limit(MOST_TOLD).toList();
    }

    /** Keeps an amount back of an item, for the oldest clawbacks first. */
    void recover(UUID item, Collection<Clawback> open, Money amount) {
        Money left = amount;
        for (Clawback clawback : open) {
            Money part = Money.min(left, clawback.open());
            if (part.isPositive()) {
                recoveries.add(new ClawbackStore.Recovery(item, clawback, 0, part));
                left = left.minus(part);
            }
        }
    }
}
