package org.livelihood.sale.shipping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.livelihood.people.region.Region;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;

/**
 * A shipping template 运费模板: what sending costs, by region.
 *
 * @param byDefault whether listings have it that name none
 * @param rules one of them names no regions: what it says holds everywhere else
 */
public record ShippingTemplate(
        ProducerId producer,
        TemplateId id,
        String name,
        Basis basis,
        boolean byDefault,
        List<ShippingRule> rules,
        int version) {

    /** A parcel that weighs less counts as this much, as carriers have it. */
    private static final long LEAST_GRAMS = 1000;

    public ShippingTemplate {
        rules = List.copyOf(rules);
    }

    /** What is counted. */
    public enum Basis {
        PIECE,
        WEIGHT
    }

    /**
     * What sending costs. The narrowest region that a rule names decides: the township before the county, the county
     * before the prefecture, that before the province.
     *
     * @param region where the parcel goes, 12 digits
     * @return empty where parcels do not go
     */
    public Optional<Money> fee(String region, Parcel parcel) {
        ShippingRule rule = ruleFor(region);
        long units = basis == Basis.PIECE ? parcel.pieces() : Math.max(LEAST_GRAMS, parcel.grams());
        return rule.served() ? Optional.of(rule.fee(parcel, units)) : Optional.empty();
    }

    private ShippingRule ruleFor(String region) {
        Map<String, ShippingRule> byRegion = new HashMap<>();
        rules.forEach(rule -> rule.regions().forEach(code -> byRegion.put(code, rule)));
        return Region.lineageOf(region).stream()
                .filter(byRegion::containsKey)
                .findFirst()
                .map(byRegion::get)
                .orElseGet(this::elsewhere);
    }

    private ShippingRule elsewhere() {
        return rules.stream()
                .filter(rule -> rule.regions().isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
