package org.livelihood.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * Poverty-alleviation workshop 扶贫车间: wages by piece or by time, and the host's wage over a session.
 *
 * @param operations what is paid for, at which rate
 * @param logisticsFen delivery cost of one sold unit, in fen
 * @param platformBasisPoints the platform's part of a line's amount, in 1/10,000
 */
public record WorkshopTerms(
        @NotEmpty @Size(max = 50) List<@Valid @NotNull Operation> operations,
        @Min(0) @Max(100_000_000) long logisticsFen,
        @Min(0) @Max(10_000) int platformBasisPoints)
        implements Terms {

    public WorkshopTerms {
        operations = operations == null ? List.of() : List.copyOf(operations);
    }

    /**
     * @param code name of the operation on a contribution: {@code knit}
     * @param unit what is counted
     * @param rateFen wage of {@code perUnits} units, in fen
     * @param perUnits 1 for a piece rate, 60 for an hourly rate counted in minutes
     */
    public record Operation(
            @NotBlank @Size(max = 40) String code,
            @NotNull Unit unit,
            @Min(0) @Max(100_000_000) long rateFen,
            @Min(1) @Max(1_000_000) long perUnits) {}

    /** What labour is counted in. */
    public enum Unit {
        PIECE,
        MINUTE
    }

    @Override
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String formula() {
        return "workshop/1";
    }
}
