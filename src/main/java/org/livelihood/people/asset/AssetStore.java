package org.livelihood.people.asset;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class AssetStore {

    private static final UUID FIRST = new UUID(0, 0);

    private static final String ADD = """
            INSERT INTO asset_grant (producer_id, id, household_id, kind, what, units, value_fen, given_on, evidence,
                                     recorded_by)
            VALUES (:producer, :id, :household, :kind, :what, :units, :value, :givenOn, :evidence, :by)""";

    private static final String FIND = """
            SELECT producer_id, id, household_id, kind, what, units, value_fen, given_on, evidence, recorded_at
              FROM asset_grant
             WHERE producer_id = :producer AND id = :id""";

    private static final String LIST = """
            SELECT producer_id, id, household_id, kind, what, units, value_fen, given_on, evidence, recorded_at
              FROM asset_grant
             WHERE producer_id = :producer AND id > :after
             ORDER BY id
             LIMIT :limit""";

    private static final String ADD_EVENT = """
            INSERT INTO asset_event (producer_id, grant_id, seq, id, kind, units, on_day, relieved, relief_fen,
                                     reverses, evidence, recorded_by)
            VALUES (:producer, :grant, :seq, :id, :kind, :units, :onDay, :relieved, :relief, :reverses, :evidence, :by)
            """;

    private static final String EVENTS = """
            SELECT seq, kind, units, on_day, relieved, relief_fen, reverses, evidence, recorded_at FROM asset_event
             WHERE producer_id = :producer AND grant_id = :grant
             ORDER BY seq""";

    private final DatabaseClient database;

    AssetStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(Asset asset, AccountId by) {
        return database.sql(ADD)
                .bind("producer", asset.producer().value())
                .bind("id", asset.id().value())
                .bind("household", asset.household().value())
                .bind("kind", asset.kind().name())
                .bind("what", asset.what())
                .bind("units", asset.units())
                .bind("value", asset.valueFen().fen())
                .bind("givenOn", asset.givenOn())
                .bind("evidence", asset.evidence())
                .bind("by", by.value())
                .then();
    }

    Mono<Asset> find(ProducerId producer, AssetId id) {
        return database.sql(FIND)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .map(AssetStore::asset)
                .one();
    }

    Flux<Asset> list(ProducerId producer, @Nullable Cursor after, int limit) {
        return database.sql(LIST)
                .bind("producer", producer.value())
                .bind("after", after == null ? FIRST : after.id())
                .bind("limit", limit)
                .map(AssetStore::asset)
                .all();
    }

    private static Asset asset(Readable row) {
        return new Asset(
                new ProducerId(Objects.requireNonNull(row.get("producer_id", UUID.class))),
                new AssetId(Objects.requireNonNull(row.get("id", UUID.class))),
                new HouseholdId(Objects.requireNonNull(row.get("household_id", UUID.class))),
                Asset.Kind.valueOf(Objects.requireNonNull(row.get("kind", String.class))),
                Objects.requireNonNull(row.get("what", String.class)),
                Objects.requireNonNull(row.get("units", Long.class)),
                new Money(Objects.requireNonNull(row.get("value_fen", Long.class))),
                Objects.requireNonNull(row.get("given_on", LocalDate.class)),
                Objects.requireNonNull(row.get("evidence", String.class)),
                Objects.requireNonNull(row.get("recorded_at", Instant.class)));
    }

    Mono<Void> addEvent(Asset asset, Asset.Event event, AccountId by) {
        return database.sql(ADD_EVENT)
                .bind("producer", asset.producer().value())
                .bind("grant", asset.id().value())
                .bind("seq", event.seq())
                .bind("id", Uuids.next())
                .bind("kind", event.kind().name())
                .bind("units", event.units())
                .bind("onDay", event.on())
                .bind("relieved", event.relieved())
                .bind("relief", event.reliefFen().fen())
                .bind("reverses", Parameter.fromOrEmpty(event.reverses(), Integer.class))
                .bind("evidence", event.evidence())
                .bind("by", by.value())
                .then();
    }

    Flux<Asset.Event> events(Asset asset) {
        return database.sql(EVENTS)
                .bind("producer", asset.producer().value())
                .bind("grant", asset.id().value())
                .map(AssetStore::event)
                .all();
    }

    private static Asset.Event event(Readable row) {
        return new Asset.Event(
                Objects.requireNonNull(row.get("seq", Integer.class)),
                Asset.EventKind.valueOf(Objects.requireNonNull(row.get("kind", String.class))),
                Objects.requireNonNull(row.get("units", Long.class)),
                Objects.requireNonNull(row.get("on_day", LocalDate.class)),
                Objects.requireNonNull(row.get("relieved", Boolean.class)),
                new Money(Objects.requireNonNull(row.get("relief_fen", Long.class))),
                row.get("reverses", Integer.class),
                Objects.requireNonNull(row.get("evidence", String.class)),
                Objects.requireNonNull(row.get("recorded_at", Instant.class)));
    }
}
