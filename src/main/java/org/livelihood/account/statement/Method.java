package org.livelihood.account.statement;

import java.time.LocalDate;
import java.util.List;
import org.livelihood.account.selfreport.CostKind;

/**
 * How a statement is computed 计算口径.
 *
 * @param validFrom taken for periods that end on this day or later, until the next version holds
 * @param divisorOn on which day of the period the household's members are counted
 * @param costs which production costs count
 * @param document where the rule comes from
 */
record Method(int version, LocalDate validFrom, Divisor divisorOn, List<CostKind> costs, String document) {

    Method {
        costs = List.copyOf(costs);
    }

    /** The day of a period. */
    enum Divisor {
        PERIOD_START,
        PERIOD_END
    }

    LocalDate dayOf(Period period) {
        return divisorOn == Divisor.PERIOD_START ? period.from() : period.to();
    }
}
