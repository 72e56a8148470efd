package org.livelihood.people.household;

import java.util.Collection;
import java.util.UUID;
import org.livelihood.people.household.Surveys.Survey;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.HouseholdId;
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
                .map(row -> Rows.number(row, "known"))
                .one();
    }

    Mono<Void> add(Collection<Survey> surveys, AccountId by) {
        return database.sql(ADD)
                .bind("by", by.value())
                .bind("households", Columns.ids(surveys, Survey::household))
                .bind("years", Columns.integers(surveys, Survey::year))
                .bind("incomes", Columns.fen(surveys, Survey::netIncomeFen))
                .bind("peoples", Columns.integers(surveys, Survey::people))
                .bind("documents", Columns.texts(surveys, Survey::document))
                .then();
    }

    Flux<Survey> of(HouseholdId household) {
        return database.sql(OF)
                .bind("household", household.value())
                .map(row -> new Survey(
                        household,
                        Rows.integer(row, "year"),
                        Rows.money(row, "net_income_fen"),
                        Rows.integer(row, "people"),
                        Rows.text(row, "document")))
                .all();
    }
}
