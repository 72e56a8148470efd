package org.livelihood.people.household;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Belongings.Counted;
import org.livelihood.people.household.Belongings.Stretch;
import org.livelihood.people.household.Belongings.Worked;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.WorkerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Where persons belong from when to when, as it is known now; the questions themselves are functions of the schema. */
@Repository
class BelongingStore {

    private static final String EARNERS = """
            SELECT p.person, p.day, e.household_id
              FROM unnest(:persons, CAST(:days AS date[])) AS p (person, day)
              LEFT JOIN LATERAL household_earning_on(p.person, p.day, 'infinity') e ON true""";

    private static final String COUNTED = """
            SELECT b.member_id, b.household_id, coalesce(s.registered, false) AS registered
              FROM household_belonging_on(:day, 'infinity') b
              LEFT JOIN LATERAL household_status_on(b.household_id, :day, 'infinity') s ON true
             WHERE b.member_id = ANY(:persons)""";

    /** Days of work that fall into a stay are the household's; the others are the person's own. */
    private static final String PERSONS_OF = """
            WITH worked AS (
                 SELECT person, range_agg(daterange(first, last, '[]')) AS days
                   FROM unnest(:persons, CAST(:froms AS date[]), CAST(:tos AS date[])) AS w (person, first, last)
                  GROUP BY person),
            stay AS (
                 SELECT w.person, b.household_id, range_agg(daterange(b.holds_from, b.holds_until, '[]')) AS days
                   FROM worked w
                   JOIN household_belonging('infinity') b ON b.member_id = w.person
                  GROUP BY w.person, b.household_id)
            SELECT s.household_id, CAST(NULL AS uuid) AS person, array_agg(s.person) AS persons
              FROM stay s JOIN worked w ON w.person = s.person AND s.days && w.days
             GROUP BY s.household_id
             UNION ALL
            SELECT NULL, w.person, ARRAY[w.person]
              FROM worked w
             WHERE NOT isempty(w.days - coalesce((SELECT range_agg(s.days) FROM stay s WHERE s.person = w.person),
                                                 '{}'))""";

    private static final String SUCCESSOR = """
            SELECT household_successor(:household, :day, 'infinity') AS household_id""";

    private static final String OVERLAPPED = """
            SELECT b.member_id
              FROM unnest(:persons, :spans, CAST(:froms AS date[]), CAST(:untils AS date[]))
                     AS n (person, span, first, last)
              JOIN household_belonging('infinity') b ON b.member_id = n.person AND b.span_id <> n.span
             WHERE daterange(b.holds_from, b.holds_until, '[]') && daterange(n.first, n.last, '[]')
             LIMIT 1""";

    private static final String ADD = """
            INSERT INTO household_member_span (member_id, span_id, household_id, holds_from, holds_until, reason,
                                               document, recorded_by)
            SELECT person, span, household, CAST(first AS date), CAST(last AS date), reason, document, :by
              FROM unnest(:persons, :spans, :households, :froms, :untils, :reasons, :documents)
                AS n (person, span, household, first, last, reason, document)""";

    /** The stay that began last. */
    private static final String LAST = """
            SELECT member_id, span_id, household_id, holds_from, holds_until, reason, document
              FROM household_belonging('infinity')
             WHERE member_id = :person
             ORDER BY holds_from DESC NULLS LAST
             LIMIT 1""";

    private static final String ENDS = """
            SELECT member_id, max(holds_until) AS ended
              FROM household_belonging('infinity')
             WHERE member_id = ANY(:persons)
             GROUP BY member_id
            HAVING count(holds_until) > 0""";

    private static final String STAYING = """
            SELECT member_id, span_id, household_id, holds_from, holds_until, reason, document
              FROM household_belonging('infinity')
             WHERE household_id = :household AND (holds_until IS NULL OR holds_until >= :day)
             ORDER BY member_id""";

    private final DatabaseClient database;

    BelongingStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Map<Worked, Party>> earners(List<Worked> worked) {
        return database.sql(EARNERS)
                .bind("persons", worked.stream().map(Worked::person).toArray(UUID[]::new))
                .bind("days", worked.stream().map(one -> one.day().toString()).toArray(String[]::new))
                .map(row -> Map.entry(
                        new Worked(Rows.uuid(row, "person"), Rows.day(row, "day")),
                        party(row.get("household_id", UUID.class), row.get("person", UUID.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Party party(@Nullable UUID household, @Nullable UUID person) {
        return household == null
                ? Party.of(new WorkerId(Objects.requireNonNull(person)))
                : Party.of(new HouseholdId(household));
    }

    Mono<Map<UUID, Counted>> counted(Collection<UUID> persons, LocalDate day) {
        return database.sql(COUNTED)
                .bind("persons", persons.toArray(UUID[]::new))
                .bind("day", day)
                .map(row -> Map.entry(
                        Rows.uuid(row, "member_id"),
                        new Counted(Rows.id(row, "household_id", HouseholdId::new), Rows.flag(row, "registered"))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<Map<Party, Set<UUID>>> personsOf(List<Stretch> stretches) {
        return database.sql(PERSONS_OF)
                .bind("persons", stretches.stream().map(Stretch::person).toArray(UUID[]::new))
                .bind(
                        "froms",
                        stretches.stream().map(one -> one.from().toString()).toArray(String[]::new))
                .bind("tos", stretches.stream().map(one -> one.to().toString()).toArray(String[]::new))
                .map(row -> Map.entry(
                        party(row.get("household_id", UUID.class), row.get("person", UUID.class)),
                        Set.of(Rows.required(row, "persons", UUID[].class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<HouseholdId> successor(HouseholdId household, LocalDate day) {
        return database.sql(SUCCESSOR)
                .bind("household", household.value())
                .bind("day", day)
                .map(row -> Rows.id(row, "household_id", HouseholdId::new))
                .one();
    }

    /** Stays of a person are entered one after the other: two at once would not see each other. */
    Mono<Void> awaitTurn(Collection<UUID> persons) {
        return Turns.take(database, "belonging", persons);
    }

    /** A person of these whose stay would overlap another one of hers. */
    Mono<UUID> overlapped(List<Stay> stays) {
        return database.sql(OVERLAPPED)
                .bind("persons", stays.stream().map(Stay::person).toArray(UUID[]::new))
                .bind("spans", stays.stream().map(Stay::span).toArray(UUID[]::new))
                .bind("froms", Columns.texts(stays, Stay::from))
                .bind("untils", Columns.texts(stays, Stay::until))
                .map(row -> Rows.uuid(row, "member_id"))
                .one();
    }

    Mono<Void> add(List<Stay> stays, AccountId by) {
        return database.sql(ADD)
                .bind("persons", stays.stream().map(Stay::person).toArray(UUID[]::new))
                .bind("spans", stays.stream().map(Stay::span).toArray(UUID[]::new))
                .bind(
                        "households",
                        stays.stream().map(stay -> stay.household().value()).toArray(UUID[]::new))
                .bind("froms", Columns.texts(stays, Stay::from))
                .bind("untils", Columns.texts(stays, Stay::until))
                .bind(
                        "reasons",
                        stays.stream().map(stay -> stay.reason().name()).toArray(String[]::new))
                .bind("documents", stays.stream().map(Stay::document).toArray(String[]::new))
                .bind("by", by.value())
                .then();
    }

    Mono<Stay> last(UUID person) {
        return database.sql(LAST).bind("person", person).map(Stay::of).one();
    }

    /** On which day the last stay of each ended, of those that ended one. */
    Mono<Map<UUID, LocalDate>> endsOf(Collection<UUID> persons) {
        return database.sql(ENDS)
                .bind("persons", persons.toArray(UUID[]::new))
                .map(row -> Map.entry(Rows.uuid(row, "member_id"), Rows.day(row, "ended")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Stays in a household that have not ended by the day. */
    Mono<List<Stay>> staying(HouseholdId household, LocalDate day) {
        return database.sql(STAYING)
                .bind("household", household.value())
                .bind("day", day)
                .map(Stay::of)
                .all()
                .collectList();
    }
}
