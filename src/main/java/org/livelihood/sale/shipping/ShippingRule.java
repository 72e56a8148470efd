package org.livelihood.sale.shipping;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;

/**
 * What a template says of some regions.
 *
 * @param regions codes of any level, 12 digits; none for everywhere that no other rule names
 * @param served whether parcels go there at all
 * @param first how many pieces or grams the first fee is for
 * @param step how many pieces or grams each further fee is for, one that is begun counts whole
 * @param free from when nothing is paid, null for never
 */
public record ShippingRule(
        List<String> regions,
        boolean served,
        long first,
        Money firstFee,
        long step,
        Money stepFee,
        @Nullable FreeFrom free) {

    public ShippingRule {
        regions = List.copyOf(regions);
    }

    /**
     * From how much on shipping is free.
     *
     * @param pieces null where pieces do not matter
     * @param grams null where weight does not matter
     * @param amount what the goods cost after discounts, null where that does not matter
     * @param all whether each of those that are given must be reached, or one of them
     */
    public record FreeFrom(
            @Nullable Long pieces,
            @Nullable Long grams,
            @Nullable Money amount,
            boolean all) {

        boolean reached(Parcel parcel) {
            List<Boolean> given = Stream.of(
                            Stream.ofNullable(pieces).map(least -> parcel.pieces() >= least),
                            Stream.ofNullable(grams).map(least -> parcel.grams() >= least),
                            Stream.ofNullable(amount)
                                    .map(least -> parcel.amount().compareTo(least) >= 0))
                    .flatMap(condition -> condition)
                    .toList();
            return all
                    ? given.stream().allMatch(Boolean::booleanValue)
                    : given.stream().anyMatch(Boolean::booleanValue);
        }
    }

    /** @param units pieces or grams, as the template counts */
    Money fee(Parcel parcel, long units) {
        if (free != null && free.reached(parcel)) {
            return Money.ZERO;
        }
        long steps = Math.max(0, -Math.floorDiv(first - units, step));
        return firstFee.plus(stepFee.times(steps));
    }
}
