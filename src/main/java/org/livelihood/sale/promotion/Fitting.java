package org.livelihood.sale.promotion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;

/**
 * Which of a buyer's coupons can be used with a basket, and which together take off most.
 *
 * @param coupons each by itself, the one that takes off most first
 * @param best of each producer the one that takes off most, and over the rest the best for all goods: nothing takes off
 *     more, for what is left shrinks by no more than what a producer's coupon takes off
 * @param most what the best take off
 */
public record Fitting(List<Tried> coupons, List<CouponId> best, Money most) {

    public Fitting {
        coupons = List.copyOf(coupons);
        best = List.copyOf(best);
    }

    /**
     * A coupon by itself.
     *
     * @param off what it takes off, zero where it cannot be used
     * @param flaw why it cannot be used, null if it can
     */
    public record Tried(Coupon coupon, Money off, @Nullable Reason flaw) {

        private @Nullable ProducerId producer() {
            return coupon.promotion().content().scope().producer();
        }
    }

    static Fitting of(Basket basket, Collection<SpecialPrice> prices, List<Coupon> coupons, Instant at) {
        Money usual = off(Pricing.of(basket, prices, List.of(), at));
        List<Tried> tried = new ArrayList<>();
        for (Coupon coupon : coupons) {
            tried.add(tried(basket, prices, coupon, at, usual));
        }
        tried.sort(Comparator.comparing(Tried::off).reversed());
        Map<ProducerId, Coupon> ofProducers = new LinkedHashMap<>();
        tried.stream()
                .filter(one -> one.flaw() == null)
                .forEach(one -> Optional.ofNullable(one.producer())
                        .ifPresent(producer -> ofProducers.putIfAbsent(producer, one.coupon())));
        List<Coupon> best = List.copyOf(ofProducers.values());
        Money most = off(Pricing.of(basket, prices, best, at));
        List<Coupon> chosen = best;
        for (Tried one : tried) {
            if (one.flaw() == null && one.producer() == null) {
                List<Coupon> more = new ArrayList<>(best);
                more.add(one.coupon());
                Money with = offOrZero(basket, prices, more, at);
                chosen = with.compareTo(most) > 0 ? more : chosen;
                most = Money.max(with, most);
            }
        }
        return new Fitting(tried, chosen.stream().map(Coupon::id).toList(), most.minus(usual));
    }

    private static Tried tried(Basket basket, Collection<SpecialPrice> prices, Coupon coupon, Instant at, Money usual) {
        try {
            return new Tried(
                    coupon, off(Pricing.of(basket, prices, List.of(coupon), at)).minus(usual), null);
        } catch (Refusal refused) {
            return new Tried(coupon, Money.ZERO, refused.reason());
        }
    }

    /** One that finds nothing left to take off is refused. */
    private static Money offOrZero(Basket basket, Collection<SpecialPrice> prices, List<Coupon> coupons, Instant at) {
        try {
            return off(Pricing.of(basket, prices, coupons, at));
        } catch (Refusal nothingLeft) {
            return Money.ZERO;
        }
    }

    private static Money off(List<LineDiscount> discounts) {
        return Money.sum(discounts.stream().map(LineDiscount::amount).toList());
    }
}
