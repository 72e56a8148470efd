package org.livelihood.sale.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.Uuids;

/** What is taken off a basket, by hand and by law. */
class PricingTest {

    private static final Instant NOW = Instant.parse("2026-06-18T16:00:00Z");
    private static final ProducerId MILL = ProducerId.next();
    private static final ProducerId FARM = ProducerId.next();
    private static final AccountId BUYER = new AccountId(Uuids.next());

    private static Basket.Line line(ProducerId producer, long fen, long quantity) {
        return new Basket.Line(producer, ListingId.next(), SkuId.next(), new Money(fen), quantity);
    }

    private static Basket basket(Basket.Line... lines) {
        return new Basket(BUYER, null, List.of(lines));
    }

    private static Terms amount(long fen, long threshold) {
        return new Terms(Terms.Kind.AMOUNT, new Money(fen), null, null, new Money(threshold));
    }

    private static Terms percent(int perMille, @Nullable Long cap) {
        return new Terms(Terms.Kind.PERCENT, null, perMille, cap == null ? null : new Money(cap), Money.ZERO);
    }

    private static Coupon coupon(Scope scope, Terms terms) {
        Promotion.Content content = new Promotion.Content(
                "",
                scope,
                terms,
                Promotion.Given.PUBLIC,
                null,
                new Promotion.Times(NOW, NOW.plusSeconds(1), null, null, 1),
                new Promotion.Limits(1, 1, null));
        ProducerId producer = scope.producer();
        Promotion promotion = new Promotion(
                PromotionId.next(),
                content,
                producer == null ? Party.PLATFORM : Party.of(producer),
                true,
                Promotion.Status.PUBLISHED,
                1);
        return new Coupon(CouponId.next(), promotion, NOW, NOW, NOW.plus(Duration.ofDays(1)), null);
    }

    private static Coupon ofProducer(ProducerId producer, Terms terms) {
        return coupon(new Scope(Scope.Kind.PRODUCER, producer, null), terms);
    }

    private static Coupon forAll(Terms terms) {
        return coupon(new Scope(Scope.Kind.PLATFORM, null, null), terms);
    }

    private static SpecialPrice special(
            Basket.Line line, int fromUnits, long fen, Instant from, @Nullable Instant until) {
        return new SpecialPrice(line.producer(), Uuids.next(), line.sku(), fromUnits, new Money(fen), from, until);
    }

    private static List<LineDiscount> priced(Basket basket, Coupon... coupons) {
        return Pricing.of(basket, List.of(), List.of(coupons), NOW);
    }

    private static List<Long> byLine(Basket basket, List<LineDiscount> discounts) {
        return IntStream.range(0, basket.lines().size())
                .mapToObj(i -> discounts.stream()
                        .filter(discount -> discount.line() == i)
                        .mapToLong(discount -> discount.amount().fen())
                        .sum())
                .toList();
    }

    private static void refused(Reason reason, int at, Basket basket, Coupon... coupons) {
        assertThatThrownBy(() -> priced(basket, coupons)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.field()).isEqualTo("couponIds[" + at + "]");
        });
    }

    @Test
    void anAmountIsSpreadWithoutLosingAFen() {
        Basket basket = basket(line(MILL, 1_001, 1), line(MILL, 2_001, 1), line(FARM, 9_000, 1));
        assertThat(byLine(basket, priced(basket, ofProducer(MILL, amount(100, 3_002)))))
                .containsExactly(33L, 67L, 0L);
    }

    @Test
    @DisplayName("15 % of 66.66 yuan is 9.999 yuan: 9.99, or the cap")
    void aPartIsRoundedDownToWholeFen() {
        Basket basket = basket(line(MILL, 3_333, 2));
        assertThat(byLine(basket, priced(basket, forAll(percent(150, null))))).containsExactly(999L);
        assertThat(byLine(basket, priced(basket, forAll(percent(150, 700L))))).containsExactly(700L);
    }

    @Test
    @DisplayName("Window, ladder, the producer's coupon, the platform's: in this order, however they are named")
    void theOrderStands() {
        Basket.Line socks = line(MILL, 3_000, 3);
        Basket.Line eggs = line(FARM, 1_000, 10);
        Basket basket = basket(socks, eggs);
        List<SpecialPrice> prices = List.of(
                special(socks, 1, 2_800, NOW, NOW.plusSeconds(1)),
                special(socks, 3, 2_700, NOW, null),
                special(socks, 4, 1, NOW, null),
                special(eggs, 1, 900, NOW.plusSeconds(1), null));
        Coupon mill = ofProducer(MILL, amount(1_100, 8_100));
        Coupon platform = forAll(percent(100, null));
        List<LineDiscount> discounts = Pricing.of(basket, prices, List.of(platform, mill), NOW);
        assertThat(discounts)
                .extracting(LineDiscount::bearer)
                .containsExactly(Party.of(MILL), Party.of(MILL), Party.PLATFORM, Party.PLATFORM);
        assertThat(discounts.get(0).amount()).isEqualTo(new Money(900));
        assertThat(discounts.get(1).amount()).isEqualTo(new Money(1_100));
        assertThat(discounts.stream()
                        .filter(discount -> discount.bearer().equals(Party.PLATFORM))
                        .mapToLong(discount -> discount.amount().fen())
                        .sum())
                .isEqualTo((7_000 + 10_000) / 10);
    }

    @Test
    @DisplayName("A threshold is measured at special prices, before coupons; half-open to the instant")
    void thresholds() {
        Basket.Line socks = line(MILL, 3_000, 2);
        Basket basket = basket(socks);
        Coupon mill = ofProducer(MILL, amount(500, 6_000));
        Coupon platform = forAll(amount(100, 6_000));
        assertThat(byLine(basket, priced(basket, mill, platform))).containsExactly(600L);
        SpecialPrice past = special(socks, 1, 2_999, NOW.minusSeconds(9), NOW);
        assertThat(byLine(basket, Pricing.of(basket, List.of(past), List.of(mill), NOW)))
                .containsExactly(500L);
        SpecialPrice current = special(socks, 1, 2_999, NOW, NOW.plusNanos(1_000));
        assertThatThrownBy(() -> Pricing.of(basket, List.of(current), List.of(mill), NOW))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(PromotionReason.BELOW_THRESHOLD);
                    assertThat(refusal.details()).containsExactly(2L);
                });
    }

    @Test
    void oneFenOfEveryLineStays() {
        Basket basket = basket(line(MILL, 1, 1), line(MILL, 500, 2), line(MILL, 3, 1));
        assertThat(byLine(basket, priced(basket, ofProducer(MILL, amount(99_999, 0)))))
                .containsExactly(0L, 999L, 2L);
        refused(PromotionReason.NOT_FOR_THESE, 0, basket(line(MILL, 1, 1)), forAll(amount(5, 0)));
    }

    @Test
    void aCouponIsForWhatItSays() {
        Basket.Line socks = line(MILL, 1_000, 1);
        UUID session = Uuids.next();
        Coupon inRoom = coupon(new Scope(Scope.Kind.SESSION, MILL, session), amount(100, 0));
        Coupon listed =
                coupon(new Scope(Scope.Kind.LISTING, MILL, socks.listing().value()), amount(100, 0));
        Basket shelf = basket(line(MILL, 1_000, 1), socks);
        Basket room = new Basket(BUYER, new SessionId(session), shelf.lines());
        assertThat(byLine(shelf, priced(shelf, listed))).containsExactly(0L, 100L);
        assertThat(byLine(room, priced(room, inRoom))).containsExactly(50L, 50L);
        refused(PromotionReason.NOT_FOR_THESE, 0, shelf, inRoom);
        refused(PromotionReason.NOT_FOR_THESE, 1, shelf, listed, ofProducer(FARM, amount(1, 0)));
        refused(PromotionReason.ONE_OF_EACH, 1, room, inRoom, listed);
        refused(PromotionReason.ONE_OF_EACH, 1, shelf, forAll(amount(1, 0)), forAll(amount(1, 0)));
    }

    @Test
    void theDearestBasketOverflowsNothing() {
        Basket.Line[] lines = IntStream.range(0, 50)
                .mapToObj(i -> line(MILL, 1_000_000_000L, 999))
                .toArray(Basket.Line[]::new);
        Basket basket = basket(lines);
        List<LineDiscount> discounts = priced(basket, forAll(percent(999, null)));
        assertThat(discounts.stream().mapToLong(one -> one.amount().fen()).sum())
                .isEqualTo(1_000_000_000L * 999 * 50 / 1_000 * 999);
    }

    /** Laws: sums are exact, no line goes below one fen, nobody bears more than what is promised. */
    @Property(tries = 300)
    void whateverIsTakenOff(
            @ForAll @Size(min = 1, max = 6) List<@LongRange(min = 1, max = 50_000) Long> prices,
            @ForAll @LongRange(min = 1, max = 200_000) long off,
            @ForAll @IntRange(min = 1, max = 999) int perMille,
            @ForAll @LongRange(min = 1, max = 20_000) long cap) {
        Basket basket = new Basket(
                BUYER,
                null,
                prices.stream()
                        .map(fen -> line(fen % 2 == 0 ? MILL : FARM, fen, 1 + fen % 7))
                        .toList());
        ProducerId producer = basket.lines().get(0).producer();
        Coupon first = ofProducer(producer, amount(off, 0));
        Coupon second = forAll(percent(perMille, cap));
        List<LineDiscount> discounts;
        try {
            discounts = priced(basket, first, second);
        } catch (Refusal nothingLeft) {
            return;
        }
        List<Long> taken = byLine(basket, discounts);
        for (int i = 0; i < taken.size(); i++) {
            assertThat(taken.get(i)).isBetween(0L, basket.lines().get(i).total().fen() - 1);
        }
        long byProducer = borne(discounts, Party.of(producer));
        long room = basket.lines().stream()
                .filter(line -> line.producer().equals(producer))
                .mapToLong(line -> line.total().fen() - 1)
                .sum();
        assertThat(byProducer).isEqualTo(Math.min(off, room));
        long rest =
                basket.lines().stream().mapToLong(line -> line.total().fen()).sum() - byProducer;
        assertThat(borne(discounts, Party.PLATFORM))
                .isEqualTo(Math.min(Math.min(rest * perMille / 1_000, cap), rest - taken.size()));
        assertThat(discounts).allMatch(discount -> discount.amount().isPositive());
    }

    private static long borne(List<LineDiscount> discounts, Party bearer) {
        return discounts.stream()
                .filter(discount -> discount.bearer().equals(bearer))
                .mapToLong(discount -> discount.amount().fen())
                .sum();
    }
}
