package org.livelihood.people.producer;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Belongings;
import org.livelihood.people.producer.Producer.Membership;
import org.livelihood.people.producer.Producer.Stands;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How persons stand to producers, from when to when. Where they belong is not said here. */
@Repository
class MembershipStore {

    private static final UUID FIRST = new UUID(0, 0);

    private static final String ADD = """
            INSERT INTO producer_membership (producer_id, id, person_id, kind, holds_from, holds_until,
                                             contract_months)
            SELECT :producer, id, person, kind, CAST(first AS date), CAST(last AS date), months
              FROM unnest(:ids, :persons, :kinds, :froms, :untils, :months)
                AS m (id, person, kind, first, last, months)""";

    private static final String COLUMNS = """
            SELECT m.id, m.person_id, m.kind, m.holds_from, m.holds_until, m.contract_months
              FROM producer_membership m""";

    /** One that stands beside these, as the same to the same producer, on one of their days. */
    private static final String STANDING = COLUMNS + """

              JOIN unnest(:ids, :persons, :kinds, CAST(:froms AS date[]), CAST(:untils AS date[]))
                     AS n (id, person, kind, first, last)
                ON m.person_id = n.person AND m.kind = n.kind AND m.id <> n.id
             WHERE m.producer_id = :producer
               AND daterange(m.holds_from, m.holds_until, '[]') && daterange(n.first, n.last, '[]')
             LIMIT 1""";

    private static final String END = """
            UPDATE producer_membership SET holds_until = :until
             WHERE producer_id = :producer AND id = :id AND holds_from <= :until AND holds_until IS NULL""";

    private static final String ON_DAY = COLUMNS + """

             WHERE m.producer_id = :producer AND m.id > :after
               AND m.holds_from <= :day AND (m.holds_until IS NULL OR m.holds_until >= :day)
             ORDER BY m.id
             LIMIT :limit""";

    private static final String WORKED = """
            SELECT person_id, greatest(holds_from, :from) AS first, least(coalesce(holds_until, :to), :to) AS last
              FROM producer_membership
             WHERE producer_id = :producer AND kind = 'WORKER'
               AND holds_from <= :to AND (holds_until IS NULL OR holds_until >= :from)""";

    private final DatabaseClient database;

    MembershipStore(DatabaseClient database) {
        this.database = database;
    }

    /** Memberships of a person are entered one after the other: two at once would not see each other. */
    Mono<Void> awaitTurn(ProducerId producer, Collection<UUID> persons) {
        return Turns.take(database, "membership " + producer, persons);
    }

    Mono<Void> add(ProducerId producer, List<Membership> added) {
        return bind(ADD, producer, added)
                .bind("months", added.stream().map(Membership::contractMonths).toArray(Integer[]::new))
                .then();
    }

    /** The first one that stands on a day of one of these. */
    Mono<Membership> standing(ProducerId producer, List<Membership> added) {
        return bind(STANDING, producer, added).map(MembershipStore::membership).one();
    }

    private DatabaseClient.GenericExecuteSpec bind(String sql, ProducerId producer, List<Membership> added) {
        return database.sql(sql)
                .bind("producer", producer.value())
                .bind("ids", added.stream().map(Membership::id).toArray(UUID[]::new))
                .bind("persons", added.stream().map(Membership::person).toArray(UUID[]::new))
                .bind("kinds", added.stream().map(one -> one.kind().name()).toArray(String[]::new))
                .bind("froms", added.stream().map(one -> one.from().toString()).toArray(String[]::new))
                .bind("untils", Columns.texts(added, Membership::until));
    }

    Mono<Boolean> end(ProducerId producer, UUID membership, LocalDate until) {
        return database.sql(END)
                .bind("producer", producer.value())
                .bind("id", membership)
                .bind("until", until)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Flux<Membership> on(ProducerId producer, LocalDate day, @Nullable Cursor after, int limit) {
        return database.sql(ON_DAY)
                .bind("producer", producer.value())
                .bind("day", day)
                .bind("after", after == null ? FIRST : after.id())
                .bind("limit", limit)
                .map(MembershipStore::membership)
                .all();
    }

    private static Membership membership(Readable row) {
        return new Membership(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "person_id"),
                Rows.name(row, "kind", Stands.class),
                Rows.day(row, "holds_from"),
                row.get("holds_until", LocalDate.class),
                Rows.integer(row, "contract_months"));
    }

    /** The days of a period on which each worker stood to the producer. */
    Mono<List<Belongings.Stretch>> worked(ProducerId producer, LocalDate from, LocalDate to) {
        return database.sql(WORKED)
                .bind("producer", producer.value())
                .bind("from", from)
                .bind("to", to)
                .map(row -> new Belongings.Stretch(
                        Rows.uuid(row, "person_id"), Rows.day(row, "first"), Rows.day(row, "last")))
                .all()
                .collectList();
    }
}
