package org.livelihood.sale.promotion;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.LargestRemainders;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;

/**
 * What is taken off a basket. Always in this order: the lowest special price of each line; then the coupons for goods
 * of one producer, one a producer; then one coupon for all goods, over what is left.
 *
 * <p>Thresholds are measured after special prices and before coupons. What a coupon takes off is spread over the lines
 * that it is for, by what is left of them, without losing a fen ({@link LargestRemainders}); of every line one fen
 * stays.
 */
final class Pricing {

    private static final Money LEAST = new Money(1);

    private final Basket basket;
    private final List<LineDiscount> discounts = new ArrayList<>();
    private final Money[] left;
    private final Money[] atSpecialPrices;

    private Pricing(Basket basket, Collection<SpecialPrice> prices, Instant at) {
        this.basket = basket;
        this.left = basket.lines().stream().map(Basket.Line::total).toArray(Money[]::new);
        for (int i = 0; i < left.length; i++) {
            reprice(i, prices, at);
        }
        this.atSpecialPrices = left.clone();
    }

    /**
     * All discounts of a basket.
     *
     * @param prices special prices, of any SKU and time
     * @param coupons the buyer's, in the order that she named them
     * @throws Refusal with the place of the coupon that cannot be used
     */
    static List<LineDiscount> of(Basket basket, Collection<SpecialPrice> prices, List<Coupon> coupons, Instant at) {
        Pricing pricing = new Pricing(basket, prices, at);
        requireOneOfEach(coupons);
        for (boolean forAll : new boolean[] {false, true}) {
            for (int i = 0; i < coupons.size(); i++) {
                Promotion promotion = coupons.get(i).promotion();
                if (isForAll(promotion) == forAll) {
                    pricing.apply(promotion, coupons.get(i).flaw(at), i);
                }
            }
        }
        return List.copyOf(pricing.discounts);
    }

    private static boolean isForAll(Promotion promotion) {
        return promotion.content().scope().kind() == Scope.Kind.PLATFORM;
    }

    private static void requireOneOfEach(List<Coupon> coupons) {
        Set<@Nullable ProducerId> producers = new HashSet<>();
        for (int i = 0; i < coupons.size(); i++) {
            if (!producers.add(coupons.get(i).promotion().content().scope().producer())) {
                throw refusal(PromotionReason.ONE_OF_EACH, i);
            }
        }
    }

    private static Refusal refusal(PromotionReason reason, int coupon, Object... details) {
        return Refusal.ofField(reason, "couponIds[" + coupon + "]", details);
    }

    private void reprice(int line, Collection<SpecialPrice> prices, Instant at) {
        Basket.Line wanted = basket.lines().get(line);
        lowest(wanted, prices, at)
                .filter(price -> price.price().compareTo(wanted.price()) < 0)
                .ifPresent(price -> take(
                        line,
                        price.id(),
                        Party.of(price.producer()),
                        wanted.price().minus(price.price()).times(wanted.quantity())));
    }

    /** The special price that a line is sold at, unless the usual one is lower. */
    static Optional<SpecialPrice> lowest(Basket.Line line, Collection<SpecialPrice> prices, Instant at) {
        return prices.stream()
                .filter(price -> price.sku().equals(line.sku()) && price.fromUnits() <= line.quantity())
                .filter(price -> price.holds(at))
                .min(Comparator.comparing(SpecialPrice::price).thenComparing(SpecialPrice::id));
    }

    private void apply(Promotion promotion, @Nullable PromotionReason flaw, int coupon) {
        if (flaw != null) {
            throw refusal(flaw, coupon);
        }
        Terms terms = promotion.content().terms();
        int[] lines = IntStream.range(0, left.length)
                .filter(i -> promotion
                        .content()
                        .scope()
                        .covers(basket, basket.lines().get(i)))
                .toArray();
        if (lines.length == 0) {
            throw refusal(PromotionReason.NOT_FOR_THESE, coupon);
        }
        if (sum(atSpecialPrices, lines).compareTo(terms.threshold()) < 0) {
            throw refusal(
                    PromotionReason.BELOW_THRESHOLD,
                    coupon,
                    terms.threshold().minus(sum(atSpecialPrices, lines)).fen());
        }
        spread(promotion, terms.off(sum(left, lines)), lines, coupon);
    }

    private void spread(Promotion promotion, Money off, int[] lines, int coupon) {
        List<LargestRemainders.Claim> claims = IntStream.of(lines)
                .mapToObj(i -> new LargestRemainders.Claim(
                        basket.lines().get(i).sku().value(),
                        Math.max(0, left[i].minus(LEAST).fen())))
                .toList();
        long most = claims.stream().mapToLong(LargestRemainders.Claim::weight).reduce(0, Math::addExact);
        Money whole = Money.min(off, new Money(most));
        if (!whole.isPositive()) {
            throw refusal(PromotionReason.NOT_FOR_THESE, coupon);
        }
        Money[] parts = LargestRemainders.split(whole, promotion.id().value(), claims);
        for (int i = 0; i < lines.length; i++) {
            take(lines[i], promotion.id().value(), promotion.bearer(), parts[i]);
        }
    }

    private void take(int line, UUID promotion, Party bearer, Money amount) {
        if (amount.isPositive()) {
            discounts.add(new LineDiscount(line, promotion, bearer, amount));
            left[line] = left[line].minus(amount);
        }
    }

    private static Money sum(Money[] amounts, int[] lines) {
        return Money.sum(IntStream.of(lines).mapToObj(i -> amounts[i]).toList());
    }
}
