package org.livelihood.goods.shelf;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many listings there are of each kind among those that are asked for; what none is of is left out.
 *
 * @param total all of them
 * @param categories one level below the one that is asked for, each with all below it
 * @param origins regions one level below the one that is asked for
 * @param prices by the price of the cheapest SKU
 */
record Facets(long total, List<OfCategory> categories, List<OfOrigin> origins, List<OfPrice> prices) {

    record OfCategory(String code, String name, String nameEn, long count) {}

    /** @param name null where the region was not entered */
    record OfOrigin(String code, @Nullable String name, long count) {}

    /** @param toFen the first price that is no longer counted, null in the last band */
    record OfPrice(long fromFen, @Nullable Long toFen, long count) {}
}
