package org.livelihood.goods.catalog;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing.Content;
import org.livelihood.goods.catalog.Listing.InReview;
import org.livelihood.goods.catalog.Listing.SkuDraft;
import org.livelihood.goods.catalog.Listing.SkuInfo;
import org.livelihood.goods.catalog.Listing.Status;
import org.livelihood.goods.catalog.ListingRevision.SkuChange;
import org.livelihood.goods.shelf.Shelf;
import org.livelihood.goods.stock.Stock;
import org.livelihood.goods.stock.StockLevel;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.webhook.EventType;
import org.livelihood.platform.webhook.WebhookEvent;
import org.livelihood.platform.webhook.WebhookEvents;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the listings: written by a producer, reviewed by the platform, then shown. */
@Service
public class Listings {

    private final ListingStore store;
    private final SkuStore skus;
    private final ChangeStore revisions;
    private final ReviewStore reviews;
    private final Shelf shelf;
    private final ReviewDesk desk;
    private final Producers producers;
    private final Stock stock;
    private final WebhookEvents webhooks;
    private final Clock clock;

    Listings(
            ListingStore store,
            SkuStore skus,
            ChangeStore revisions,
            ReviewStore reviews,
            Shelf shelf,
            ReviewDesk desk,
            Producers producers,
            Stock stock,
            WebhookEvents webhooks,
            Clock clock) {
        this.store = store;
        this.skus = skus;
        this.revisions = revisions;
        this.reviews = reviews;
        this.shelf = shelf;
        this.desk = desk;
        this.producers = producers;
        this.stock = stock;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /** A draft of an approved producer. */
    @Transactional
    public Mono<Listing> draft(Caller caller, ProducerId producer, Content content, List<SkuDraft> drafts) {
        ListingId id = ListingId.next();
        List<SkuChange> fresh =
                drafts.stream().map(sku -> new SkuChange(null, sku)).toList();
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(producers.requireApproved(producer))
                .then(desk.requireKnown(producer, content))
                .then(require(OptionRules.fit(content.options(), fresh)))
                .then(store.add(id, producer, content))
                .then(skus.putSkus(id, producer, fresh))
                .then(store.find(id));
    }

    /**
     * New content, and new SKUs unless null: those not named any more are withdrawn. It needs a review; until then the
     * public sees what was approved. Refused with WRONG_STATE while it is under review, with STALE.
     */
    @Transactional
    public Mono<Listing> rewrite(
            Caller caller, ListingId id, IntPredicate version, Content content, @Nullable List<SkuChange> changes) {
        return own(caller, id)
                .flatMap(listing -> held(listing, version))
                .flatMap(listing ->
                        desk.requireKnown(listing.producer(), content).then(desk.write(listing, content, changes)))
                .then(Mono.defer(() -> shelved(id)));
    }

    /** A new price, at any time and without review; live prices stay. */
    @Transactional
    public Mono<Listing> price(Caller caller, ListingId id, SkuId sku, IntPredicate version, Money price) {
        return own(caller, id)
                .flatMap(listing -> held(listing, version))
                .then(skus.price(id, sku, price))
                .filter(changed -> changed)
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.SKU_NOT_FOUND, sku)))
                .then(Mono.defer(() -> shelved(id)));
    }

    /** The listing, which nobody else changes until this transaction ends. */
    private Mono<Listing> held(Listing listing, IntPredicate version) {
        return store.lock(listing.id())
                .filter(version::test)
                .flatMap(now -> store.touch(listing.id(), now))
                .filter(held -> held)
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.STALE, listing.id())))
                .thenReturn(listing);
    }

    /** Hands a draft, or a change of what is listed, in for review. */
    @Transactional
    public Mono<Listing> submit(Caller caller, ListingId id) {
        return own(caller, id).flatMap(desk::submit).then(Mono.defer(() -> shelved(id)));
    }

    /**
     * The platform's word on what is under review.
     *
     * @param version what the reviewer has read; refused with STALE when it has changed
     */
    @Transactional
    public Mono<Listing> approve(Caller caller, ListingId id, IntPredicate version) {
        return reviewed(id, version)
                .flatMap(listing -> desk.approve(caller, listing).then(Mono.defer(() -> told(listing))))
                .then(Mono.defer(() -> shelved(id)));
    }

    private Mono<Void> told(Listing listing) {
        return webhooks.publish(List.of(new WebhookEvent(
                EventType.LISTING_APPROVED, clock.instant(), listing.producer(), Map.of("listingId", listing.id()))));
    }

    @Transactional
    public Mono<Listing> sendBack(Caller caller, ListingId id, IntPredicate version, String reason) {
        return reviewed(id, version)
                .flatMap(listing -> desk.sendBack(caller, listing, reason))
                .then(Mono.defer(() -> shelved(id)));
    }

    private Mono<Listing> reviewed(ListingId id, IntPredicate version) {
        return managed(id)
                .filter(listing -> version.test(listing.version()))
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.STALE, id)));
    }

    /** Puts an approved listing on the shelf. */
    @Transactional
    public Mono<Listing> list(Caller caller, ListingId id) {
        return own(caller, id).then(move(id, List.of(Status.APPROVED, Status.DELISTED), Status.LISTED));
    }

    @Transactional
    public Mono<Listing> delist(Caller caller, ListingId id) {
        return own(caller, id).then(move(id, List.of(Status.LISTED), Status.DELISTED));
    }

    private Mono<Listing> move(ListingId id, List<Status> from, Status to) {
        return store.move(id, from, to, null)
                .filter(moved -> moved)
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.WRONG_STATE, id)))
                .then(Mono.defer(() -> shelved(id)));
    }

    /**
     * The shelf shows the listing as it stands now, or shows it no more; also where an older program on another node
     * has changed it, which knows nothing of the shelf.
     */
    @Transactional
    public Mono<Listing> reshelve(ListingId id) {
        return store.lock(id).then(Mono.defer(() -> shelved(id)));
    }

    private Mono<Listing> shelved(ListingId id) {
        return managed(id)
                .flatMap(listing -> shelf(listing).then(store.shelved(id)).thenReturn(listing));
    }

    private Mono<Void> shelf(Listing listing) {
        Instant since = listing.listedAt();
        return listing.status() == Status.LISTED && since != null
                ? shelf.show(listing.card(since))
                : shelf.hide(listing.id());
    }

    private static Mono<Void> require(boolean optionsFit) {
        return optionsFit ? Mono.empty() : Mono.error(() -> Refusal.ofField(CatalogReason.OPTIONS, "skus"));
    }

    /** What is on the shelf, as everybody sees it. Refused with NOT_FOUND. */
    public Mono<Listing> get(ListingId id) {
        return found(id)
                .filter(listing -> listing.status() == Status.LISTED)
                .switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    /** A listing in any state with the change that waits for review, for those who manage it. */
    public Mono<Listing> manage(Caller caller, ProducerId producer, ListingId id) {
        return own(caller, id)
                .filter(listing -> listing.producer().equals(producer))
                .switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    /** What waits for the platform's review. */
    public Mono<Page<InReview>> inReview(@Nullable Cursor after, int limit) {
        return reviews.inReview(after, limit + 1)
                .collectList()
                .map(rows ->
                        Page.of(rows, limit, entry -> Cursor.of(0, entry.id().value())));
    }

    /** A producer's listings in every state, for itself. */
    public Mono<Page<Listing>> ofProducer(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER, Role.HOST)
                .thenMany(store.ofProducer(producer, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(
                        rows, limit, listing -> Cursor.of(0, listing.id().value())));
    }

    /** A SKU with its producer. Refused with SKU_NOT_FOUND. */
    public Mono<SkuInfo> sku(SkuId sku) {
        return skus.skus(List.of(sku))
                .singleOrEmpty()
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.SKU_NOT_FOUND, sku)));
    }

    /** Those of the SKUs that are on the shelf now: approved, listed and not withdrawn. */
    public Mono<Set<SkuId>> onShelf(Collection<SkuId> asked) {
        return skus.skus(asked).filter(SkuInfo::onShelf).map(SkuInfo::sku).collect(Collectors.toSet());
    }

    /** How the pools of a listing's SKUs stand, those of live rooms too. */
    public Mono<List<StockLevel>> levels(ListingId id) {
        return get(id).flatMapMany(listing -> stock.levels(
                        listing.producer(),
                        listing.skus().stream().map(Listing.Sku::id).toList()))
                .collectList();
    }

    private Mono<Listing> own(Caller caller, ListingId id) {
        return managed(id)
                .filter(listing -> caller.is(Role.ADMIN) || caller.actsFor(listing.producer(), Role.PRODUCER))
                .switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    private Mono<Listing> managed(ListingId id) {
        return found(id)
                .flatMap(listing -> revisions.open(id).map(listing::withPending).defaultIfEmpty(listing));
    }

    private Mono<Listing> found(ListingId id) {
        return store.find(id).switchIfEmpty(Mono.error(() -> unknown(id)));
    }

    private static Refusal unknown(ListingId id) {
        return new Refusal(CatalogReason.NOT_FOUND, id);
    }
}
