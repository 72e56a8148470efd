package org.livelihood.goods.linkage;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * The terms of a benefit agreement: a sealed choice of linkage models, one file each.
 *
 * <p>A further model is one more file: its terms, and what follows from them, each time as a pure function.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "model")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkshopTerms.class, name = "WORKSHOP"),
    @JsonSubTypes.Type(value = OrderAssistanceTerms.class, name = "ORDER_ASSISTANCE"),
    @JsonSubTypes.Type(value = ShareholdingTerms.class, name = "SHAREHOLDING"),
    @JsonSubTypes.Type(value = ParkDrivenTerms.class, name = "PARK_DRIVEN"),
    @JsonSubTypes.Type(value = TrusteeshipTerms.class, name = "PRODUCTION_TRUSTEESHIP")
})
public sealed interface Terms
        permits WorkshopTerms, OrderAssistanceTerms, ShareholdingTerms, ParkDrivenTerms, TrusteeshipTerms {

    /** Version of the formulas that this release applies to these terms; frozen on each attributed part. */
    String formula();

    /** What a contribution is counted in under these terms; empty where they know none such. */
    Optional<Work.Unit> unitOf(Work.Kind kind, String operation);

    /** What sealing a lot makes owed, once. Amounts may be zero. */
    List<Due> due(Sealing lot);

    /** Splits parts off a sale; what is left is the producer's. */
    void split(Allocation sale);

    /**
     * Whether a sale itself creates income: such goods cannot be passed on to another producer before they are sold.
     */
    default boolean accrues() {
        return false;
    }

    /** Whether fixed fees that one sale cannot bear are carried to later ones. */
    default boolean carriesFees() {
        return false;
    }

    /**
     * What a period's surplus is paid out as; empty where the terms pay no dividends.
     *
     * @param period breaks ties between equal remainders
     * @param surplus 可分配盈余 before the reserve, negative for a loss
     * @param delivered trade volume of the period by party
     */
    default Optional<List<Due>> dividends(UUID period, Money surplus, List<Work> delivered) {
        return Optional.empty();
    }

    /** Households and workers whom the terms name. */
    default Set<Party> named() {
        return Set.of();
    }
}
