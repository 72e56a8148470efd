package org.livelihood.sale.promotion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.sale.live.Session;
import org.livelihood.sale.live.Sessions;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Coupons as buyers get them and keep them. */
@Service
class Coupons {

    /** Most promotions that are offered at once. */
    static final int MOST_OFFERED = 100;

    private static final int GUESSES = 10;
    private static final Duration PER = Duration.ofMinutes(10);
    private static final int REMEMBERED = 100_000;

    private final CouponStore store;
    private final PromotionStore promotions;
    private final Sessions sessions;
    private final Clock clock;

    /** Wrong codes by account, a node each: who types one code after the other must wait. */
    private final Cache<AccountId, Bucket> guesses =
            Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterAccess(PER).build();

    Coupons(CouponStore store, PromotionStore promotions, Sessions sessions, Clock clock) {
        this.store = store;
        this.promotions = promotions;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** What can be claimed by a tap now: of the platform and, where they are named, a producer, a listing, a room. */
    Mono<List<Promotion>> offered(
            @Nullable ProducerId producer, @Nullable ListingId listing, @Nullable SessionId session) {
        return promotions
                .offered(producer, listing, session, clock.instant(), MOST_OFFERED)
                .collectList();
    }

    /**
     * Claims a coupon; who has one that she has not used is answered with that.
     *
     * @throws Refusal NOT_FOUND (also for what is got by a code), NOT_YET, OVER, NONE_LEFT, HAD_ENOUGH, NOT_RELEASED
     */
    @Transactional
    public Mono<Coupon> claim(Caller caller, PromotionId id) {
        return promotions
                .find(id)
                .filter(found -> found.promotion().content().given() != Promotion.Given.CODE)
                .switchIfEmpty(Mono.error(() -> new Refusal(PromotionReason.NOT_FOUND, id)))
                .flatMap(found -> take(caller, id));
    }

    /** The same by a code. Codes that there are not, are ended, or are drafts are told apart by nothing. */
    @Transactional
    public Mono<Coupon> claim(Caller caller, String code) {
        Bucket bucket = guesses.get(
                caller.account(),
                fresh -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(GUESSES).refillGreedy(GUESSES, PER))
                        .build());
        if (bucket.getAvailableTokens() == 0) {
            return Mono.error(() -> new Refusal(PromotionReason.TOO_MANY_GUESSES, PER.toSeconds() / GUESSES));
        }
        return promotions
                .ofCode(PromotionDesk.normal(code))
                .flatMap(id -> take(caller, id))
                .onErrorResume(Refusal.class, refused -> isUnknown(refused) ? Mono.empty() : Mono.error(refused))
                .switchIfEmpty(Mono.error(() -> {
                    bucket.tryConsume(1);
                    return Refusal.ofField(PromotionReason.CODE_UNKNOWN, "code");
                }));
    }

    private static boolean isUnknown(Refusal refused) {
        return refused.reason() == PromotionReason.NOT_FOUND
                || refused.reason() == PromotionReason.NOT_YET
                || refused.reason() == PromotionReason.OVER;
    }

    private Mono<Coupon> take(Caller caller, PromotionId id) {
        return store.take(id, caller.account(), now()).flatMap(outcome -> {
            CouponId coupon = outcome.coupon();
            return coupon == null
                    ? Mono.error(() -> new Refusal(PromotionReason.valueOf(outcome.name()), id))
                    : store.of(caller.account(), List.of(coupon)).next();
        });
    }

    /** Her coupons, the newest first. */
    Mono<Page<Coupon>> own(Caller caller, Coupon.@Nullable State state, @Nullable Cursor after, int limit) {
        return store.page(caller.account(), state, Cursor.below(after), limit + 1, clock.instant())
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id().value())));
    }

    /** How many of her coupons are in each state, zero for none. */
    Mono<Map<Coupon.State, Long>> counts(Caller caller) {
        return store.counts(caller.account(), clock.instant()).map(found -> {
            Map<Coupon.State, Long> counts = new EnumMap<>(Coupon.State.class);
            for (Coupon.State state : Coupon.State.values()) {
                counts.put(state, found.getOrDefault(state, 0L));
            }
            return counts;
        });
    }

    /** Pieces that a host releases for a while. */
    record Released(PromotionId promotion, int pieces, Instant until) {}

    /**
     * Releases coupons in a live session: by its host or its producer's people, so many pieces for a while. The room is
     * told.
     *
     * @throws Refusal NOT_FOUND for a promotion that is none of the session's producer or not given in rooms,
     *     WRONG_STATE unless it is published and the session is live
     */
    @Transactional
    public Mono<Released> release(Caller caller, SessionId id, PromotionId promotion, int pieces, Duration time) {
        Instant now = now();
        Instant until = now.plus(time);
        return sessions.managed(caller, id)
                .zipWith(Mono.defer(() -> promotions.find(promotion)))
                .filter(both -> isForRoom(both.getT2().promotion(), both.getT1(), caller))
                .switchIfEmpty(Mono.error(() -> new Refusal(PromotionReason.NOT_FOUND, promotion)))
                .filter(both -> both.getT1().status() == Session.Status.LIVE
                        && both.getT2().promotion().status() == Promotion.Status.PUBLISHED)
                .switchIfEmpty(Mono.error(() -> new Refusal(PromotionReason.WRONG_STATE, promotion)))
                .flatMap(both -> promotions
                        .release(Uuids.next(), promotion, id, pieces, caller.account(), now, until)
                        .then(sessions.tellRoom(
                                id,
                                "coupon.released",
                                Map.of(
                                        "promotionId",
                                        promotion,
                                        "title",
                                        both.getT2().promotion().content().title(),
                                        "pieces",
                                        pieces,
                                        "until",
                                        until))))
                .thenReturn(new Released(promotion, pieces, until));
    }

    /** What is for all goods is the platform's to release. */
    private static boolean isForRoom(Promotion promotion, Session session, Caller caller) {
        ProducerId producer = promotion.content().scope().producer();
        return promotion.content().given() == Promotion.Given.ROOM
                && (producer == null ? caller.is(Role.ADMIN) : producer.equals(session.producer()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
