package org.livelihood.agreement;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** The terms of a benefit agreement: a sealed choice of linkage models 利益联结模式, one file each. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "model")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorkshopTerms.class, name = "WORKSHOP"),
    @JsonSubTypes.Type(value = OrderAssistanceTerms.class, name = "ORDER_ASSISTANCE")
})
public sealed interface Terms permits WorkshopTerms, OrderAssistanceTerms {

    /** Version of the formulas that this release applies to these terms; frozen on each attributed part. */
    String formula();
}
