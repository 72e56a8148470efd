package org.livelihood.people.asset;

import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
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
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "id", AssetId::new),
                Rows.id(row, "household_id", HouseholdId::new),
                Rows.name(row, "kind", Asset.Kind.class),
                Rows.text(row, "what"),
                Rows.number(row, "units"),
                Rows.money(row, "value_fen"),
                Rows.day(row, "given_on"),
                Rows.text(row, "evidence"),
                Rows.time(row, "recorded_at"));
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
                Rows.integer(row, "seq"),
                Rows.name(row, "kind", Asset.EventKind.class),
                Rows.number(row, "units"),
                Rows.day(row, "on_day"),
                Rows.flag(row, "relieved"),
                Rows.money(row, "relief_fen"),
                row.get("reverses", Integer.class),
                Rows.text(row, "evidence"),
                Rows.time(row, "recorded_at"));
    }
}
