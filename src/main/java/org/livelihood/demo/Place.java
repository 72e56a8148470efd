package org.livelihood.demo;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.linkage.Terms;
import org.livelihood.producer.Producer;

/**
 * One place of the demo: where, who, and what is made there.
 *
 * @param login account of the person who runs the producer
 * @param regions codes and names from the province down to the village, those of the statistics bureau's list of 2023
 * @param households registered households, one working member each
 * @param others workers of no registered household
 */
record Place(
        String login,
        String producer,
        Producer.Kind kind,
        List<Named> regions,
        int households,
        int others,
        Producer.Stands stands,
        Terms terms,
        List<Product> products) {

    /** A region's code and name. */
    record Named(String code, String name) {}

    /**
     * @param marketPriceFen for order assistance, the market's price of one delivered unit
     * @param work what is put into its lot
     */
    record Product(
            String title,
            String description,
            String category,
            String option,
            long priceFen,
            long units,
            @Nullable Long marketPriceFen,
            List<Work> work) {}

    /**
     * @param person households first, then the others, counted from zero
     * @param operation null for a delivery
     */
    record Work(int person, @Nullable String operation, long units) {}

    String village() {
        return regions.get(regions.size() - 1).code();
    }

    String county() {
        return regions.get(2).code();
    }
}
