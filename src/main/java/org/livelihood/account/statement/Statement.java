package org.livelihood.account.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.selfreport.CostKind;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;

/**
 * A household's income of a period: {@code net = income - costs that count}.
 *
 * @param asOf only what was recorded and confirmed until then
 * @param method the version of the method
 * @param income every fen in one category and of one evidence level
 * @param membersOn the day on which members were counted
 * @param perCapita null where the household had no member on that day
 * @param beside other measures, never added to income
 */
record Statement(
        HouseholdId household,
        LocalDate from,
        LocalDate to,
        Instant asOf,
        int method,
        List<Income> income,
        List<Cost> costs,
        Money incomeFen,
        Money costsFen,
        Money netFen,
        long members,
        LocalDate membersOn,
        @Nullable PerCapita perCapita,
        Beside beside) {

    Statement {
        income = List.copyOf(income);
        costs = List.copyOf(costs);
    }

    /** What a part rests on. */
    enum Evidence {
        /** The bank confirmed the payout. */
        LEDGER_PAID,
        /** Told by the household with a document, and confirmed by a second person. */
        SELF_REPORTED
    }

    /** @param lines how many payouts or reports it sums up */
    record Income(IncomeCategory category, Evidence evidence, Money amountFen, long lines) {}

    /** @param counted whether the method subtracts it */
    record Cost(CostKind kind, Evidence evidence, Money amountFen, long lines, boolean counted) {}

    record Earned(IncomeCategory category, IncomeNature nature, Money amountFen) {}

    record Unpaid(IncomeCategory category, Money amountFen) {}

    /**
     * @param earned what the household became owed in the period 应得收入
     * @param unpaid released and not paid when the period ended
     * @param tracedSalesFen the part of sales that stands on its contributions 带动销售额
     */
    record Beside(List<Earned> earned, List<Unpaid> unpaid, Money tracedSalesFen) {

        Beside {
            earned = List.copyOf(earned);
            unpaid = List.copyOf(unpaid);
        }
    }

    /** What was read for it. */
    record Sums(List<Income> income, List<Spent> spent, long members, Beside beside) {}

    record Spent(CostKind kind, Money amountFen, long lines) {}

    static Statement of(HouseholdId household, Period period, Instant asOf, Method method, Sums sums) {
        List<Cost> costs = sums.spent().stream()
                .map(spent -> new Cost(
                        spent.kind(),
                        Evidence.SELF_REPORTED,
                        spent.amountFen(),
                        spent.lines(),
                        method.costs().contains(spent.kind())))
                .toList();
        Money income = Money.sum(sums.income().stream().map(Income::amountFen).toList());
        Money counted = Money.sum(
                costs.stream().filter(Cost::counted).map(Cost::amountFen).toList());
        Money net = income.minus(counted);
        return new Statement(
                household,
                period.from(),
                period.to(),
                asOf,
                method.version(),
                sums.income(),
                costs,
                income,
                counted,
                net,
                sums.members(),
                method.dayOf(period),
                sums.members() == 0 ? null : PerCapita.of(net, sums.members()),
                sums.beside());
    }
}
