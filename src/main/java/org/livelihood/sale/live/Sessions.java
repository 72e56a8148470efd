package org.livelihood.sale.live;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listings;
import org.livelihood.goods.stock.Stock;
import org.livelihood.goods.stock.StockLevel;
import org.livelihood.people.household.Belongings;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.live.Session.Item;
import org.livelihood.sale.live.Session.ItemDraft;
import org.livelihood.sale.live.Session.Offered;
import org.livelihood.sale.live.Session.Plan;
import org.livelihood.sale.live.Session.Room;
import org.livelihood.sale.live.Session.Status;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the livestream sessions: planned, run by their host, ended. What the room must know is told after commit. */
@Service
public class Sessions {

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2099;

    private final SessionStore store;
    private final Hosts hosts;
    private final LiveRooms news;
    private final Producers producers;
    private final Belongings belongings;
    private final Listings listings;
    private final Stock stock;

    Sessions(
            SessionStore store,
            Hosts hosts,
            LiveRooms news,
            Producers producers,
            Belongings belongings,
            Listings listings,
            Stock stock) {
        this.store = store;
        this.hosts = hosts;
        this.news = news;
        this.producers = producers;
        this.belongings = belongings;
        this.listings = listings;
        this.stock = stock;
    }

    /**
     * Plans a session of an approved producer. A wage is for the producer to promise, and for somebody who stands to it
     * on that day to earn: refused with WAGE_BY_PRODUCER, WAGE_WITHOUT_EARNER, PLAN_OUT_OF_TIME. The host is an account
     * that there is, an official only by an officer's word: HOST_UNKNOWN, NOT_OFFICIAL.
     */
    @Transactional
    public Mono<SessionId> schedule(Caller caller, ProducerId producer, Plan plan) {
        SessionId id = SessionId.next();
        return producers
                .requireOwn(caller, producer, Role.PRODUCER, Role.HOST)
                .then(producers.requireApproved(producer))
                .then(requirePlannable(caller, producer, plan))
                .then(hosts.requireKnown(caller, plan.host()))
                .then(hosts.isOfficial(plan.host(), plan.plannedStart(), plan.official()))
                .flatMap(official -> add(producer, id, plan.with(official)))
                .thenReturn(id);
    }

    private Mono<SessionId> add(ProducerId producer, SessionId id, Plan plan) {
        return earnerOf(producer, plan)
                .flatMap(earner -> store.add(producer, id, plan, earner))
                .switchIfEmpty(Mono.defer(() -> store.add(producer, id, plan, null)));
    }

    private static Mono<Void> requirePlannable(Caller caller, ProducerId producer, Plan plan) {
        if (!PlausibleDates.isWithin(ChinaTime.dayOf(plan.plannedStart()), FIRST_YEAR, LAST_YEAR)) {
            return Mono.error(() -> Refusal.ofField(LiveReason.PLAN_OUT_OF_TIME, "plannedStart"));
        }
        boolean mayPromise = caller.is(Role.ADMIN) || caller.actsFor(producer, Role.PRODUCER);
        return plan.wage().isZero() || mayPromise
                ? Mono.empty()
                : Mono.error(() -> Refusal.ofField(LiveReason.WAGE_BY_PRODUCER, "wageFen"));
    }

    /** Whom the host's wage is owed to; empty when none is paid. */
    private Mono<Party> earnerOf(ProducerId producer, Plan plan) {
        if (plan.wage().isZero()) {
            return Mono.empty();
        }
        LocalDate day = ChinaTime.dayOf(plan.plannedStart());
        return Mono.justOrEmpty(plan.wagePerson())
                .filterWhen(person -> producers
                        .membershipsOn(producer, day)
                        .any(membership -> membership.person().equals(person)))
                .switchIfEmpty(Mono.error(() -> new Refusal(LiveReason.WAGE_WITHOUT_EARNER)))
                .flatMap(person -> belongings.partyOn(person, day));
    }

    /**
     * Goes live, with a host who starts herself, works for the producer or agreed. Refused with WRONG_STATE,
     * HOST_NOT_AGREED, or HOST_IS_LIVE while the same host is live elsewhere.
     */
    @Transactional
    public Mono<Session> start(Caller caller, SessionId id) {
        return managed(caller, id)
                .delayUntil(session -> hosts.requireWilling(caller, session))
                .flatMap(session -> store.start(session.producer(), id))
                .onErrorMap(DuplicateKeyException.class, busy -> new Refusal(LiveReason.HOST_IS_LIVE))
                .switchIfEmpty(Mono.error(() -> new Refusal(LiveReason.WRONG_STATE, id)))
                .flatMap(session -> news.afterCommit(id, "room.live", Map.of("startedAt", startOf(session)))
                        .thenReturn(session));
    }

    private static Instant startOf(Session session) {
        return Objects.requireNonNull(session.startedAt());
    }

    /** Ends: nothing can be bought from the room any more, and what its pools still hold goes back. */
    @Transactional
    public Mono<Session> end(Caller caller, SessionId id) {
        return managed(caller, id)
                .flatMap(session -> store.end(session.producer(), id))
                .switchIfEmpty(Mono.error(() -> new Refusal(LiveReason.WRONG_STATE, id)))
                .flatMap(session -> stock.closePools(session.producer(), id)
                        .then(news.afterCommit(id, "room.ended", over(session)))
                        .thenReturn(session));
    }

    /** Calls a planned session off. Refused with WRONG_STATE once it is live. */
    @Transactional
    public Mono<Session> cancel(Caller caller, SessionId id) {
        return managed(caller, id)
                .flatMap(session -> store.cancel(session.producer(), id))
                .switchIfEmpty(Mono.error(() -> new Refusal(LiveReason.WRONG_STATE, id)))
                .flatMap(session -> stock.closePools(session.producer(), id)
                        .then(news.afterCommit(id, "room.ended", over(session)))
                        .thenReturn(session));
    }

    private static Map<String, ?> over(Session session) {
        return Map.of("status", session.status(), "endedAt", Objects.requireNonNull(session.endedAt()));
    }

    /** Puts a SKU of the producer into the showcase, or writes its entry anew; a pool may grow, never shrink. */
    @Transactional
    public Mono<Item> putItem(Caller caller, SessionId id, SkuId sku, ItemDraft draft) {
        return ownOpen(caller, id)
                .flatMap(session -> listings.sku(sku)
                        .filter(info -> info.producer().equals(session.producer()))
                        .switchIfEmpty(Mono.error(() -> Refusal.ofField(LiveReason.SKU_OF_ANOTHER, "skuId", sku)))
                        .doOnNext(draft::requireOfferOf)
                        .flatMap(info ->
                                growPool(session, sku, draft).then(store.putItem(session.producer(), id, info, draft))))
                .flatMap(item -> news.afterCommit(id, "product.price", LiveRooms.priceOf(item))
                        .thenReturn(item));
    }

    private Mono<Void> growPool(Session session, SkuId sku, ItemDraft draft) {
        return store.poolUnits(session.producer(), session.id(), sku)
                .defaultIfEmpty(0L)
                .flatMap(had -> {
                    long more = draft.poolUnits() - had;
                    if (more < 0) {
                        return Mono.error(() -> Refusal.ofField(LiveReason.POOL_SHRINKS, "poolUnits", had));
                    }
                    return more == 0 ? Mono.empty() : stock.openPool(session.producer(), sku, session.id(), more);
                });
    }

    /** Takes a SKU out of the showcase; what its pool holds goes back when the session ends. */
    @Transactional
    public Mono<Void> hideItem(Caller caller, SessionId id, SkuId sku) {
        return ownOpen(caller, id)
                .flatMap(session -> store.hideItem(session.producer(), id, sku)
                        .filter(hidden -> hidden)
                        .switchIfEmpty(Mono.error(() -> new Refusal(LiveReason.NOT_SHOWN, sku)))
                        .then(sku.equals(session.pinnedSku()) ? tellUnpinned(id) : Mono.empty()))
                .then(news.afterCommit(id, "product.removed", Map.of("sku", sku)));
    }

    private Mono<Void> tellUnpinned(SessionId id) {
        return news.afterCommit(id, "product.unpinned", Map.of());
    }

    /** Pins one item; the one pinned before is pinned no more. */
    @Transactional
    public Mono<Session> pin(Caller caller, SessionId id, SkuId sku) {
        return ownOpen(caller, id)
                .filterWhen(session -> listings.onShelf(List.of(sku)).map(shelf -> shelf.contains(sku)))
                .flatMap(session -> store.pin(session.producer(), id, sku))
                .switchIfEmpty(Mono.error(() -> new Refusal(LiveReason.NOT_SHOWN, sku)))
                .flatMap(session -> news.afterCommit(id, "product.pinned", Map.of("sku", sku))
                        .thenReturn(session));
    }

    @Transactional
    public Mono<Session> unpin(Caller caller, SessionId id) {
        return ownOpen(caller, id)
                .flatMap(session -> store.unpin(session.producer(), id))
                .flatMap(session -> tellUnpinned(id).thenReturn(session));
    }

    /** Refused with NOT_FOUND. */
    public Mono<Session> get(SessionId id) {
        return store.find(id).switchIfEmpty(Mono.error(() -> new Refusal(LiveReason.NOT_FOUND, id)));
    }

    /** Tells the room something once the transaction has committed. */
    public Mono<Void> tellRoom(SessionId id, String type, Map<String, ?> data) {
        return news.afterCommit(id, type, data);
    }

    /** The session with its showcase and what of it is left; what was taken off the shelf meanwhile is not in it. */
    public Mono<Room> room(SessionId id) {
        return get(id).flatMap(session -> store.items(session.producer(), id)
                .collectList()
                .flatMap(this::onShelf)
                .flatMap(items -> offered(session, items))
                .map(items -> new Room(session, items)));
    }

    private Mono<List<Item>> onShelf(List<Item> items) {
        return listings.onShelf(items.stream().map(Item::sku).toList())
                .map(shelf -> items.stream()
                        .filter(item -> shelf.contains(item.sku()))
                        .toList());
    }

    private Mono<List<Offered>> offered(Session session, List<Item> items) {
        return stock.levels(session.producer(), items.stream().map(Item::sku).toList())
                .collectList()
                .map(levels -> items.stream()
                        .map(item -> new Offered(item, available(session.id(), item, levels)))
                        .toList());
    }

    private static long available(SessionId session, Item item, List<StockLevel> levels) {
        SessionId pool = item.poolUnits() > 0 ? session : null;
        return levels.stream()
                .filter(level -> level.sku().equals(item.sku()) && Objects.equals(level.session(), pool))
                .mapToLong(StockLevel::available)
                .sum();
    }

    /** Sessions of a state, newest plan first; of all producers or of one. */
    public Mono<Page<Session>> list(Status status, @Nullable ProducerId producer, @Nullable Cursor after, int limit) {
        return store.list(status, producer, after, limit + 1)
                .collectList()
                .map(rows -> Page.of(
                        rows,
                        limit,
                        row -> Cursor.of(row.plannedStart(), row.id().value())));
    }

    /** Terms of the given sessions; unknown ones are left out. */
    public Flux<SessionTerms> terms(Collection<SessionId> sessions) {
        return store.terms(sessions);
    }

    /** Sessions with a host's wage that ended at or after the time, oldest first: their wage waits to be spread. */
    public Flux<SessionTerms> endedWithWage(Instant since) {
        return store.endedWithWage(since);
    }

    /** The caller's session, locked, while its showcase may change. */
    private Mono<Session> ownOpen(Caller caller, SessionId id) {
        return managed(caller, id)
                .flatMap(session -> store.lockOpen(session.producer(), id))
                .switchIfEmpty(Mono.error(() -> new Refusal(LiveReason.WRONG_STATE, id)));
    }

    /** One that the caller runs: its host, its producer's people, the platform. Refused with NOT_FOUND. */
    public Mono<Session> managed(Caller caller, SessionId id) {
        return get(id).filterWhen(session -> caller.is(Role.ADMIN) || caller.actsFor(session.producer(), Role.PRODUCER)
                        ? Mono.just(true)
                        : hosts.isHost(caller, session))
                .switchIfEmpty(Mono.error(() -> new Refusal(LiveReason.NOT_FOUND, id)));
    }
}
