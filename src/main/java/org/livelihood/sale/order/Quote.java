package org.livelihood.sale.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/** What a purchase would cost, over one or more producers; nothing is reserved. */
public record Quote(QuoteId id, @Nullable SessionId session, Instant expiresAt, List<Item> items) {

    public Quote {
        items = List.copyOf(items);
    }

    /** @param price for one unit */
    public record Item(
            ProducerId producer,
            SkuId sku,
            String title,
            @Nullable String option,
            Money price,
            long quantity) {

        public Money total() {
            return price.times(quantity);
        }
    }

    public Money total() {
        return Money.sum(items.stream().map(Item::total).toList());
    }
}
