package org.livelihood.goods.linkage;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Refusal;

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
            @NotNull Work.Unit unit,
            @Min(0) @Max(100_000_000) long rateFen,
            @Min(1) @Max(1_000_000) long perUnits) {}

    @Override
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public String formula() {
        return "workshop/1";
    }

    @Override
    public Optional<Work.Unit> unitOf(Work.Kind kind, String operation) {
        return kind == Work.Kind.LABOUR ? operation(operation).map(Operation::unit) : Optional.empty();
    }

    private Optional<Operation> operation(String code) {
        return operations.stream()
                .filter(operation -> operation.code().equals(code))
                .findFirst();
    }

    /** An operation's wages are its units at its rate, rounded down once, then split by the workers' units. */
    @Override
    public List<Due> due(Sealing lot) {
        Map<String, List<Work>> byOperation =
                lot.works().stream().collect(Collectors.groupingBy(Work::operation, TreeMap::new, Collectors.toList()));
        List<Due> dues = new ArrayList<>();
        byOperation.forEach((code, works) -> {
            Operation operation = operation(code)
                    .orElseThrow(() -> new Refusal(LinkageReason.UNKNOWN_OPERATION, Work.Kind.LABOUR, code));
            long units = works.stream().mapToLong(Work::units).reduce(0, Math::addExact);
            Money wages = Sealing.pay(units, operation.rateFen(), operation.perUnits());
            String basis = operation.unit() == Work.Unit.PIECE ? Basis.PIECE_RATE : Basis.TIME_RATE;
            dues.addAll(lot.share(wages, works, basis, IncomeCategory.WAGE));
        });
        return dues;
    }

    /** The sale explains the wages that were owed when the lot was sealed; it creates none. */
    @Override
    public void split(Allocation sale) {
        sale.trace();
        sale.logistics(logisticsFen);
        sale.platformFee(platformBasisPoints);
        sale.traceGuarantees();
    }
}
