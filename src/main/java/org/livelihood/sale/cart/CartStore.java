package org.livelihood.sale.cart;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class CartStore {

    /** Stands for the shelf in the key of a line. */
    private static final UUID SHELF = new UUID(0, 0);

    private static final String HOLD_OF_ACCOUNT = """
            INSERT INTO cart AS c (id, account_id, changed_at) VALUES (:id, :account, :now)
            ON CONFLICT (account_id) DO UPDATE SET changed_at = excluded.changed_at
            RETURNING c.id""";

    private static final String HOLD_OF_GUEST = """
            UPDATE cart SET changed_at = :now WHERE token_hash = :token AND changed_at > :since
            RETURNING id""";

    private static final String OF_ACCOUNT = """
            SELECT id FROM cart WHERE account_id = :account""";

    private static final String OF_GUEST = """
            SELECT id FROM cart WHERE token_hash = :token AND changed_at > :since""";

    private static final String MAKE_GUEST = """
            INSERT INTO cart (id, token_hash, changed_at) VALUES (:id, :token, :now)""";

    private static final String LINES = """
            SELECT l.session_id, l.sku_id, l.quantity, l.price_fen AS price_then_fen, c.producer_id, c.listing_id,
                   c.title, c.option_name, c.image_id, c.sellable, coalesce(o.live_price_fen, c.price_fen) AS price_fen,
                   o.sku_id IS NOT NULL AS shown, o.buyer_limit, coalesce(o.own_pool, false) AS own_pool
              FROM cart_line l
              JOIN catalog_offer c ON c.sku_id = l.sku_id
              LEFT JOIN live_offer o ON o.producer_id = c.producer_id
                   AND o.session_id = l.session_id AND o.sku_id = l.sku_id
             WHERE l.cart_id = :cart
             ORDER BY l.added_at DESC, l.session_id, l.sku_id""";

    private static final String PUT = """
            INSERT INTO cart_line AS l (cart_id, session_id, sku_id, quantity, price_fen, added_at)
            SELECT :cart, :session, c.sku_id, :quantity, coalesce(o.live_price_fen, c.price_fen), :now
              FROM catalog_offer c
              LEFT JOIN live_offer o ON o.producer_id = c.producer_id
                   AND o.session_id = :session AND o.sku_id = c.sku_id
             WHERE c.sku_id = :sku
            ON CONFLICT (cart_id, session_id, sku_id) DO UPDATE
               SET quantity = least(:most, :kept * l.quantity + excluded.quantity), price_fen = excluded.price_fen""";

    private static final String MERGE = """
            INSERT INTO cart_line AS l (cart_id, session_id, sku_id, quantity, price_fen, added_at)
            SELECT :cart, g.session_id, g.sku_id, g.quantity, g.price_fen, g.added_at
              FROM cart_line g
             WHERE g.cart_id = :guest
             ORDER BY g.added_at DESC, g.session_id, g.sku_id
            ON CONFLICT (cart_id, session_id, sku_id) DO UPDATE
               SET quantity = least(:most, l.quantity + excluded.quantity)""";

    private static final String CUT = """
            DELETE FROM cart_line
             WHERE cart_id = :cart
               AND (session_id, sku_id) IN (SELECT session_id, sku_id FROM cart_line
                                             WHERE cart_id = :cart
                                             ORDER BY added_at DESC, session_id, sku_id
                                            OFFSET :most)""";

    private static final String COUNT = """
            SELECT count(*) AS lines FROM cart_line WHERE cart_id = :cart""";

    private static final String REMOVE = """
            DELETE FROM cart_line
             WHERE cart_id = :cart AND (session_id, sku_id) IN (SELECT * FROM unnest(:sessions, :skus))""";

    private static final String LESS = """
            UPDATE cart_line l
               SET quantity = l.quantity - b.units
              FROM unnest(:sessions, :skus, :units) AS b (session_id, sku_id, units)
             WHERE l.cart_id = :cart AND (l.session_id, l.sku_id) = (b.session_id, b.sku_id)
               AND l.quantity > b.units""";

    private static final String BOUGHT_OUT = """
            DELETE FROM cart_line l
             USING unnest(:sessions, :skus, :units) AS b (session_id, sku_id, units)
             WHERE l.cart_id = :cart AND (l.session_id, l.sku_id) = (b.session_id, b.sku_id)
               AND l.quantity <= b.units""";

    private static final String DELETE = """
            DELETE FROM cart WHERE id = :cart""";

    private static final String FORGET = """
            DELETE FROM cart WHERE token_hash IS NOT NULL AND changed_at <= :since""";

    private static final String KEPT = """
            SELECT EXISTS (SELECT 1 FROM cart JOIN cart_line ON cart_line.cart_id = cart.id
                            WHERE cart.account_id = :account) AS kept""";

    private final DatabaseClient database;

    CartStore(DatabaseClient database) {
        this.database = database;
    }

    /** A line with the offer of now, before its stock is known. */
    record Offered(
            CartKey key,
            ProducerId producer,
            ListingId listing,
            String title,
            @Nullable String option,
            @Nullable ImageId image,
            long quantity,
            Money price,
            Money priceThen,
            boolean sellable,
            boolean shown,
            @Nullable Integer buyerLimit,
            boolean ownPool) {}

    /** The cart, which nobody else changes until this transaction ends; an account's is made where there is none. */
    Mono<UUID> hold(CartOwner owner, Instant now, Instant since) {
        return owner instanceof CartOwner.Guest guest
                ? id(database.sql(HOLD_OF_GUEST)
                        .bind("token", guest.digest())
                        .bind("now", now)
                        .bind("since", since))
                : id(database.sql(HOLD_OF_ACCOUNT)
                        .bind("id", Uuids.next())
                        .bind("account", accountOf(owner).value())
                        .bind("now", now));
    }

    Mono<UUID> find(CartOwner owner, Instant since) {
        return owner instanceof CartOwner.Guest guest
                ? id(database.sql(OF_GUEST).bind("token", guest.digest()).bind("since", since))
                : id(database.sql(OF_ACCOUNT).bind("account", accountOf(owner).value()));
    }

    private static AccountId accountOf(CartOwner owner) {
        return ((CartOwner.Account) owner).id();
    }

    private static Mono<UUID> id(DatabaseClient.GenericExecuteSpec query) {
        return query.map(row -> Rows.uuid(row, "id")).one();
    }

    Mono<Void> make(CartOwner.Guest guest, Instant now) {
        return database.sql(MAKE_GUEST)
                .bind("id", Uuids.next())
                .bind("token", guest.digest())
                .bind("now", now)
                .then();
    }

    Flux<Offered> lines(UUID cart) {
        return database.sql(LINES).bind("cart", cart).map(CartStore::offered).all();
    }

    /**
     * Puts units in at the price of now.
     *
     * @param added whether they come to those that are there, or take their place
     * @return how many lines were written: none for an unknown SKU
     */
    Mono<Long> put(UUID cart, CartKey key, long quantity, boolean added, Instant now) {
        return database.sql(PUT)
                .bind("cart", cart)
                .bind("session", session(key))
                .bind("sku", key.sku().value())
                .bind("quantity", quantity)
                .bind("most", Carts.MOST_UNITS)
                .bind("kept", added ? 1L : 0L)
                .bind("now", now)
                .fetch()
                .rowsUpdated();
    }

    /** What a guest has put in comes to a buyer's cart; of too many lines the oldest stay behind. */
    Mono<Void> merge(UUID guest, UUID cart) {
        return database.sql(MERGE)
                .bind("cart", cart)
                .bind("guest", guest)
                .bind("most", Carts.MOST_UNITS)
                .then()
                .then(database.sql(CUT)
                        .bind("cart", cart)
                        .bind("most", Carts.MOST_LINES)
                        .then())
                .then(database.sql(DELETE).bind("cart", guest).then());
    }

    Mono<Long> count(UUID cart) {
        return database.sql(COUNT)
                .bind("cart", cart)
                .map(row -> Rows.number(row, "lines"))
                .one();
    }

    Mono<Long> remove(UUID cart, Collection<CartKey> keys) {
        return keyed(REMOVE, cart, keys).fetch().rowsUpdated();
    }

    /** Takes bought units out; lines of which nothing is left go. */
    Mono<Void> less(UUID cart, List<Carts.Units> bought) {
        return units(BOUGHT_OUT, cart, bought).then(units(LESS, cart, bought));
    }

    private Mono<Void> units(String sql, UUID cart, List<Carts.Units> bought) {
        return keyed(sql, cart, bought.stream().map(Carts.Units::key).toList())
                .bind("units", Columns.longs(bought, Carts.Units::quantity))
                .then();
    }

    private DatabaseClient.GenericExecuteSpec keyed(String sql, UUID cart, Collection<CartKey> keys) {
        return database.sql(sql)
                .bind("cart", cart)
                .bind("sessions", Columns.uuids(keys, CartStore::session))
                .bind("skus", Columns.ids(keys, CartKey::sku));
    }

    Mono<Long> forget(Instant since) {
        return database.sql(FORGET).bind("since", since).fetch().rowsUpdated();
    }

    private static UUID session(CartKey key) {
        SessionId session = key.session();
        return session == null ? SHELF : session.value();
    }

    private static Offered offered(Readable row) {
        UUID session = Rows.uuid(row, "session_id");
        return new Offered(
                new CartKey(session.equals(SHELF) ? null : new SessionId(session), Rows.id(row, "sku_id", SkuId::new)),
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "listing_id", ListingId::new),
                Rows.text(row, "title"),
                row.get("option_name", String.class),
                Rows.idOrNull(row, "image_id", ImageId::new),
                Rows.number(row, "quantity"),
                Rows.money(row, "price_fen"),
                Rows.money(row, "price_then_fen"),
                Rows.flag(row, "sellable"),
                Rows.flag(row, "shown"),
                row.get("buyer_limit", Integer.class),
                Rows.flag(row, "own_pool"));
    }

    Mono<Boolean> keepsFor(AccountId account) {
        return database.sql(KEPT)
                .bind("account", account.value())
                .map(row -> Rows.flag(row, "kept"))
                .one();
    }
}
