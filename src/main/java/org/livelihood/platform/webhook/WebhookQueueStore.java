package org.livelihood.platform.webhook;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

@Repository
class WebhookQueueStore {

    /** Whom it concerns is asked at the moment of writing: what is known beforehand only tells that somebody may be. */
    private static final String PUBLISH = """
            INSERT INTO webhook_delivery (endpoint_id, event_id, type, body, occurred_at, due_at)
            SELECT p.id, e.id, e.type, e.body, CAST(e.at AS timestamptz), CAST(e.at AS timestamptz)
              FROM unnest(:ids, :producers, :types, :bodies, :times) AS e (id, producer_id, type, body, at)
              JOIN webhook_endpoint p
                ON p.status = 'ACTIVE' AND e.type = ANY(p.types)
               AND (p.producer_id IS NULL OR p.producer_id = e.producer_id)""";

    private static final String ADD = """
            INSERT INTO webhook_delivery (endpoint_id, event_id, type, body, occurred_at, due_at)
            VALUES (:endpoint, :event, :type, :body, :at, :at)""";

    private static final String CLAIM = """
            WITH next AS MATERIALIZED (
              SELECT event_id
                FROM webhook_delivery
               WHERE endpoint_id = :endpoint AND status = 'WAITING' AND due_at <= :now
               ORDER BY due_at, event_id
               LIMIT :limit
                 FOR UPDATE SKIP LOCKED)
            UPDATE webhook_delivery d
               SET lease = :lease, due_at = :until, attempts = attempts + 1
              FROM next
             WHERE d.endpoint_id = :endpoint AND d.event_id = next.event_id
            RETURNING d.event_id, d.body, d.attempts""";

    private static final String FINISH = """
            UPDATE webhook_delivery
               SET status = :status, due_at = :due, lease = NULL, attempted_at = :now, answer = :answer
             WHERE endpoint_id = :endpoint AND event_id = :event AND lease = :lease""";

    private static final String GIVE_UP = """
            UPDATE webhook_delivery SET status = 'DEAD', lease = NULL
             WHERE endpoint_id = :endpoint AND status = 'WAITING'""";

    private static final String RESEND = """
            UPDATE webhook_delivery SET status = 'WAITING', attempts = 0, due_at = :now
             WHERE endpoint_id = :endpoint AND event_id = :event AND status <> 'WAITING'""";

    private static final String DELETE = """
            DELETE FROM webhook_delivery WHERE endpoint_id = :endpoint""";

    private static final String FORGET = """
            DELETE FROM webhook_delivery WHERE status <> 'WAITING' AND attempted_at < :before""";

    private static final String SELECT = """
            SELECT event_id, type, occurred_at, status, attempts, due_at, attempted_at, answer
              FROM webhook_delivery
             WHERE endpoint_id = :endpoint\s""";

    private static final String FIND = SELECT + "AND event_id = :event";

    private static final String LIST = SELECT + """
              AND (CAST(:status AS text) IS NULL OR status = :status)
              AND (CAST(:after AS uuid) IS NULL OR event_id < :after)
            ORDER BY event_id DESC
            LIMIT :limit""";

    private final DatabaseClient database;

    WebhookQueueStore(DatabaseClient database) {
        this.database = database;
    }

    /** An event with what is sent of it. */
    record Message(UUID id, ProducerId producer, EventType type, String body, Instant at) {}

    /** One that somebody has taken to try it: nobody else does before the lease is over. */
    record Claimed(EndpointId endpoint, UUID event, String body, int attempts, UUID lease) {}

    /** A row for each event and each endpoint that wants it: one statement, however many there are. */
    Mono<Void> publish(List<Message> messages) {
        return database.sql(PUBLISH)
                .bind("ids", Columns.uuids(messages, Message::id))
                .bind("producers", Columns.ids(messages, Message::producer))
                .bind("types", Columns.texts(messages, Message::type))
                .bind("bodies", Columns.texts(messages, Message::body))
                .bind("times", Columns.texts(messages, Message::at))
                .then();
    }

    /** An event for one endpoint, whatever it has asked for. */
    Mono<Void> add(EndpointId endpoint, UUID event, EventType type, String body, Instant at) {
        return of(ADD, endpoint, event)
                .bind("type", type.toString())
                .bind("body", body)
                .bind("at", at)
                .then();
    }

    /** Takes those that are due, the longest first; what another node has in hand is passed over. */
    Mono<List<Claimed>> claim(EndpointId endpoint, Instant now, Instant until, int limit) {
        UUID lease = Uuids.next();
        return database.sql(CLAIM)
                .bind("endpoint", endpoint.value())
                .bind("now", now)
                .bind("until", until)
                .bind("lease", lease)
                .bind("limit", limit)
                .map(row -> new Claimed(
                        endpoint,
                        Rows.uuid(row, "event_id"),
                        Rows.text(row, "body"),
                        Rows.integer(row, "attempts"),
                        lease))
                .all()
                .collectSortedList((one, other) -> one.event().compareTo(other.event()));
    }

    /** What came of an attempt, unless another has taken it over meanwhile. */
    Mono<Void> finish(Claimed claimed, Delivery.Status status, Instant now, Instant due, String answer) {
        return of(FINISH, claimed.endpoint(), claimed.event())
                .bind("lease", claimed.lease())
                .bind("status", status.name())
                .bind("now", now)
                .bind("due", due)
                .bind("answer", answer)
                .then();
    }

    /** Nothing is sent there any more. */
    Mono<Void> giveUp(EndpointId endpoint) {
        return database.sql(GIVE_UP).bind("endpoint", endpoint.value()).then();
    }

    /** Tries one again that is over, from the begin of the schedule; false where there is none. */
    Mono<Boolean> resend(EndpointId endpoint, UUID event, Instant now) {
        return of(RESEND, endpoint, event)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> delete(EndpointId endpoint) {
        return database.sql(DELETE).bind("endpoint", endpoint.value()).then();
    }

    Mono<Long> forget(Instant before) {
        return database.sql(FORGET).bind("before", before).fetch().rowsUpdated();
    }

    Mono<Delivery> find(EndpointId endpoint, UUID event) {
        return of(FIND, endpoint, event).map(WebhookQueueStore::delivery).one();
    }

    /** The newest first. */
    Mono<List<Delivery>> list(
            EndpointId endpoint, Delivery.@Nullable Status status, @Nullable Cursor after, int limit) {
        return database.sql(LIST)
                .bind("endpoint", endpoint.value())
                .bind("status", Columns.nameOrNull(status))
                .bind("after", Parameter.fromOrEmpty(after == null ? null : after.id(), UUID.class))
                .bind("limit", limit)
                .map(WebhookQueueStore::delivery)
                .all()
                .collectList();
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, EndpointId endpoint, UUID event) {
        return database.sql(sql).bind("endpoint", endpoint.value()).bind("event", event);
    }

    private static Delivery delivery(Readable row) {
        return new Delivery(
                Rows.uuid(row, "event_id"),
                EventType.of(Rows.text(row, "type")),
                Rows.time(row, "occurred_at"),
                Rows.name(row, "status", Delivery.Status.class),
                Rows.integer(row, "attempts"),
                Rows.time(row, "due_at"),
                row.get("attempted_at", Instant.class),
                row.get("answer", String.class));
    }
}
