package org.livelihood.people.household;

import java.util.Collection;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.livelihood.people.household.Surveys.Survey;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class SurveyStore {

    private static final String COUNT_IN = """
            SELECT count(*) AS known FROM household WHERE id = ANY(:ids) AND village_code = :village""";

    private static final String ADD = """
            INSERT INTO household_survey (household_id, year, net_income_fen, people, document, recorded_by)
            SELECT household, year, income, people, document, :by
              FROM unnest(:households, :years, :incomes, :peoples, :documents)
                AS s (household, year, income, people, document)""";

    private static final String OF = """
            SELECT DISTINCT ON (year) year, net_income_fen, people, document FROM household_survey
             WHERE household_id = :household
             ORDER BY year, recorded_at DESC""";

    private final DatabaseClient database;

    SurveyStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Long> countIn(String village, Collection<HouseholdId> ids) {
        return database.sql(COUNT_IN)
                .bind("ids", ids.stream().map(HouseholdId::value).toArray(UUID[]::new))
                .bind("village", village)
                .map(row -> Objects.requireNonNull(row.get("known", Long.class)))
                .one();
    }

    Mono<Void> add(Collection<Survey> surveys, AccountId by) {
        return database.sql(ADD)
                .bind("by", by.value())
                .bind("households", column(surveys, row -> row.household().value(), new UUID[0]))
                .bind("years", column(surveys, Survey::year, new Integer[0]))
                .bind("incomes", column(surveys, row -> row.netIncomeFen().fen(), new Long[0]))
                .bind("peoples", column(surveys, Survey::people, new Integer[0]))
                .bind("documents", column(surveys, Survey::document, new String[0]))
                .then();
    }

    private static <T> T[] column(Collection<Survey> surveys, Function<Survey, T> column, T[] type) {
        return surveys.stream().map(column).toList().toArray(type);
    }

    Flux<Survey> of(HouseholdId household) {
        return database.sql(OF)
                .bind("household", household.value())
                .map(row -> new Survey(
                        household,
                        Objects.requireNonNull(row.get("year", Integer.class)),
                        new Money(Objects.requireNonNull(row.get("net_income_fen", Long.class))),
                        Objects.requireNonNull(row.get("people", Integer.class)),
                        Objects.requireNonNull(row.get("document", String.class))))
                .all();
    }
}
