package org.livelihood.goods.catalog;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.livelihood.goods.catalog.Listing.Option;
import org.livelihood.goods.catalog.Listing.SkuDraft;
import org.livelihood.goods.catalog.ListingRevision.SkuChange;

/** What options and SKUs have to do with each other, so that a buyer's choice leads to one SKU or to none. */
final class OptionRules {

    private OptionRules() {}

    /** Whether each SKU has a name and one value of each option, and no two the same values; without options none. */
    static boolean fit(List<Option> options, List<SkuChange> skus) {
        boolean told = options.stream().map(Option::name).distinct().count() == options.size()
                && options.stream().allMatch(OptionRules::hasEachOnce);
        Set<List<String>> taken = new HashSet<>();
        return told
                && skus.stream()
                        .map(SkuChange::draft)
                        .allMatch(sku -> fits(options, sku) && (options.isEmpty() || taken.add(sku.optionValues())));
    }

    private static boolean hasEachOnce(Option option) {
        return Set.copyOf(option.values()).size() == option.values().size();
    }

    private static boolean fits(List<Option> options, SkuDraft sku) {
        List<String> values = Objects.requireNonNull(sku.optionValues());
        return !sku.optionName().isBlank()
                && values.size() == options.size()
                && IntStream.range(0, values.size())
                        .allMatch(i -> options.get(i).values().contains(values.get(i)));
    }
}
