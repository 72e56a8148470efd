package org.livelihood.account.statement;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.selfreport.CostKind;
import org.livelihood.account.statement.Statement.Earned;
import org.livelihood.account.statement.Statement.Evidence;
import org.livelihood.account.statement.Statement.Income;
import org.livelihood.account.statement.Statement.Spent;
import org.livelihood.account.statement.Statement.Unpaid;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** All that a statement shows, in one question and one snapshot. */
@Repository
class StatementStore {

    private static final String SUMS = """
            SELECT 'PAID' AS measure, category AS part, CAST(NULL AS text) AS detail,
                   CAST(sum(amount_fen) AS bigint) AS amount_fen, count(*) AS lines
              FROM payout_income
             WHERE party_id = :household AND party_kind = 'HOUSEHOLD' AND status = 'CONFIRMED'
               AND confirmed_at >= :start AND confirmed_at <= :until
             GROUP BY category
             UNION ALL
            SELECT 'REPORTED', part, cost_kind, CAST(sum(amount_fen) AS bigint), count(*)
              FROM statement_report_confirmed
             WHERE household_id = :household
               AND on_day BETWEEN :from AND :to AND decided_at <= :known
             GROUP BY part, cost_kind
             UNION ALL
            SELECT 'EARNED', category, nature, CAST(sum(amount_fen) AS bigint), count(*)
              FROM (SELECT category, nature, amount_fen
                      FROM attribution_earned
                     WHERE party_id = :household AND party_kind = 'HOUSEHOLD' AND nature = 'ACCRUAL'
                       AND effective_at >= :start AND effective_at <= :until AND recorded_at <= :known
                     UNION ALL
                    SELECT category, nature, amount_fen
                      FROM payable_owed
                     WHERE party_id = :household AND party_kind = 'HOUSEHOLD'
                       AND earned_on BETWEEN :from AND :to AND recorded_at <= :known) earned
             GROUP BY category, nature
             UNION ALL
            SELECT 'UNPAID', category, NULL, CAST(sum(amount_fen) AS bigint), count(*)
              FROM (SELECT category, amount_fen
                      FROM payout_income
                     WHERE party_id = :household AND party_kind = 'HOUSEHOLD' AND status <> 'CONFIRMED'
                       AND released_at <= :until
                     UNION ALL
                    SELECT category, amount_fen
                      FROM payout_income
                     WHERE party_id = :household AND party_kind = 'HOUSEHOLD' AND status = 'CONFIRMED'
                       AND confirmed_at > :until AND released_at <= :until AND source_kind <> 'CLAWBACK') unpaid
             GROUP BY category
             UNION ALL
            SELECT 'TRACED', NULL, NULL, CAST(coalesce(sum(amount_fen), 0) AS bigint), count(*)
              FROM attribution_traced
             WHERE party_id = :household AND party_kind = 'HOUSEHOLD'
               AND effective_at >= :start AND effective_at <= :until AND recorded_at <= :known
             UNION ALL
            SELECT 'MEMBERS', NULL, NULL, statement_members(:household, :divisorDay, :known), 0
             ORDER BY measure, part, detail""";

    private final DatabaseClient database;

    StatementStore(DatabaseClient database) {
        this.database = database;
    }

    private record Row(
            String measure, @Nullable String part, @Nullable String detail, long amount, long lines) {

        static Row of(Readable row) {
            return new Row(
                    Rows.text(row, "measure"),
                    row.get("part", String.class),
                    row.get("detail", String.class),
                    Rows.number(row, "amount_fen"),
                    Rows.number(row, "lines"));
        }

        IncomeCategory category() {
            return IncomeCategory.valueOf(Objects.requireNonNull(part));
        }

        Money money() {
            return new Money(amount);
        }
    }

    Mono<Statement.Sums> sums(HouseholdId household, Period period, LocalDate divisorDay, Instant known) {
        return database.sql(SUMS)
                .bind("household", household.value())
                .bind("from", period.from())
                .bind("to", period.to())
                .bind("start", period.start())
                .bind("until", period.until(known))
                .bind("known", known)
                .bind("divisorDay", divisorDay)
                .map(Row::of)
                .all()
                .collectList()
                .map(StatementStore::sums);
    }

    private static Statement.Sums sums(List<Row> rows) {
        List<Income> income = new ArrayList<>();
        List<Spent> spent = new ArrayList<>();
        List<Earned> earned = new ArrayList<>();
        List<Unpaid> unpaid = new ArrayList<>();
        Money traced = Money.ZERO;
        long members = 0;
        for (Row row : rows) {
            switch (row.measure()) {
                case "PAID" -> income.add(new Income(row.category(), Evidence.LEDGER_PAID, row.money(), row.lines()));
                case "REPORTED" -> {
                    if (row.detail() == null) {
                        income.add(new Income(row.category(), Evidence.SELF_REPORTED, row.money(), row.lines()));
                    } else {
                        spent.add(new Spent(CostKind.valueOf(row.detail()), row.money(), row.lines()));
                    }
                }
                case "EARNED" -> {
                    String nature = Objects.requireNonNull(row.detail());
                    earned.add(new Earned(row.category(), IncomeNature.valueOf(nature), row.money()));
                }
                case "UNPAID" -> unpaid.add(new Unpaid(row.category(), row.money()));
                case "TRACED" -> traced = row.money();
                case "MEMBERS" -> members = row.amount();
                default -> throw new IllegalStateException(row.measure());
            }
        }
        return new Statement.Sums(income, spent, members, new Statement.Beside(earned, unpaid, traced));
    }
}
