package org.livelihood.goods.category;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All categories, as they stand below each other. */
public final class CategoryTree {

    private static final String ROOT = "";

    private final Map<String, Category> byCode = new LinkedHashMap<>();
    private final Map<String, List<Category>> below = new HashMap<>();

    CategoryTree(Collection<Category> categories) {
        categories.stream()
                .sorted(Comparator.comparingInt(Category::position).thenComparing(Category::code))
                .forEach(category -> {
                    byCode.put(category.code(), category);
                    below.computeIfAbsent(above(category), parent -> new ArrayList<>())
                            .add(category);
                });
    }

    private static String above(Category category) {
        return Objects.requireNonNullElse(category.parentCode(), ROOT);
    }

    /** Those right below a category, in their order; the roots for null. */
    public List<Category> below(@Nullable String code) {
        return List.copyOf(below.getOrDefault(Objects.requireNonNullElse(code, ROOT), List.of()));
    }

    /** A category's code with those of all below it; of an unknown one its own. */
    public List<String> within(String code) {
        List<String> within = new ArrayList<>(List.of(code));
        for (int i = 0; i < within.size(); i++) {
            below(within.get(i)).stream().map(Category::code).forEach(within::add);
        }
        return within;
    }

    /** All, each before those below it. */
    List<Category> inOrder() {
        return below(null).stream()
                .flatMap(root -> within(root.code()).stream())
                .map(this::known)
                .toList();
    }

    boolean holds(String code) {
        return byCode.containsKey(code);
    }

    private Category known(String code) {
        return Objects.requireNonNull(byCode.get(code));
    }

    /** How many stand above it; a root has none above. */
    int depthOf(String code) {
        int depth = 0;
        Category at = byCode.get(code);
        while (at != null && at.parentCode() != null) {
            at = byCode.get(at.parentCode());
            depth++;
        }
        return depth;
    }

    /** How many levels there are from it down, itself counted. */
    int heightOf(String code) {
        return 1
                + below(code).stream()
                        .mapToInt(category -> heightOf(category.code()))
                        .max()
                        .orElse(0);
    }
}
