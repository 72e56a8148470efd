package org.livelihood.sale.promotion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/**
 * What somebody is about to buy at once.
 *
 * @param session the room that it is bought in, null for the shelf
 * @param lines one a SKU
 */
public record Basket(AccountId buyer, @Nullable SessionId session, List<Line> lines) {

    public Basket {
        lines = List.copyOf(lines);
    }

    /** @param price for one unit, before anything is taken off */
    public record Line(ProducerId producer, ListingId listing, SkuId sku, Money price, long quantity) {

        Money total() {
            return price.times(quantity);
        }
    }
}
