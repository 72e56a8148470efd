package org.livelihood.sale.favourite;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ListingId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Favourites and footprints: two tables of one form. */
@Repository
class FavouriteStore {

    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

    private static final String PRICE = """
            SELECT price_fen FROM catalog_offer WHERE listing_id = :listing AND sellable
             ORDER BY price_fen LIMIT 1""";

    private static final String IS_KEPT = """
            SELECT EXISTS (SELECT FROM favourite WHERE account_id = :account AND listing_id = :listing) AS kept""";

    private static final String COUNT = """
            SELECT count(*) AS kept FROM favourite WHERE account_id = :account""";

    private static final String KEEP = """
            INSERT INTO favourite (account_id, listing_id, kept_at, price_fen)
            VALUES (:account, :listing, :now, :price)
            ON CONFLICT (account_id, listing_id) DO NOTHING""";

    private static final String DROP = """
            DELETE FROM favourite WHERE account_id = :account AND listing_id = :listing""";

    private static final String LIST = KeptListing.SHOWN.formatted("""
            SELECT listing_id, kept_at AS at, price_fen AS price_then_fen FROM favourite
             WHERE account_id = :account AND (kept_at, listing_id) < (:at, :id)
             ORDER BY kept_at DESC, listing_id DESC LIMIT :limit""");

    private static final String STEP = """
            INSERT INTO favourite_footprint (account_id, listing_id, seen_at, price_fen)
            VALUES (:account, :listing, :now, :price)
            ON CONFLICT (account_id, listing_id) DO UPDATE
               SET seen_at = excluded.seen_at, price_fen = excluded.price_fen""";

    private static final String CUT = """
            DELETE FROM favourite_footprint
             WHERE account_id = :account
               AND listing_id IN (SELECT listing_id FROM favourite_footprint
                                   WHERE account_id = :account
                                   ORDER BY seen_at DESC, listing_id DESC OFFSET :most)""";

    private static final String STEPS = KeptListing.SHOWN.formatted("""
            SELECT listing_id, seen_at AS at, price_fen AS price_then_fen FROM favourite_footprint
             WHERE account_id = :account AND (seen_at, listing_id) < (:at, :id)
             ORDER BY seen_at DESC, listing_id DESC LIMIT :limit""");

    private static final String WIPE = """
            DELETE FROM favourite_footprint WHERE account_id = :account""";

    private static final String FORGET = """
            DELETE FROM favourite_footprint
             WHERE (account_id, listing_id) IN (SELECT account_id, listing_id FROM favourite_footprint
                                                 WHERE seen_at < :before LIMIT :most)""";

    private static final String KEPT = """
            SELECT EXISTS (SELECT FROM favourite WHERE account_id = :account) AS kept""";

    private final DatabaseClient database;

    FavouriteStore(DatabaseClient database) {
        this.database = database;
    }

    /** Favourites of one account are added one after the other: how many they are stands in no row of its own. */
    Mono<Void> takeTurn(AccountId account) {
        return Turns.take(database, "favourite", account.toString());
    }

    /** The lowest price of a listing; empty where nothing of it is for sale. */
    Mono<Long> price(ListingId listing) {
        return database.sql(PRICE)
                .bind("listing", listing.value())
                .mapValue(Long.class)
                .one();
    }

    Mono<Boolean> isKept(AccountId account, ListingId listing) {
        return of(IS_KEPT, account)
                .bind("listing", listing.value())
                .map(row -> Rows.flag(row, "kept"))
                .one();
    }

    Mono<Long> count(AccountId account) {
        return of(COUNT, account).map(row -> Rows.number(row, "kept")).one();
    }

    Mono<Void> keep(AccountId account, ListingId listing, Instant now, long priceFen) {
        return write(KEEP, account, listing, now, priceFen);
    }

    Mono<Void> drop(AccountId account, ListingId listing) {
        return of(DROP, account).bind("listing", listing.value()).then();
    }

    Flux<KeptListing> favourites(AccountId account, @Nullable Cursor after, int limit) {
        return page(LIST, account, after, limit);
    }

    /** Writes that she looked at it, and keeps the newest so many. */
    Mono<Void> step(AccountId account, ListingId listing, Instant now, long priceFen, int most) {
        return write(STEP, account, listing, now, priceFen)
                .then(of(CUT, account).bind("most", most).then());
    }

    Flux<KeptListing> steps(AccountId account, @Nullable Cursor after, int limit) {
        return page(STEPS, account, after, limit);
    }

    Mono<Void> wipe(AccountId account) {
        return of(WIPE, account).then();
    }

    Mono<Long> forgetBefore(Instant time, int most) {
        return database.sql(FORGET)
                .bind("before", time)
                .bind("most", most)
                .fetch()
                .rowsUpdated();
    }

    Mono<Boolean> keepsFor(AccountId account) {
        return of(KEPT, account).map(row -> Rows.flag(row, "kept")).one();
    }

    private Flux<KeptListing> page(String sql, AccountId account, @Nullable Cursor after, int limit) {
        return of(sql, account)
                .bind("at", after == null ? END : after.time())
                .bind("id", Cursor.below(after))
                .bind("limit", limit)
                .map(KeptListing::of)
                .all();
    }

    private Mono<Void> write(String sql, AccountId account, ListingId listing, Instant now, long priceFen) {
        return of(sql, account)
                .bind("listing", listing.value())
                .bind("now", now)
                .bind("price", priceFen)
                .then();
    }

    private DatabaseClient.GenericExecuteSpec of(String sql, AccountId account) {
        return database.sql(sql).bind("account", account.value());
    }
}
