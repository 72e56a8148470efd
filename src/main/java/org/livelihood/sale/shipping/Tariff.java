package org.livelihood.sale.shipping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;

/**
 * What a producer takes for sending.
 *
 * @param byListing the templates of those listings that name one
 * @param elsewhere the producer's template by default, null while it has none: sending is free then
 */
public record Tariff(
        Map<ListingId, ShippingTemplate> byListing,
        @Nullable ShippingTemplate elsewhere) {

    /** Of a producer that has no template. */
    public static final Tariff FREE = new Tariff(Map.of(), null);

    public Tariff {
        byListing = Map.copyOf(byListing);
    }

    /** Whether nothing is ever taken, so that nobody need ask where a parcel goes. */
    public boolean isFree() {
        return elsewhere == null && byListing.isEmpty();
    }

    /** A line of what is sent. */
    public record Item(ListingId listing, Parcel parcel) {}

    /**
     * What sending these together costs: lines of one template are summed before it is applied, and what several
     * templates take adds up.
     *
     * @param region where it goes, 12 digits
     * @return empty where something of it is not sent there
     */
    public Optional<Money> fee(String region, List<Item> items) {
        Map<ShippingTemplate, Parcel> byTemplate = new LinkedHashMap<>();
        for (Item item : items) {
            ShippingTemplate template = byListing.getOrDefault(item.listing(), elsewhere);
            if (template != null) {
                byTemplate.merge(template, item.parcel(), Parcel::with);
            }
        }
        Optional<Money> sum = Optional.of(Money.ZERO);
        for (Map.Entry<ShippingTemplate, Parcel> each : byTemplate.entrySet()) {
            Optional<Money> fee = each.getKey().fee(region, each.getValue());
            sum = sum.flatMap(before -> fee.map(before::plus));
        }
        return sum;
    }
}
