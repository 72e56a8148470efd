package org.livelihood.goods.catalog;

import java.util.Collection;
import java.util.List;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the listings: written by a producer, reviewed by the platform, then shown. */
@Service
public class Listings {

    private final ListingStore store;
    private final ChangeStore revisions;
    private final ShelfStore shelf;
    private final ShelfPages pages;
    private final ReviewDesk desk;
    private final Producers producers;
    private final Stock stock;

    Listings(
            ListingStore store,
            ChangeStore revisions,
            ShelfStore shelf,
            ShelfPages pages,
            ReviewDesk desk,
            Producers producers,
            Stock stock) {
        this.store = store;
        this.revisions = revisions;
        this.shelf = shelf;
        this.pages = pages;
        this.desk = desk;
        this.producers = producers;
        this.stock = stock;
    }

    /** What to list: texts match anywhere in the title, origins include all regions below. */
    public record Query(
            @Nullable String text,
            @Nullable String category,
            @Nullable String originPrefix,
            @Nullable ProducerId producer,
            @Nullable Cursor after,
            int limit) {}

    /** A draft of an approved producer. */
    @Transactional
    public Mono<Listing> draft(Caller caller, ProducerId producer, Content content, List<SkuDraft> skus) {
        ListingId id = ListingId.next();
        List<SkuChange> fresh =
                skus.stream().map(sku -> new SkuChange(null, sku)).toList();
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(producers.requireApproved(producer))
                .then(desk.requireKnown(content, store.ownImages(producer, content.images())))
                .then(store.add(id, producer, content))
                .then(store.putSkus(id, producer, fresh))
                .then(store.find(id));
    }

    /**
     * New content, and new SKUs unless null: those not named any more are withdrawn. It needs a review; until then the
     * public sees what was approved. Refused with WRONG_STATE while it is under review, with STALE.
     */
    @Transactional
    public Mono<Listing> rewrite(
            Caller caller, ListingId id, IntPredicate version, Content content, @Nullable List<SkuChange> skus) {
        return own(caller, id)
                .flatMap(listing -> held(listing, version))
                .flatMap(listing -> desk.requireKnown(listing, content).then(desk.write(listing, content, skus)))
                .then(Mono.defer(() -> managed(id)));
    }

    /** A new price, at any time and without review; live prices stay. */
    @Transactional
    public Mono<Listing> price(Caller caller, ListingId id, SkuId sku, IntPredicate version, Money price) {
        return own(caller, id)
                .flatMap(listing -> held(listing, version))
                .then(store.price(id, sku, price))
                .filter(changed -> changed)
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.SKU_NOT_FOUND, sku)))
                .then(pages.forgetAfterCommit())
                .then(Mono.defer(() -> managed(id)));
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
        return own(caller, id).flatMap(desk::submit).then(Mono.defer(() -> managed(id)));
    }

    /**
     * The platform's word on what is under review.
     *
     * @param version what the reviewer has read; refused with STALE when it has changed
     */
    @Transactional
    public Mono<Listing> approve(Caller caller, ListingId id, IntPredicate version) {
        return reviewed(id, version)
                .flatMap(listing -> desk.approve(caller, listing))
                .then(pages.forgetAfterCommit())
                .then(Mono.defer(() -> managed(id)));
    }

    @Transactional
    public Mono<Listing> sendBack(Caller caller, ListingId id, IntPredicate version, String reason) {
        return reviewed(id, version)
                .flatMap(listing -> desk.sendBack(caller, listing, reason))
                .then(Mono.defer(() -> managed(id)));
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
                .then(pages.forgetAfterCommit())
                .then(Mono.defer(() -> managed(id)));
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

    public Mono<Page<Listing.Card>> search(Query query) {
        return pages.search(query);
    }

    /** What waits for the platform's review. */
    public Mono<Page<InReview>> inReview(@Nullable Cursor after, int limit) {
        return shelf.inReview(after, limit + 1)
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
        return store.skus(List.of(sku))
                .singleOrEmpty()
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.SKU_NOT_FOUND, sku)));
    }

    /** Those of the SKUs that are on the shelf now: approved, listed and not withdrawn. */
    public Mono<Set<SkuId>> onShelf(Collection<SkuId> skus) {
        return store.skus(skus).filter(SkuInfo::onShelf).map(SkuInfo::sku).collect(Collectors.toSet());
    }

    /** What of a listing's SKUs can be bought now outside a live room. */
    public Mono<List<StockLevel>> levels(ListingId id) {
        return get(id).flatMapMany(listing -> stock.levels(
                        listing.producer(),
                        listing.skus().stream().map(Listing.Sku::id).toList()))
                .filter(level -> level.session() == null)
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
