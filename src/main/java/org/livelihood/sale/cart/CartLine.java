package org.livelihood.sale.cart;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;

/**
 * A line of a cart, as it stands now.
 *
 * @param price for one unit, now
 * @param pays for one unit, now, where a special price of the producer makes it lower
 * @param priceThen for one unit, when it was put in or changed last
 * @param available units that can be bought now
 * @param buyerLimit how many one buyer may have in the room, null where there is no limit
 * @param changes what has come between since it was put in
 */
public record CartLine(
        CartKey key,
        ProducerId producer,
        ListingId listing,
        String title,
        @Nullable String option,
        @Nullable ImageId image,
        long quantity,
        Money price,
        Money pays,
        Money priceThen,
        long available,
        @Nullable Integer buyerLimit,
        Set<Change> changes) {

    public CartLine {
        changes = Set.copyOf(changes);
    }

    /** What has changed of a line. */
    public enum Change {
        PRICE_CHANGED,
        /** The listing is no longer for sale. */
        DELISTED,
        /** The room is closed, or shows it no more. */
        SESSION_OVER,
        SOLD_OUT,
        /** There are some left, but fewer than wanted. */
        TOO_FEW_LEFT,
        /** More than one buyer may have in the room. */
        OVER_LIMIT;

        /** Whether the line can still be bought as it is. */
        boolean allowsBuying() {
            return this == PRICE_CHANGED;
        }
    }

    public boolean buyable() {
        return changes.stream().allMatch(Change::allowsBuying);
    }

    public Money total() {
        return pays.times(quantity);
    }
}
