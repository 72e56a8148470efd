package org.livelihood.sale.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.sale.shipping.ShippingRule.FreeFrom;
import org.livelihood.sale.shipping.ShippingTemplate.Basis;

/** What sending costs, by hand. */
class TariffTest {

    private static final String BEIJING = "110105001000";
    private static final String URUMQI = "650102002000";
    private static final String LHASA = "540102001000";
    private static final String FUYANG = "341226107201";

    private static final ShippingRule ELSEWHERE = rule(List.of(), 1_000, 800, 1_000, 200, null);

    private static ShippingRule rule(
            List<String> regions, long first, long firstFen, long step, long stepFen, @Nullable FreeFrom free) {
        return new ShippingRule(regions, true, first, new Money(firstFen), step, new Money(stepFen), free);
    }

    private static ShippingTemplate template(Basis basis, ShippingRule... rules) {
        return new ShippingTemplate(ProducerId.next(), TemplateId.next(), "", basis, true, List.of(rules), 1);
    }

    private static Parcel parcel(long pieces, long grams, long fen) {
        return new Parcel(pieces, grams, new Money(fen));
    }

    private static @Nullable Long fee(ShippingTemplate template, String region, Parcel parcel) {
        return template.fee(region, parcel).map(Money::fen).orElse(null);
    }

    @Test
    void furtherStepsThatAreBegunCountWhole() {
        ShippingTemplate byWeight = template(Basis.WEIGHT, ELSEWHERE);
        assertThat(fee(byWeight, FUYANG, parcel(1, 50, 0))).isEqualTo(800);
        assertThat(fee(byWeight, FUYANG, parcel(1, 1_000, 0))).isEqualTo(800);
        assertThat(fee(byWeight, FUYANG, parcel(1, 1_001, 0))).isEqualTo(1_000);
        assertThat(fee(byWeight, FUYANG, parcel(1, 3_000, 0))).isEqualTo(1_200);
        ShippingTemplate byPiece = template(Basis.PIECE, rule(List.of(), 2, 600, 3, 100, null));
        assertThat(fee(byPiece, FUYANG, parcel(2, 9_000, 0))).isEqualTo(600);
        assertThat(fee(byPiece, FUYANG, parcel(5, 9_000, 0))).isEqualTo(700);
        assertThat(fee(byPiece, FUYANG, parcel(6, 9_000, 0))).isEqualTo(800);
    }

    @Test
    void aParcelThatWeighsLessCountsAsAKilogram() {
        ShippingTemplate light = template(Basis.WEIGHT, rule(List.of(), 500, 500, 500, 100, null));
        assertThat(fee(light, FUYANG, parcel(1, 30, 0))).isEqualTo(600);
    }

    @Test
    void theNarrowestRegionDecides() {
        ShippingTemplate template = template(
                Basis.PIECE,
                rule(List.of(), 1, 800, 1, 0, null),
                rule(List.of("650000000000", "540000000000"), 1, 2_000, 1, 0, null),
                rule(List.of("650102000000"), 1, 1_500, 1, 0, null),
                new ShippingRule(List.of("540102001000"), false, 1, Money.ZERO, 1, Money.ZERO, null));
        assertThat(fee(template, BEIJING, parcel(1, 0, 0))).isEqualTo(800);
        assertThat(fee(template, URUMQI, parcel(1, 0, 0))).isEqualTo(1_500);
        assertThat(fee(template, "650202001000", parcel(1, 0, 0))).isEqualTo(2_000);
        assertThat(fee(template, LHASA, parcel(1, 0, 0))).isNull();
        assertThat(fee(template, "540102002000", parcel(1, 0, 0))).isEqualTo(2_000);
    }

    @Test
    @DisplayName("Beijing is free from two pieces and 100 yuan: both, or one of them")
    void isFreeFromSomethingOn() {
        FreeFrom both = new FreeFrom(2L, null, new Money(10_000), true);
        FreeFrom one = new FreeFrom(2L, null, new Money(10_000), false);
        FreeFrom heavy = new FreeFrom(null, 5_000L, null, false);
        List<String> beijing = List.of("110000000000");
        ShippingTemplate all = template(Basis.WEIGHT, ELSEWHERE, rule(beijing, 1_000, 800, 1_000, 200, both));
        ShippingTemplate any = template(Basis.WEIGHT, ELSEWHERE, rule(beijing, 1_000, 800, 1_000, 200, one));
        ShippingTemplate byWeight = template(Basis.WEIGHT, rule(List.of(), 1_000, 800, 1_000, 200, heavy));
        assertThat(fee(all, BEIJING, parcel(2, 100, 9_999))).isEqualTo(800);
        assertThat(fee(all, BEIJING, parcel(1, 100, 10_000))).isEqualTo(800);
        assertThat(fee(all, BEIJING, parcel(2, 100, 10_000))).isZero();
        assertThat(fee(any, BEIJING, parcel(2, 100, 1))).isZero();
        assertThat(fee(any, BEIJING, parcel(1, 100, 9_999))).isEqualTo(800);
        assertThat(fee(any, FUYANG, parcel(9, 100, 99_999))).isEqualTo(800);
        assertThat(fee(byWeight, FUYANG, parcel(1, 5_000, 1))).isZero();
        assertThat(fee(byWeight, FUYANG, parcel(1, 4_999, 1))).isEqualTo(1_600);
    }

    @Test
    void linesOfOneTemplateAreSummedAndTemplatesAddUp() {
        ListingId socks = ListingId.next();
        ListingId eggs = ListingId.next();
        ListingId honey = ListingId.next();
        ShippingTemplate fragile = template(Basis.PIECE, rule(List.of(), 1, 1_000, 1, 500, null));
        Tariff tariff = new Tariff(Map.of(eggs, fragile), template(Basis.WEIGHT, ELSEWHERE));
        List<Tariff.Item> items = List.of(
                new Tariff.Item(socks, parcel(3, 600, 1)),
                new Tariff.Item(honey, parcel(1, 600, 1)),
                new Tariff.Item(eggs, parcel(2, 4_000, 1)));
        assertThat(tariff.fee(FUYANG, items)).contains(new Money(1_000 + 1_500));
        assertThat(tariff.isFree()).isFalse();
        assertThat(Tariff.FREE.fee(FUYANG, items)).contains(Money.ZERO);
    }

    @Test
    void nothingIsSentWhereOneThingIsNot() {
        ListingId socks = ListingId.next();
        ListingId eggs = ListingId.next();
        ShippingTemplate near = template(
                Basis.PIECE,
                new ShippingRule(List.of(), false, 1, Money.ZERO, 1, Money.ZERO, null),
                rule(List.of("340000000000"), 1, 500, 1, 0, null));
        Tariff tariff = new Tariff(Map.of(eggs, near), template(Basis.WEIGHT, ELSEWHERE));
        List<Tariff.Item> both =
                List.of(new Tariff.Item(socks, parcel(1, 1, 1)), new Tariff.Item(eggs, parcel(1, 1, 1)));
        assertThat(tariff.fee(BEIJING, both)).isEmpty();
        assertThat(tariff.fee(FUYANG, both)).contains(new Money(1_300));
    }

    @Test
    void theLargestParcelOverflowsNothing() {
        ShippingTemplate dear = template(Basis.WEIGHT, rule(List.of(), 1, 1_000_000, 1, 1_000_000, null));
        assertThat(fee(dear, FUYANG, parcel(999 * 50, 1_000_000L * 999 * 50, 1)))
                .isEqualTo(1_000_000L * 1_000_000 * 999 * 50);
    }
}
