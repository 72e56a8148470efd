package org.livelihood.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/**
 * Order assistance 订单帮扶: the producer buys at no less than a guaranteed price and gives back a part of the margin.
 *
 * @param guaranteePriceFen guaranteed price 保底价 of one delivered unit (piece or gram lot), in fen
 * @param rebateBasisPoints part of a sale's margin returned to the suppliers 二次返利, in 1/10,000, rounded down
 * @param logisticsFen delivery cost of one sold unit, in fen
 * @param platformBasisPoints the platform's part of a line's amount, in 1/10,000, rounded down
 * @param hostBasisPoints the host's commission on a line's amount, in 1/10,000, rounded down; an official earns none
 * @param recoverableFenPerPiece kept back from each delivered unit's cash against assets given as RECOVERABLE, in fen
 */
public record OrderAssistanceTerms(
        @Min(0) @Max(100_000_000) long guaranteePriceFen,
        @Min(0) @Max(10_000) int rebateBasisPoints,
        @Min(0) @Max(100_000_000) long logisticsFen,
        @Min(0) @Max(10_000) int platformBasisPoints,
        @Min(0) @Max(10_000) int hostBasisPoints,
        @Min(0) @Max(100_000_000) long recoverableFenPerPiece)
        implements Terms {

    @Override
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String formula() {
        return "order-assistance/1";
    }
}
