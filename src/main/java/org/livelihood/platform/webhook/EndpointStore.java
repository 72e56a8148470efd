package org.livelihood.platform.webhook;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class EndpointStore {

    private static final String SELECT = """
            SELECT id, producer_id, url, types, status, secret IS NOT NULL AS has_secret, failing_since, version
              FROM webhook_endpoint\s""";

    private static final String FIND = SELECT + "WHERE id = :id";

    private static final String OF_OWNER =
            SELECT + "WHERE producer_id IS NOT DISTINCT FROM CAST(:producer AS uuid) ORDER BY id";

    private static final String ACTIVE = SELECT + "WHERE status = 'ACTIVE'";

    private static final String DUE = SELECT + """
            AS e
             WHERE status = 'ACTIVE' AND secret IS NOT NULL
               AND EXISTS (SELECT FROM webhook_delivery d
                            WHERE d.endpoint_id = e.id AND d.status = 'WAITING' AND d.due_at <= :now)""";

    private static final String ADD = """
            INSERT INTO webhook_endpoint (id, producer_id, url, types) VALUES (:id, :producer, :url, :types)""";

    private static final String CHANGE = """
            UPDATE webhook_endpoint
               SET url = :url, types = :types, status = :status, failing_since = NULL, version = version + 1
             WHERE id = :id AND version = :version""";

    private static final String DELETE = """
            DELETE FROM webhook_endpoint WHERE id = :id AND version = :version""";

    private static final String SECRETS = """
            SELECT secret, former_secret, former_until FROM webhook_endpoint WHERE id = :id AND secret IS NOT NULL""";

    private static final String LOCKED_SECRETS = SECRETS + " FOR NO KEY UPDATE";

    private static final String ROTATE = """
            UPDATE webhook_endpoint
               SET secret = :secret, former_secret = :former, former_until = :until
             WHERE id = :id""";

    private static final String WELL = """
            UPDATE webhook_endpoint SET failing_since = NULL WHERE id = :id AND failing_since IS NOT NULL""";

    private static final String FAILED = """
            UPDATE webhook_endpoint SET failing_since = :now
             WHERE id = :id AND status = 'ACTIVE' AND failing_since IS NULL""";

    private static final String DISABLE = """
            UPDATE webhook_endpoint SET status = :status, version = version + 1
             WHERE id = :id AND status = 'ACTIVE' AND (:status = 'GONE' OR failing_since <= :since)""";

    private final DatabaseClient database;

    EndpointStore(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Secrets as they lie in the vault.
     *
     * @param former the one before, which signs too until then
     */
    record Sealed(
            byte[] current,
            byte @Nullable [] former,
            @Nullable Instant formerUntil) {}

    Mono<Endpoint> find(EndpointId id) {
        return database.sql(FIND)
                .bind("id", id.value())
                .map(EndpointStore::endpoint)
                .one();
    }

    /** @param producer null for the platform's */
    Flux<Endpoint> ofOwner(@Nullable ProducerId producer) {
        return database.sql(OF_OWNER)
                .bind("producer", Columns.idOrNull(producer))
                .map(EndpointStore::endpoint)
                .all();
    }

    Flux<Endpoint> active() {
        return database.sql(ACTIVE).map(EndpointStore::endpoint).all();
    }

    /** Those that something is to be sent to now. */
    Flux<Endpoint> due(Instant now) {
        return database.sql(DUE).bind("now", now).map(EndpointStore::endpoint).all();
    }

    /** Endpoints of one owner are entered one after the other, for they are counted. */
    Mono<Void> takeTurn(@Nullable ProducerId producer) {
        return Turns.take(database, "webhooks", String.valueOf(producer));
    }

    Mono<Void> add(EndpointId id, @Nullable ProducerId producer, String url, Collection<EventType> types) {
        return database.sql(ADD)
                .bind("id", id.value())
                .bind("producer", Columns.idOrNull(producer))
                .bind("url", url)
                .bind("types", Columns.texts(types, type -> type))
                .then();
    }

    /** False when it is not this version any more. */
    Mono<Boolean> change(Endpoint endpoint) {
        return database.sql(CHANGE)
                .bind("id", endpoint.id().value())
                .bind("version", endpoint.version())
                .bind("url", endpoint.url())
                .bind("types", Columns.texts(endpoint.types(), type -> type))
                .bind("status", endpoint.status().name())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** False when it is not this version any more. */
    Mono<Boolean> delete(Endpoint endpoint) {
        return database.sql(DELETE)
                .bind("id", endpoint.id().value())
                .bind("version", endpoint.version())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Empty while it has none. */
    Mono<Sealed> secrets(EndpointId id) {
        return secrets(SECRETS, id);
    }

    /** As {@link #secrets}, and nobody changes them until this transaction ends. */
    Mono<Sealed> lockedSecrets(EndpointId id) {
        return secrets(LOCKED_SECRETS, id);
    }

    private Mono<Sealed> secrets(String sql, EndpointId id) {
        return database.sql(sql)
                .bind("id", id.value())
                .map(row -> new Sealed(
                        Rows.required(row, "secret", byte[].class),
                        row.get("former_secret", byte[].class),
                        row.get("former_until", Instant.class)))
                .one();
    }

    Mono<Void> rotate(EndpointId id, Sealed secrets) {
        return database.sql(ROTATE)
                .bind("id", id.value())
                .bind("secret", secrets.current())
                .bind("former", Parameter.fromOrEmpty(secrets.former(), byte[].class))
                .bind("until", Parameter.fromOrEmpty(secrets.formerUntil(), Instant.class))
                .then();
    }

    Mono<Void> well(EndpointId id) {
        return database.sql(WELL).bind("id", id.value()).then();
    }

    Mono<Void> failed(EndpointId id, Instant now) {
        return database.sql(FAILED).bind("id", id.value()).bind("now", now).then();
    }

    /** Disables an endpoint that is gone, or has failed since then; false where it goes on. */
    Mono<Boolean> disable(EndpointId id, Endpoint.Status status, Instant failingSince) {
        return database.sql(DISABLE)
                .bind("id", id.value())
                .bind("status", status.name())
                .bind("since", failingSince)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    private static Endpoint endpoint(Readable row) {
        List<String> types = Arrays.asList(Rows.required(row, "types", String[].class));
        return new Endpoint(
                Rows.id(row, "id", EndpointId::new),
                Rows.idOrNull(row, "producer_id", ProducerId::new),
                Rows.text(row, "url"),
                types.stream().map(EventType::of).collect(Collectors.toSet()),
                Rows.name(row, "status", Endpoint.Status.class),
                Rows.flag(row, "has_secret"),
                row.get("failing_since", Instant.class),
                Rows.integer(row, "version"));
    }
}
