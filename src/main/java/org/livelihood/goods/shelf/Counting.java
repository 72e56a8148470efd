package org.livelihood.goods.shelf;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.category.Category;
import org.livelihood.goods.category.CategoryTree;
import org.livelihood.goods.shelf.Facets.OfCategory;
import org.livelihood.goods.shelf.Facets.OfOrigin;
import org.livelihood.goods.shelf.Facets.OfPrice;
import org.livelihood.goods.shelf.ShelfStore.Count;

/** Makes facets of the counts that the database gives. */
final class Counting {

    /** Bounds between bands of prices: 20, 50, 100, 200 and 500 yuan. */
    static final List<Long> BANDS = List.of(2_000L, 5_000L, 10_000L, 20_000L, 50_000L);

    private static final int CODE_DIGITS = 12;

    private final Map<String, Long> categories = new HashMap<>();
    private final Map<String, Long> origins = new HashMap<>();
    private final Map<Integer, Long> bands = new HashMap<>();
    private long total;

    Counting(List<Count> counts) {
        counts.forEach(this::take);
    }

    /** A region's digits, of its level, as those one level below are told apart by. */
    static int digitsBelow(@Nullable String prefix) {
        if (prefix == null) {
            return 2;
        }
        return prefix.length() < 6 ? prefix.length() + 2 : Math.min(CODE_DIGITS, prefix.length() + 3);
    }

    private void take(Count count) {
        if (count.category() != null) {
            categories.put(count.category(), count.listings());
        } else if (count.origin() != null) {
            origins.put(codeOf(count.origin()), count.listings());
        } else if (count.band() != null) {
            bands.put(count.band(), count.listings());
        } else {
            total = count.listings();
        }
    }

    private static String codeOf(String digits) {
        return digits + "0".repeat(CODE_DIGITS - digits.length());
    }

    List<String> originCodes() {
        return List.copyOf(origins.keySet());
    }

    /** @param category that was asked for, null for none */
    Facets facets(CategoryTree tree, @Nullable String category, Map<String, String> regions) {
        return new Facets(total, categories(tree, category), origins(regions), prices());
    }

    private List<OfCategory> categories(CategoryTree tree, @Nullable String asked) {
        return tree.below(asked).stream()
                .map(category ->
                        new OfCategory(category.code(), category.name(), category.nameEn(), within(tree, category)))
                .filter(of -> of.count() > 0)
                .toList();
    }

    private long within(CategoryTree tree, Category category) {
        return tree.within(category.code()).stream()
                .mapToLong(code -> categories.getOrDefault(code, 0L))
                .sum();
    }

    private List<OfOrigin> origins(Map<String, String> names) {
        return origins.entrySet().stream()
                .map(count -> new OfOrigin(count.getKey(), names.get(count.getKey()), count.getValue()))
                .sorted(Comparator.comparingLong(OfOrigin::count).reversed().thenComparing(OfOrigin::code))
                .toList();
    }

    private List<OfPrice> prices() {
        return bands.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(count -> new OfPrice(
                        count.getKey() == 0 ? 0 : BANDS.get(count.getKey() - 1),
                        count.getKey() < BANDS.size() ? BANDS.get(count.getKey()) : null,
                        Objects.requireNonNull(count.getValue())))
                .toList();
    }
}
