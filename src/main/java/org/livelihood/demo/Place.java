package org.livelihood.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.people.producer.Producer;
import org.livelihood.platform.kernel.Money;

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
        List<Product> products) {

    /** A region's code and name. */
    record Named(String code, String name) {}

    /**
     * @param options what a buyer chooses by; the first value of each is what is made
     * @param weightGrams of one unit, as it is sent
     * @param terms of the agreement under which it is made
     * @param marketPriceFen for order assistance, the market's price of one delivered unit
     * @param work what is put into its lot
     */
    record Product(
            String title,
            String description,
            String category,
            String option,
            List<Listing.Option> options,
            Map<String, String> attributes,
            int weightGrams,
            Terms terms,
            long priceFen,
            long units,
            @Nullable Long marketPriceFen,
            List<Work> work) {

        /** The same, described in more words. */
        Product with(List<Listing.Option> choices, Map<String, String> facts) {
            return new Product(
                    title,
                    description,
                    category,
                    option,
                    choices,
                    facts,
                    weightGrams,
                    terms,
                    priceFen,
                    units,
                    marketPriceFen,
                    work);
        }

        /** One SKU for each value of the option, or one in all. */
        List<Listing.SkuDraft> skus() {
            Money price = new Money(priceFen);
            return options.isEmpty()
                    ? List.of(new Listing.SkuDraft(option, List.of(), price, weightGrams, option))
                    : options.get(0).values().stream()
                            .map(value -> new Listing.SkuDraft(value, List.of(value), price, weightGrams, option))
                            .toList();
        }
    }

    /**
     * @param person households first, then the others, counted from zero
     * @param operation null for a delivery
     */
    record Work(int person, @Nullable String operation, long units) {}

    /** Products in groups that are made under one agreement. */
    List<List<Product>> productsByTerms() {
        Map<Terms, List<Product>> groups = new LinkedHashMap<>();
        products.forEach(product -> groups.computeIfAbsent(product.terms(), fresh -> new ArrayList<>())
                .add(product));
        return List.copyOf(groups.values());
    }

    String village() {
        return regions.get(regions.size() - 1).code();
    }

    String county() {
        return regions.get(2).code();
    }
}
