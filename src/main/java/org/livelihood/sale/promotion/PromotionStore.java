package org.livelihood.sale.promotion;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class PromotionStore {

    private static final String ADD = """
            INSERT INTO promotion (id, producer_id, scope, scope_id, bearer, bearer_id, agreed, title, kind, amount_fen,
                                   per_mille, cap_fen, threshold_fen, given, code, claim_from, claim_until, use_from,
                                   use_until, use_days, claims_most, claims_per_buyer, uses_most, status, drafted_by)
            VALUES (:id, :producer, :scope, :scopeId, :bearer, :bearerId, :agreed, :title, :kind, :amount, :perMille,
                    :cap, :threshold, :given, :code, :claimFrom, :claimUntil, :useFrom, :useUntil, :useDays, :claims,
                    :perBuyer, :uses, 'DRAFT', :by)""";

    private static final String CHANGE = """
            UPDATE promotion
               SET producer_id = :producer, scope = :scope, scope_id = :scopeId, bearer = :bearer,
                   bearer_id = :bearerId, agreed = :agreed, title = :title, kind = :kind, amount_fen = :amount,
                   per_mille = :perMille, cap_fen = :cap, threshold_fen = :threshold, given = :given, code = :code,
                   claim_from = :claimFrom, claim_until = :claimUntil, use_from = :useFrom, use_until = :useUntil,
                   use_days = :useDays, claims_most = :claims, claims_per_buyer = :perBuyer, uses_most = :uses,
                   drafted_by = :by, version = version + 1
             WHERE id = :id AND status = 'DRAFT'""";

    private static final String AGREE = """
            UPDATE promotion SET agreed = true, version = version + 1
             WHERE id = :id AND status = 'DRAFT' AND NOT agreed""";

    private static final String PUBLISH = """
            WITH published AS (
              UPDATE promotion
                 SET status = 'PUBLISHED', published_by = :by, published_at = :at, version = version + 1
               WHERE id = :id AND status = 'DRAFT'
              RETURNING id, claims_most, uses_most)
            INSERT INTO promotion_counter (promotion_id, claims_most, uses_most)
            SELECT id, claims_most, uses_most FROM published""";

    private static final String END = """
            UPDATE promotion SET status = 'ENDED', ended_by = :by, ended_at = :at, version = version + 1
             WHERE id = :id AND status <> 'ENDED'""";

    private static final String FIND = """
            SELECT p.*, coalesce(c.claimed, 0) AS claimed, coalesce(c.used, 0) AS used
              FROM promotion p
              LEFT JOIN promotion_counter c ON c.promotion_id = p.id
             WHERE p.id = :id""";

    private static final String LOCK = """
            SELECT id FROM promotion WHERE id = :id FOR NO KEY UPDATE""";

    private static final String PAGE = """
            SELECT p.*, coalesce(c.claimed, 0) AS claimed, coalesce(c.used, 0) AS used
              FROM promotion p
              LEFT JOIN promotion_counter c ON c.promotion_id = p.id
             WHERE p.producer_id IS NOT DISTINCT FROM CAST(:producer AS uuid) AND p.id < :after
             ORDER BY p.id DESC LIMIT :limit""";

    private static final String OFFERED = """
            SELECT p.*, 0::bigint AS claimed, 0::bigint AS used
              FROM promotion p
             WHERE p.status = 'PUBLISHED' AND p.claim_from <= :now AND p.claim_until > :now
               AND (p.scope = 'PLATFORM'
                    OR p.producer_id = :producer
                       AND (p.scope = 'PRODUCER' OR p.scope_id = :listing OR p.scope_id = :session))
               AND (p.given = 'PUBLIC'
                    OR p.given = 'ROOM' AND EXISTS (
                         SELECT FROM promotion_release r
                          WHERE r.promotion_id = p.id AND r.session_id = :session
                            AND r.starts_at <= :now AND r.ends_at > :now))
             ORDER BY p.scope_id IS NULL, p.producer_id IS NULL, p.id DESC LIMIT :limit""";

    private static final String OF_CODE = """
            SELECT id FROM promotion WHERE code = :code AND given = 'CODE'""";

    private static final String HAS_LISTING = """
            SELECT EXISTS (SELECT FROM catalog_offer WHERE producer_id = :producer AND listing_id = :listing) AS has""";

    private static final String RELEASE = """
            INSERT INTO promotion_release (id, promotion_id, session_id, pieces, released_by, starts_at, ends_at)
            VALUES (:release, :id, :session, :pieces, :by, :from, :until)""";

    private final DatabaseClient database;

    PromotionStore(DatabaseClient database) {
        this.database = database;
    }

    /** With how many of its coupons are claimed and used. */
    record Counted(Promotion promotion, long claimed, long used) {}

    Mono<Void> add(Promotion promotion, AccountId by) {
        return write(ADD, promotion, by).then();
    }

    /** False when it is no draft any more. */
    Mono<Boolean> change(Promotion promotion, AccountId by) {
        return one(write(CHANGE, promotion, by));
    }

    Mono<Boolean> agree(PromotionId id) {
        return one(database.sql(AGREE).bind("id", id.value()));
    }

    Mono<Boolean> publish(PromotionId id, AccountId by, Instant at) {
        return one(decided(PUBLISH, id, by, at));
    }

    Mono<Boolean> end(PromotionId id, AccountId by, Instant at) {
        return one(decided(END, id, by, at));
    }

    private DatabaseClient.GenericExecuteSpec decided(String sql, PromotionId id, AccountId by, Instant at) {
        return database.sql(sql).bind("id", id.value()).bind("by", by.value()).bind("at", at);
    }

    private static Mono<Boolean> one(DatabaseClient.GenericExecuteSpec update) {
        return update.fetch().rowsUpdated().map(rows -> rows == 1);
    }

    Mono<Counted> find(PromotionId id) {
        return database.sql(FIND)
                .bind("id", id.value())
                .map(PromotionStore::counted)
                .one();
    }

    /** Keeps others from changing it until the transaction ends. */
    Mono<Counted> held(PromotionId id) {
        return database.sql(LOCK).bind("id", id.value()).then().then(Mono.defer(() -> find(id)));
    }

    /** The newest first; null for those of no producer. */
    Flux<Counted> page(@Nullable ProducerId producer, UUID after, int limit) {
        return database.sql(PAGE)
                .bind("producer", Columns.idOrNull(producer))
                .bind("after", after)
                .bind("limit", limit)
                .map(PromotionStore::counted)
                .all();
    }

    /**
     * What can be claimed by a tap now, the narrowest first: in a room, for a listing, of a producer, for all goods.
     */
    Flux<Promotion> offered(
            @Nullable ProducerId producer,
            @Nullable ListingId listing,
            @Nullable SessionId session,
            Instant now,
            int limit) {
        return database.sql(OFFERED)
                .bind("producer", Columns.idOrNull(producer))
                .bind("listing", Columns.idOrNull(listing))
                .bind("session", Columns.idOrNull(session))
                .bind("now", now)
                .bind("limit", limit)
                .map(PromotionStore::promotion)
                .all();
    }

    Mono<PromotionId> ofCode(String code) {
        return database.sql(OF_CODE)
                .bind("code", code)
                .map(row -> Rows.id(row, "id", PromotionId::new))
                .one();
    }

    Mono<Boolean> hasListing(ProducerId producer, UUID listing) {
        return database.sql(HAS_LISTING)
                .bind("producer", producer.value())
                .bind("listing", listing)
                .map(row -> Rows.flag(row, "has"))
                .one();
    }

    Mono<Void> release(
            UUID id, PromotionId promotion, SessionId session, int pieces, AccountId by, Instant from, Instant until) {
        return database.sql(RELEASE)
                .bind("release", id)
                .bind("id", promotion.value())
                .bind("session", session.value())
                .bind("pieces", pieces)
                .bind("by", by.value())
                .bind("from", from)
                .bind("until", until)
                .then();
    }

    private DatabaseClient.GenericExecuteSpec write(String sql, Promotion promotion, AccountId by) {
        Promotion.Content content = promotion.content();
        Terms terms = content.terms();
        Promotion.Times times = content.times();
        Promotion.Limits limits = content.limits();
        return database.sql(sql)
                .bind("id", promotion.id().value())
                .bind("producer", Columns.idOrNull(content.scope().producer()))
                .bind("scope", content.scope().kind().name())
                .bind("scopeId", Parameter.fromOrEmpty(content.scope().id(), UUID.class))
                .bind("bearer", promotion.bearer().kind().name())
                .bind("bearerId", promotion.bearer().id())
                .bind("agreed", promotion.agreed())
                .bind("title", content.title())
                .bind("kind", terms.kind().name())
                .bind("amount", Columns.fenOrNull(terms.amount()))
                .bind("perMille", Parameter.fromOrEmpty(terms.perMille(), Integer.class))
                .bind("cap", Columns.fenOrNull(terms.cap()))
                .bind("threshold", terms.threshold().fen())
                .bind("given", content.given().name())
                .bind("code", Parameter.fromOrEmpty(content.code(), String.class))
                .bind("claimFrom", times.claimFrom())
                .bind("claimUntil", times.claimUntil())
                .bind("useFrom", Parameter.fromOrEmpty(times.useFrom(), Instant.class))
                .bind("useUntil", Parameter.fromOrEmpty(times.useUntil(), Instant.class))
                .bind("useDays", Parameter.fromOrEmpty(times.useDays(), Integer.class))
                .bind("claims", limits.claims())
                .bind("perBuyer", limits.claimsPerBuyer())
                .bind("uses", Parameter.fromOrEmpty(limits.uses(), Long.class))
                .bind("by", by.value());
    }

    private static Counted counted(Readable row) {
        return new Counted(promotion(row), Rows.number(row, "claimed"), Rows.number(row, "used"));
    }

    /** Of the columns of the table, as they are called there. */
    static Promotion promotion(Readable row) {
        Scope scope = new Scope(
                Rows.name(row, "scope", Scope.Kind.class),
                Rows.idOrNull(row, "producer_id", ProducerId::new),
                row.get("scope_id", UUID.class));
        Promotion.Times times = new Promotion.Times(
                Rows.time(row, "claim_from"),
                Rows.time(row, "claim_until"),
                row.get("use_from", Instant.class),
                row.get("use_until", Instant.class),
                row.get("use_days", Integer.class));
        Promotion.Limits limits = new Promotion.Limits(
                Rows.number(row, "claims_most"),
                Rows.integer(row, "claims_per_buyer"),
                row.get("uses_most", Long.class));
        Promotion.Content content = new Promotion.Content(
                Rows.text(row, "title"),
                scope,
                terms(row),
                Rows.name(row, "given", Promotion.Given.class),
                row.get("code", String.class),
                times,
                limits);
        return new Promotion(
                Rows.id(row, "id", PromotionId::new),
                content,
                Rows.party(row, "bearer", "bearer_id"),
                Rows.flag(row, "agreed"),
                Rows.name(row, "status", Promotion.Status.class),
                Rows.integer(row, "version"));
    }

    private static Terms terms(Readable row) {
        return new Terms(
                Rows.name(row, "kind", Terms.Kind.class),
                Rows.moneyOrNull(row, "amount_fen"),
                row.get("per_mille", Integer.class),
                Rows.moneyOrNull(row, "cap_fen"),
                Rows.money(row, "threshold_fen"));
    }
}
