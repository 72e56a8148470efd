package org.livelihood.goods.shelf;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.search.Wanted;
import org.livelihood.platform.kernel.ProducerId;

/**
 * Which listings are asked for; what is null says nothing.
 *
 * @param categories any of these
 * @param originPrefix regions whose codes begin so
 * @param minPriceFen bounds of the cheapest SKU's price, both counted in
 */
record Question(
        @Nullable Wanted wanted,
        @Nullable List<String> categories,
        @Nullable String originPrefix,
        @Nullable ProducerId producer,
        @Nullable Long minPriceFen,
        @Nullable Long maxPriceFen) {}
