package org.livelihood.sale.order;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.address.Destination;
import org.livelihood.sale.promotion.CouponId;

/**
 * What a purchase would cost, over one or more producers; nothing is reserved.
 *
 * @param region where it goes, as far as that is known
 * @param coupons that are used with it; whether they still can be is seen when it is bought
 * @param shipping what sending costs, by producer; without those that cannot say it before they know where it goes
 */
public record Quote(
        QuoteId id,
        @Nullable SessionId session,
        Instant expiresAt,
        @Nullable String region,
        List<Item> items,
        List<CouponId> coupons,
        Map<ProducerId, Money> shipping) {

    public Quote {
        items = List.copyOf(items);
        coupons = List.copyOf(coupons);
        shipping = Map.copyOf(shipping);
    }

    /**
     * @param price for one unit
     * @param grams of one unit
     * @param discounts what is taken off the line
     */
    public record Item(
            ProducerId producer,
            ListingId listing,
            SkuId sku,
            String title,
            @Nullable String option,
            Money price,
            long quantity,
            long grams,
            List<Discount> discounts) {

        public Item {
            discounts = List.copyOf(discounts);
        }

        /** The same, with what is taken off it. */
        Item less(List<Discount> taken) {
            return new Item(producer, listing, sku, title, option, price, quantity, grams, taken);
        }

        public Money total() {
            return price.times(quantity);
        }

        public Money discount() {
            return Money.sum(discounts.stream().map(Discount::amount).toList());
        }

        /** What is left to pay for it. */
        public Money net() {
            return total().minus(discount());
        }
    }

    public List<ProducerId> producers() {
        return items.stream().map(Item::producer).distinct().toList();
    }

    /** Whether what it says of sending holds there. */
    boolean sentTo(@Nullable Destination to) {
        return to != null && to.regionCode().equals(region);
    }

    /** Whether it is known what sending costs. */
    public boolean isComplete() {
        return shipping.keySet().containsAll(producers());
    }

    public Money goods() {
        return Money.sum(items.stream().map(Item::total).toList());
    }

    public Money discount() {
        return Money.sum(items.stream().map(Item::discount).toList());
    }

    /** What is known of the price of sending. */
    public Money sending() {
        return Money.sum(List.copyOf(shipping.values()));
    }

    /** What is to pay, as far as it is known. */
    public Money total() {
        return goods().minus(discount()).plus(sending());
    }
}
