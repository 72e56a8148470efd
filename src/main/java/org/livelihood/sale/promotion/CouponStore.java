package org.livelihood.sale.promotion;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class CouponStore {

    private static final String COLUMNS = """
            SELECT k.id AS coupon_id, k.claimed_at, k.usable_from, k.usable_until, k.used_at, p.*
              FROM promotion_coupon k
              JOIN promotion p ON p.id = k.promotion_id
             WHERE k.buyer_id = :buyer
            """;

    private static final String OF = COLUMNS + """
             AND k.id = ANY(:ids)""";

    private static final String STATE = """
            CASE WHEN k.used_at IS NOT NULL THEN 'USED'
                 WHEN k.usable_until > :now THEN 'USABLE'
                 ELSE 'EXPIRED' END
            """;

    private static final String PAGE = COLUMNS + " AND (CAST(:state AS text) IS NULL OR :state = " + STATE + """
            ) AND k.id < :after
             ORDER BY k.id DESC LIMIT :limit""";

    private static final String COUNTS = "SELECT " + STATE + """
             AS state, count(*) AS coupons FROM promotion_coupon k WHERE k.buyer_id = :buyer GROUP BY 1""";

    private static final String TAKE = """
            SELECT outcome, coupon_id FROM promotion_take(:promotion, :buyer, :coupon, :now)""";

    private static final String USE = """
            SELECT outcome, coupon_id
              FROM promotion_use_coupons(:buyer, :coupons, :producers, :orders, :promotions, :now)""";

    private static final String GIVE_BACK = """
            SELECT promotion_give_back(:producer, :orders, :now)""";

    private static final String KEPT = """
            SELECT EXISTS (SELECT FROM promotion_coupon WHERE buyer_id = :buyer) AS kept""";

    private final DatabaseClient database;

    CouponStore(DatabaseClient database) {
        this.database = database;
    }

    /** What a function of the schema says, of which coupon. */
    record Outcome(String name, @Nullable CouponId coupon) {

        private static Outcome of(Readable row) {
            return new Outcome(Rows.text(row, "outcome"), Rows.idOrNull(row, "coupon_id", CouponId::new));
        }
    }

    /** CLAIMED or HELD with the coupon, or what is wrong: the transaction must then be rolled back. */
    Mono<Outcome> take(PromotionId promotion, AccountId buyer, Instant now) {
        return database.sql(TAKE)
                .bind("promotion", promotion.value())
                .bind("buyer", buyer.value())
                .bind("coupon", CouponId.next().value())
                .bind("now", now)
                .map(Outcome::of)
                .one();
    }

    /** Empty when all are used, or what is wrong: the transaction must then be rolled back. */
    Mono<Outcome> use(AccountId buyer, Collection<CouponId> coupons, Collection<CouponUse> uses, Instant now) {
        return database.sql(USE)
                .bind("buyer", buyer.value())
                .bind("coupons", Columns.ids(coupons, id -> id))
                .bind("producers", Columns.ids(uses, CouponUse::producer))
                .bind("orders", Columns.ids(uses, CouponUse::order))
                .bind("promotions", Columns.uuids(uses, CouponUse::promotion))
                .bind("now", now)
                .map(Outcome::of)
                .one();
    }

    Mono<Void> giveBack(ProducerId producer, OrderId order, Instant now) {
        return database.sql(GIVE_BACK)
                .bind("producer", producer.value())
                .bind("orders", new UUID[] {order.value()})
                .bind("now", now)
                .then();
    }

    Flux<Coupon> of(AccountId buyer, Collection<CouponId> ids) {
        return database.sql(OF)
                .bind("buyer", buyer.value())
                .bind("ids", Columns.ids(ids, id -> id))
                .map(CouponStore::coupon)
                .all();
    }

    /** The newest first. */
    Flux<Coupon> page(AccountId buyer, Coupon.@Nullable State state, UUID after, int limit, Instant now) {
        return database.sql(PAGE)
                .bind("buyer", buyer.value())
                .bind("state", Columns.nameOrNull(state))
                .bind("after", after)
                .bind("limit", limit)
                .bind("now", now)
                .map(CouponStore::coupon)
                .all();
    }

    /** States without any are left out. */
    Mono<Map<Coupon.State, Long>> counts(AccountId buyer, Instant now) {
        return database.sql(COUNTS)
                .bind("buyer", buyer.value())
                .bind("now", now)
                .map(row -> Map.entry(Rows.name(row, "state", Coupon.State.class), Rows.number(row, "coupons")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    Mono<Boolean> keepsFor(AccountId buyer) {
        return database.sql(KEPT)
                .bind("buyer", buyer.value())
                .map(row -> Rows.flag(row, "kept"))
                .one();
    }

    private static Coupon coupon(Readable row) {
        return new Coupon(
                Rows.id(row, "coupon_id", CouponId::new),
                PromotionStore.promotion(row),
                Rows.time(row, "claimed_at"),
                Rows.time(row, "usable_from"),
                Rows.time(row, "usable_until"),
                row.get("used_at", Instant.class));
    }
}
