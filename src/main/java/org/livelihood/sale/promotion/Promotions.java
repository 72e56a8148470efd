package org.livelihood.sale.promotion;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the promotions: what is taken off a basket, and coupons as orders use them up and give them back. */
@Service
public class Promotions {

    /** Most coupons that are tried on a basket. */
    private static final int MOST_TRIED = 200;

    private final SpecialPrices prices;
    private final CouponStore coupons;
    private final Clock clock;

    Promotions(SpecialPrices prices, CouponStore coupons, Clock clock) {
        this.prices = prices;
        this.coupons = coupons;
        this.clock = clock;
    }

    /** Whether the usual prices hold for all of these SKUs: most of the time, and asked without the database. */
    public Mono<Boolean> areUsual(Collection<ProducerId> producers, Collection<SkuId> skus) {
        Instant now = clock.instant();
        return prices.of(producers)
                .map(found -> found.stream().noneMatch(price -> price.holds(now) && skus.contains(price.sku())));
    }

    /**
     * What is taken off a basket now: special prices always, and what the chosen coupons take off by their rules.
     *
     * @return in the order in which it is taken off
     * @throws Refusal that points at the coupon which cannot be used: {@code couponIds[0]}
     */
    public Mono<List<LineDiscount>> price(Basket basket, List<CouponId> chosen) {
        Instant now = clock.instant();
        return prices.of(producers(basket.lines()))
                .zipWith(chosen(basket.buyer(), chosen))
                .map(both -> Pricing.of(basket, both.getT1(), both.getT2(), now));
    }

    /** Which of the buyer's newest coupons can be used with a basket now, and which together take off most. */
    public Mono<Fitting> fitting(Basket basket) {
        Instant now = clock.instant();
        return prices.of(producers(basket.lines()))
                .zipWith(coupons.page(basket.buyer(), Coupon.State.USABLE, Cursor.below(null), MOST_TRIED, now)
                        .collectList())
                .map(both -> Fitting.of(basket, both.getT1(), both.getT2(), now));
    }

    /** What a unit of each line costs now, at special prices and before coupons. */
    public Mono<List<Money>> unitPrices(List<Basket.Line> lines) {
        Instant now = clock.instant();
        return prices.of(producers(lines))
                .map(found -> lines.stream()
                        .map(line -> Pricing.lowest(line, found, now)
                                .map(special -> Money.min(special.price(), line.price()))
                                .orElse(line.price()))
                        .toList());
    }

    private static List<ProducerId> producers(List<Basket.Line> lines) {
        return lines.stream().map(Basket.Line::producer).distinct().toList();
    }

    private Mono<List<Coupon>> chosen(AccountId buyer, List<CouponId> ids) {
        return ids.isEmpty()
                ? Mono.just(List.of())
                : coupons.of(buyer, ids).collectList().map(found -> inOrder(ids, found));
    }

    private static List<Coupon> inOrder(List<CouponId> ids, List<Coupon> found) {
        Map<CouponId, Coupon> byId = found.stream().collect(Collectors.toMap(Coupon::id, Function.identity()));
        Set<CouponId> named = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!byId.containsKey(ids.get(i))) {
                throw Refusal.ofField(PromotionReason.COUPON_NOT_FOUND, "couponIds[" + i + "]");
            }
            if (!named.add(ids.get(i))) {
                throw Refusal.ofField(PromotionReason.ONE_OF_EACH, "couponIds[" + i + "]");
            }
        }
        return ids.stream().map(byId::get).toList();
    }

    /**
     * Uses coupons up, within the transaction that places the orders. A refusal rolls all of that back: of two orders
     * at once that want one coupon one is placed.
     *
     * @param uses which promotions have taken something off which orders, those of coupons and others
     */
    @Transactional
    public Mono<Void> use(AccountId buyer, List<CouponId> chosen, Collection<CouponUse> uses) {
        return chosen.isEmpty()
                ? Mono.empty()
                : coupons.use(buyer, chosen, uses, now()).flatMap(wrong -> Mono.error(() -> refusal(wrong)));
    }

    private static Refusal refusal(CouponStore.Outcome outcome) {
        return new Refusal(
                outcome.name().equals("NOT_FOUND")
                        ? PromotionReason.COUPON_NOT_FOUND
                        : PromotionReason.valueOf(outcome.name()));
    }

    /**
     * Gives back what a whole order used, within the transaction in which all of it is refunded. What is cancelled or
     * expires is given back by the schema's {@code order_end}. A coupon over several orders waits for the last.
     */
    @Transactional
    public Mono<Void> giveBack(ProducerId producer, OrderId order) {
        return coupons.giveBack(producer, order, now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
