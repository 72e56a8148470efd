package org.livelihood.people.industry;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import org.livelihood.people.industry.Industry.Entrant;
import org.livelihood.people.industry.Industry.Institution;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.AccountId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class IndustryStore {

    private static final String ADD = """
            INSERT INTO industry (id, county_code, name, holds_from, holds_until, document, recorded_by)
            SELECT :id, :county, :name, :holdsFrom, :holdsUntil, :document, :by
             WHERE NOT EXISTS (
                   SELECT FROM industry i
                    WHERE i.county_code = :county AND i.name = :name
                      AND daterange(i.holds_from, i.holds_until, '[]')
                          && daterange(CAST(:holdsFrom AS date), CAST(:holdsUntil AS date), '[]'))""";

    private static final String FIND = """
            SELECT id, county_code, name, holds_from, holds_until, document FROM industry WHERE id = :id""";

    private static final String OF = """
            SELECT id, county_code, name, holds_from, holds_until, document FROM industry
             WHERE county_code = :county
             ORDER BY holds_from, name""";

    private static final String END = """
            UPDATE industry SET holds_until = :until
             WHERE id = :id AND holds_until IS NULL AND holds_from <= :until
            RETURNING id, county_code, name, holds_from, holds_until, document""";

    private static final String ENTER = """
            INSERT INTO industry_producer (producer_id, industry_id, holds_from, holds_until, recorded_by)
            SELECT :producer, :industry, :holdsFrom, :holdsUntil, :by
             WHERE NOT EXISTS (
                   SELECT FROM industry_producer i
                    WHERE i.producer_id = :producer AND i.industry_id = :industry
                      AND daterange(i.holds_from, i.holds_until, '[]')
                          && daterange(CAST(:holdsFrom AS date), CAST(:holdsUntil AS date), '[]'))""";

    private static final String ADMIT = """
            INSERT INTO industry_institution (account_id, holds_from, holds_until, kind, name, recorded_by)
            SELECT :account, :holdsFrom, :holdsUntil, :kind, :name, :by
             WHERE NOT EXISTS (
                   SELECT FROM industry_institution i
                    WHERE i.account_id = :account
                      AND daterange(i.holds_from, i.holds_until, '[]')
                          && daterange(CAST(:holdsFrom AS date), CAST(:holdsUntil AS date), '[]'))""";

    private static final String INSTITUTIONS = """
            SELECT account_id, holds_from, holds_until, kind, name FROM industry_institution
             WHERE holds_from <= :day AND (holds_until IS NULL OR holds_until >= :day)
             ORDER BY name, account_id""";

    private final DatabaseClient database;

    IndustryStore(DatabaseClient database) {
        this.database = database;
    }

    /** False where it overlaps with one that stands. */
    Mono<Boolean> add(Industry industry, AccountId by) {
        return database.sql(ADD)
                .bind("id", industry.id().value())
                .bind("county", industry.countyCode())
                .bind("name", industry.name())
                .bind("holdsFrom", industry.from())
                .bind("holdsUntil", Parameter.fromOrEmpty(industry.until(), LocalDate.class))
                .bind("document", industry.document())
                .bind("by", by.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Industry> find(IndustryId id) {
        return database.sql(FIND)
                .bind("id", id.value())
                .map(IndustryStore::industry)
                .one();
    }

    Flux<Industry> of(String countyCode) {
        return database.sql(OF)
                .bind("county", countyCode)
                .map(IndustryStore::industry)
                .all();
    }

    Mono<Industry> end(IndustryId id, LocalDate until) {
        return database.sql(END)
                .bind("id", id.value())
                .bind("until", until)
                .map(IndustryStore::industry)
                .one();
    }

    private static Industry industry(Readable row) {
        return new Industry(
                Rows.id(row, "id", IndustryId::new),
                Rows.text(row, "county_code"),
                Rows.text(row, "name"),
                Rows.day(row, "holds_from"),
                row.get("holds_until", LocalDate.class),
                Rows.text(row, "document"));
    }

    /** False where it overlaps with one that stands. */
    Mono<Boolean> enter(Entrant entrant, AccountId by) {
        return database.sql(ENTER)
                .bind("producer", entrant.producer().value())
                .bind("industry", entrant.industry().value())
                .bind("holdsFrom", entrant.from())
                .bind("holdsUntil", Parameter.fromOrEmpty(entrant.until(), LocalDate.class))
                .bind("by", by.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Days of one thing are entered by one at a time: who comes second sees what the first entered. */
    Mono<Void> lock(String what) {
        return Turns.take(database, "industry", what);
    }

    /** False where a span of the account overlaps; to be asked under its lock. */
    Mono<Boolean> admit(Institution institution, AccountId by) {
        return database.sql(ADMIT)
                .bind("account", institution.account().value())
                .bind("holdsFrom", institution.from())
                .bind("holdsUntil", Parameter.fromOrEmpty(institution.until(), LocalDate.class))
                .bind("kind", institution.kind().name())
                .bind("name", institution.name())
                .bind("by", by.value())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Flux<Institution> institutionsOn(LocalDate day) {
        return database.sql(INSTITUTIONS)
                .bind("day", day)
                .map(row -> new Institution(
                        Rows.id(row, "account_id", AccountId::new),
                        Rows.name(row, "kind", Industry.InstitutionKind.class),
                        Rows.text(row, "name"),
                        Rows.day(row, "holds_from"),
                        row.get("holds_until", LocalDate.class)))
                .all();
    }
}
