package org.livelihood.sale.live;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.live.Session.Item;
import org.livelihood.sale.live.Session.ItemDraft;
import org.livelihood.sale.live.Session.Plan;
import org.livelihood.sale.live.Session.Status;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class SessionStore {

    private static final String ADD = """
            INSERT INTO live_session (producer_id, id, title, planned_start, host_id, official, wage_party_kind,
                                      wage_party_id, wage_person_id, wage_fen)
            VALUES (:producer, :id, :title, :plannedStart, :host, :official, :earnerKind, :earner, :earnerPerson,
                    :wage)""";

    private static final String COLUMNS =
            " producer_id, id, title, planned_start, host_id, official, status, pinned_sku_id, started_at, ended_at ";

    private static final String FIND = "SELECT" + COLUMNS + "FROM live_session WHERE id = :id";

    private static final String LIST = "SELECT" + COLUMNS + """
              FROM live_session
             WHERE status = :status AND (CAST(:producer AS uuid) IS NULL OR producer_id = :producer)
               AND (planned_start, id) < (:beforeTime, :beforeId)
             ORDER BY planned_start DESC, id DESC
             LIMIT :limit""";

    private static final String START = """
            WITH started AS (
              UPDATE live_session SET status = 'LIVE', started_at = now()
               WHERE producer_id = :producer AND id = :id AND status = 'SCHEDULED'
              RETURNING""" + COLUMNS + """
            ), busy AS (
              INSERT INTO live_host (host_id, session_id) SELECT host_id, id FROM started
            )
            SELECT * FROM started""";

    private static final String END = """
            WITH ended AS (
              UPDATE live_session SET status = 'ENDED', ended_at = now(), pinned_sku_id = NULL
               WHERE producer_id = :producer AND id = :id AND status = 'LIVE'
              RETURNING""" + COLUMNS + """
            ), free AS (
              DELETE FROM live_host h USING ended e WHERE (h.host_id, h.session_id) = (e.host_id, e.id)
            )
            SELECT * FROM ended""";

    private static final String CANCEL = """
            UPDATE live_session SET status = 'CANCELLED', ended_at = now(), pinned_sku_id = NULL
             WHERE producer_id = :producer AND id = :id AND status = 'SCHEDULED'
            RETURNING""" + COLUMNS;

    /** What changes a showcase holds its session, so that it neither ends nor changes otherwise meanwhile. */
    private static final String LOCK_OPEN = "SELECT" + COLUMNS + """
              FROM live_session
             WHERE producer_id = :producer AND id = :id AND status IN ('SCHEDULED', 'LIVE')
               FOR NO KEY UPDATE""";

    private static final String PIN = """
            UPDATE live_session SET pinned_sku_id = :sku
             WHERE producer_id = :producer AND id = :id
               AND EXISTS (SELECT FROM live_item i
                            WHERE i.producer_id = :producer AND i.session_id = :id AND i.sku_id = :sku AND i.shown)
            RETURNING""" + COLUMNS;

    private static final String UNPIN = """
            UPDATE live_session SET pinned_sku_id = NULL WHERE producer_id = :producer AND id = :id
            RETURNING""" + COLUMNS;

    private static final String ITEM_COLUMNS =
            " sku_id, position, title, option_name, live_price_fen, buyer_limit, pool_units ";

    private static final String PUT_ITEM = """
            INSERT INTO live_item (producer_id, session_id, sku_id, position, title, option_name, live_price_fen,
                                   buyer_limit, pool_units)
            VALUES (:producer, :session, :sku, :position, :title, :option, :price, :limit, :units)
            ON CONFLICT (producer_id, session_id, sku_id) DO UPDATE
               SET position = excluded.position, title = excluded.title, option_name = excluded.option_name,
                   live_price_fen = excluded.live_price_fen, buyer_limit = excluded.buyer_limit,
                   pool_units = excluded.pool_units,
                   shown = true
            RETURNING""" + ITEM_COLUMNS;

    private static final String POOL_UNITS = """
            SELECT pool_units FROM live_item
             WHERE producer_id = :producer AND session_id = :session AND sku_id = :sku""";

    private static final String HIDE_ITEM = """
            WITH unpinned AS (
              UPDATE live_session SET pinned_sku_id = NULL
               WHERE producer_id = :producer AND id = :session AND pinned_sku_id = :sku
            )
            UPDATE live_item SET shown = false
             WHERE producer_id = :producer AND session_id = :session AND sku_id = :sku AND shown""";

    private static final String ITEMS = "SELECT" + ITEM_COLUMNS + """
              FROM live_item
             WHERE producer_id = :producer AND session_id = :session AND shown
             ORDER BY position, sku_id""";

    private static final String TERMS_COLUMNS =
            "SELECT producer_id, id, host_id, official, wage_party_kind, wage_party_id, wage_person_id,"
                    + " wage_fen, ended_at"
                    + " FROM live_session";

    private static final String TERMS = TERMS_COLUMNS + " WHERE id = ANY(:sessions)";

    private static final String ENDED_WITH_WAGE =
            TERMS_COLUMNS + " WHERE wage_fen > 0 AND status = 'ENDED' AND ended_at >= :since ORDER BY ended_at";

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private final DatabaseClient database;

    SessionStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<SessionId> add(ProducerId producer, SessionId id, Plan plan, @Nullable Party earner) {
        return database.sql(ADD)
                .bind("producer", producer.value())
                .bind("id", id.value())
                .bind("title", plan.title())
                .bind("plannedStart", plan.plannedStart())
                .bind("host", plan.host().value())
                .bind("official", plan.official())
                .bind(
                        "earnerKind",
                        Parameter.fromOrEmpty(
                                earner == null ? null : earner.kind().name(), String.class))
                .bind("earner", Parameter.fromOrEmpty(earner == null ? null : earner.id(), UUID.class))
                .bind("earnerPerson", Parameter.fromOrEmpty(earner == null ? null : plan.wagePerson(), UUID.class))
                .bind("wage", plan.wage().fen())
                .then()
                .thenReturn(id);
    }

    Mono<Session> find(SessionId id) {
        return database.sql(FIND)
                .bind("id", id.value())
                .map(SessionStore::session)
                .one();
    }

    Flux<Session> list(Status status, @Nullable ProducerId producer, @Nullable Cursor after, int limit) {
        return database.sql(LIST)
                .bind("status", status.name())
                .bind("producer", Parameter.fromOrEmpty(producer == null ? null : producer.value(), UUID.class))
                .bind("beforeTime", after == null ? END_OF_TIME : after.time())
                .bind("beforeId", after == null ? new UUID(-1, -1) : after.id())
                .bind("limit", limit)
                .map(SessionStore::session)
                .all();
    }

    Mono<Session> start(ProducerId producer, SessionId id) {
        return changed(START, producer, id).map(SessionStore::session).one();
    }

    Mono<Session> end(ProducerId producer, SessionId id) {
        return changed(END, producer, id).map(SessionStore::session).one();
    }

    Mono<Session> cancel(ProducerId producer, SessionId id) {
        return changed(CANCEL, producer, id).map(SessionStore::session).one();
    }

    /** The session, locked until the transaction ends; empty when it is over. */
    Mono<Session> lockOpen(ProducerId producer, SessionId id) {
        return changed(LOCK_OPEN, producer, id).map(SessionStore::session).one();
    }

    Mono<Session> pin(ProducerId producer, SessionId id, SkuId sku) {
        return changed(PIN, producer, id)
                .bind("sku", sku.value())
                .map(SessionStore::session)
                .one();
    }

    Mono<Session> unpin(ProducerId producer, SessionId id) {
        return changed(UNPIN, producer, id).map(SessionStore::session).one();
    }

    private DatabaseClient.GenericExecuteSpec changed(String query, ProducerId producer, SessionId id) {
        return database.sql(query).bind("producer", producer.value()).bind("id", id.value());
    }

    private static Session session(Readable row) {
        return new Session(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "id", SessionId::new),
                Rows.text(row, "title"),
                Rows.time(row, "planned_start"),
                Rows.id(row, "host_id", AccountId::new),
                Rows.flag(row, "official"),
                Rows.name(row, "status", Status.class),
                Rows.idOrNull(row, "pinned_sku_id", SkuId::new),
                row.get("started_at", Instant.class),
                row.get("ended_at", Instant.class));
    }

    Mono<Item> putItem(ProducerId producer, SessionId session, Listing.SkuInfo info, ItemDraft draft) {
        return item(PUT_ITEM, producer, session, info.sku())
                .bind("position", draft.position())
                .bind("title", info.title())
                .bind("option", info.optionName())
                .bind("price", draft.livePrice().fen())
                .bind("limit", Parameter.fromOrEmpty(draft.buyerLimit(), Integer.class))
                .bind("units", draft.poolUnits())
                .map(SessionStore::item)
                .one();
    }

    Mono<Long> poolUnits(ProducerId producer, SessionId session, SkuId sku) {
        return item(POOL_UNITS, producer, session, sku)
                .map(row -> Rows.number(row, "pool_units"))
                .one();
    }

    Mono<Boolean> hideItem(ProducerId producer, SessionId session, SkuId sku) {
        return item(HIDE_ITEM, producer, session, sku).fetch().rowsUpdated().map(rows -> rows == 1);
    }

    private DatabaseClient.GenericExecuteSpec item(String query, ProducerId producer, SessionId session, SkuId sku) {
        return database.sql(query)
                .bind("producer", producer.value())
                .bind("session", session.value())
                .bind("sku", sku.value());
    }

    Flux<Item> items(ProducerId producer, SessionId session) {
        return database.sql(ITEMS)
                .bind("producer", producer.value())
                .bind("session", session.value())
                .map(row -> item(row))
                .all();
    }

    private static Item item(Readable row) {
        return new Item(
                Rows.id(row, "sku_id", SkuId::new),
                Rows.integer(row, "position"),
                Rows.text(row, "title"),
                Rows.text(row, "option_name"),
                Rows.money(row, "live_price_fen"),
                row.get("buyer_limit", Integer.class),
                Rows.number(row, "pool_units"));
    }

    Flux<SessionTerms> terms(Collection<SessionId> sessions) {
        return database.sql(TERMS)
                .bind("sessions", sessions.stream().map(SessionId::value).toArray(UUID[]::new))
                .map(row -> termsOf(row))
                .all();
    }

    Flux<SessionTerms> endedWithWage(Instant since) {
        return database.sql(ENDED_WITH_WAGE)
                .bind("since", since)
                .map(row -> termsOf(row))
                .all();
    }

    private static SessionTerms termsOf(Readable row) {
        String kind = row.get("wage_party_kind", String.class);
        return new SessionTerms(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "id", SessionId::new),
                Rows.id(row, "host_id", AccountId::new),
                Rows.flag(row, "official"),
                kind == null ? null : new Party(Party.Kind.valueOf(kind), Rows.uuid(row, "wage_party_id")),
                row.get("wage_person_id", UUID.class),
                Rows.money(row, "wage_fen"),
                row.get("ended_at", Instant.class));
    }
}
