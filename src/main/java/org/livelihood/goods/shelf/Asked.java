package org.livelihood.goods.shelf;

import org.jspecify.annotations.Nullable;
import org.livelihood.goods.category.CategoryTree;
import org.livelihood.goods.search.Wanted;
import org.livelihood.people.region.Region;
import org.livelihood.platform.kernel.ProducerId;

/**
 * A question as a client asks it.
 *
 * @param category with all below it
 * @param origin code of a region, with all below it
 */
record Asked(
        @Nullable String text,
        @Nullable String category,
        @Nullable String origin,
        @Nullable ProducerId producer,
        @Nullable Long minPriceFen,
        @Nullable Long maxPriceFen) {

    Question toQuestion(CategoryTree tree) {
        return new Question(
                text == null ? null : Wanted.of(text),
                category == null ? null : tree.within(category),
                originPrefix(),
                producer,
                minPriceFen,
                maxPriceFen);
    }

    @Nullable
    String originPrefix() {
        return origin == null ? null : Region.prefixOf(origin);
    }

    /**
     * A page of what is asked for.
     *
     * @param cursor as the client sent it
     */
    record Page(Asked asked, Sort sort, @Nullable String cursor, int limit) {

        /** What nothing is looked for by fits no better or worse. */
        Sort order() {
            return sort == Sort.BEST && asked.text() == null ? Sort.NEWEST : sort;
        }
    }
}
