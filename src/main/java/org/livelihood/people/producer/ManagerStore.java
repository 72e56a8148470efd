package org.livelihood.people.producer;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ManagerStore {

    private static final String LOCK = """
            SELECT id FROM producer WHERE id = :producer FOR NO KEY UPDATE""";

    private static final String ADD = """
            INSERT INTO producer_manager (producer_id, id, person_id, holds_from, holds_until, recorded_by)
            VALUES (:producer, :id, :person, :from, :until, :by)""";

    private static final String OVERLAPPING = """
            SELECT * FROM producer_manager
             WHERE producer_id = :producer AND person_id = :person
               AND holds_from <= coalesce(:until, DATE 'infinity') AND coalesce(holds_until, DATE 'infinity') >= :from
             LIMIT 1""";

    private static final String FIND = """
            SELECT * FROM producer_manager WHERE producer_id = :producer AND id = :id""";

    private static final String RECORDED_BY = """
            SELECT recorded_by FROM producer_manager WHERE producer_id = :producer AND id = :id""";

    private static final String LIST = """
            SELECT * FROM producer_manager
             WHERE producer_id = :producer AND id > :after
             ORDER BY id
             LIMIT :limit""";

    private static final String CONFIRM = """
            UPDATE producer_manager SET confirmed_by = :by, confirmed_at = :at
             WHERE producer_id = :producer AND id = :id AND confirmed_at IS NULL AND ended_at IS NULL
            RETURNING *""";

    private static final String END = """
            UPDATE producer_manager SET holds_until = :until, ended_by = :by, ended_at = :at, end_reason = :reason
             WHERE producer_id = :producer AND id = :id AND ended_at IS NULL
               AND holds_from <= :until AND (holds_until IS NULL OR holds_until >= :until)
            RETURNING *""";

    private static final String AMONG = """
            SELECT DISTINCT person_id
              FROM producer_manager
             WHERE producer_id = :producer AND person_id = ANY(:persons) AND confirmed_at IS NOT NULL
               AND holds_from <= :day AND (holds_until IS NULL OR holds_until >= :day)""";

    private final DatabaseClient database;

    ManagerStore(DatabaseClient database) {
        this.database = database;
    }

    /** Holds the producer, so that managers are entered one after the other; empty where there is none. */
    Mono<Void> lock(ProducerId producer) {
        return database.sql(LOCK).bind("producer", producer.value()).then();
    }

    Mono<Void> add(ProducerId producer, Mandate manager, AccountId by) {
        return database.sql(ADD)
                .bind("producer", producer.value())
                .bind("id", manager.id())
                .bind("person", manager.person())
                .bind("from", manager.from())
                .bind("until", Parameter.fromOrEmpty(manager.until(), LocalDate.class))
                .bind("by", by.value())
                .then();
    }

    /** What is entered of the person for some of these days already. */
    Mono<Mandate> overlapping(ProducerId producer, UUID person, LocalDate from, @Nullable LocalDate until) {
        return database.sql(OVERLAPPING)
                .bind("producer", producer.value())
                .bind("person", person)
                .bind("from", from)
                .bind("until", Parameter.fromOrEmpty(until, LocalDate.class))
                .map(ManagerStore::manager)
                .one();
    }

    Mono<Mandate> find(ProducerId producer, UUID id) {
        return of(FIND, producer, id).map(ManagerStore::manager).one();
    }

    Mono<AccountId> recordedBy(ProducerId producer, UUID id) {
        return of(RECORDED_BY, producer, id)
                .map(row -> Rows.id(row, "recorded_by", AccountId::new))
                .one();
    }

    Flux<Mandate> list(ProducerId producer, UUID after, int limit) {
        return database.sql(LIST)
                .bind("producer", producer.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(ManagerStore::manager)
                .all();
    }

    /** Empty when it is confirmed or ended already. */
    Mono<Mandate> confirm(ProducerId producer, UUID id, AccountId by, Instant at) {
        return of(CONFIRM, producer, id)
                .bind("by", by.value())
                .bind("at", at)
                .map(ManagerStore::manager)
                .one();
    }

    /** Empty when it ended already, or the day is none of it. */
    Mono<Mandate> end(ProducerId producer, UUID id, LocalDate until, String reason, AccountId by, Instant at) {
        return of(END, producer, id)
                .bind("until", until)
                .bind("reason", reason)
                .bind("by", by.value())
                .bind("at", at)
                .map(ManagerStore::manager)
                .one();
    }

    Mono<Set<UUID>> among(ProducerId producer, Collection<UUID> persons, LocalDate day) {
        return database.sql(AMONG)
                .bind("producer", producer.value())
                .bind("persons", persons.toArray(UUID[]::new))
                .bind("day", day)
                .map(row -> Rows.uuid(row, "person_id"))
                .all()
                .collect(Collectors.toSet());
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, ProducerId producer, UUID id) {
        return database.sql(sql).bind("producer", producer.value()).bind("id", id);
    }

    private static Mandate manager(Readable row) {
        return new Mandate(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "person_id"),
                Rows.day(row, "holds_from"),
                row.get("holds_until", LocalDate.class),
                row.get("confirmed_at", Instant.class),
                row.get("end_reason", String.class));
    }
}
