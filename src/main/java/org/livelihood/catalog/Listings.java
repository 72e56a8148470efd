package org.livelihood.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.catalog.Listing.Content;
import org.livelihood.catalog.Listing.SkuDraft;
import org.livelihood.catalog.Listing.SkuInfo;
import org.livelihood.catalog.Listing.Status;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Cursor;
import org.livelihood.kernel.ListingId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Page;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.Role;
import org.livelihood.kernel.SkuId;
import org.livelihood.producer.Producers;
import org.livelihood.stock.Stock;
import org.livelihood.stock.StockLevel;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the listings: written by a producer, reviewed by the platform, then shown. */
@Service
public class Listings {

    private final ListingStore store;
    private final Producers producers;
    private final Stock stock;

    Listings(ListingStore store, Producers producers, Stock stock) {
        this.store = store;
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
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(producers.requireApproved(producer))
                .then(store.add(id, producer, content))
                .then(store.addSkus(id, producer, skus))
                .then(store.find(id));
    }

    /** New content, while it is not under review and not on the shelf; it becomes a draft. */
    @Transactional
    public Mono<Listing> rewrite(Caller caller, ListingId id, int version, Content content) {
        return own(caller, id)
                .flatMap(listing -> requireVersion(listing, version))
                .then(store.rewrite(id, version, content))
                .filter(changed -> changed)
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.WRONG_STATE, id)))
                .then(store.find(id));
    }

    /** A new price, at any time and without review; live prices stay. */
    @Transactional
    public Mono<Listing> price(Caller caller, ListingId id, SkuId sku, int version, Money price) {
        return own(caller, id)
                .flatMap(listing -> requireVersion(listing, version))
                .then(store.price(id, sku, version, price))
                .filter(changed -> changed)
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.SKU_NOT_FOUND, sku)))
                .then(store.find(id));
    }

    private static Mono<Listing> requireVersion(Listing listing, int version) {
        return listing.version() == version
                ? Mono.just(listing)
                : Mono.error(() -> new Refusal(CatalogReason.STALE, listing.id()));
    }

    @Transactional
    public Mono<Listing> submit(Caller caller, ListingId id) {
        return own(caller, id).then(move(id, List.of(Status.DRAFT, Status.RETURNED), Status.SUBMITTED, null));
    }

    /** The platform's review. */
    @Transactional
    public Mono<Listing> approve(Caller caller, ListingId id) {
        return found(id).then(move(id, List.of(Status.SUBMITTED), Status.APPROVED, null));
    }

    @Transactional
    public Mono<Listing> sendBack(Caller caller, ListingId id, String reason) {
        return found(id).then(move(id, List.of(Status.SUBMITTED), Status.RETURNED, reason));
    }

    /** Puts an approved listing on the shelf. */
    @Transactional
    public Mono<Listing> list(Caller caller, ListingId id) {
        return own(caller, id).then(move(id, List.of(Status.APPROVED, Status.DELISTED), Status.LISTED, null));
    }

    @Transactional
    public Mono<Listing> delist(Caller caller, ListingId id) {
        return own(caller, id).then(move(id, List.of(Status.LISTED), Status.DELISTED, null));
    }

    private Mono<Listing> move(ListingId id, List<Status> from, Status to, @Nullable String reason) {
        return store.move(id, from, to, reason)
                .filter(moved -> moved)
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.WRONG_STATE, id)))
                .then(Mono.defer(() -> store.find(id)));
    }

    /** Everybody sees what is on the shelf; its producer and the platform see it always. */
    public Mono<Listing> get(@Nullable Caller caller, ListingId id) {
        return found(id)
                .filter(listing -> listing.status() == Status.LISTED || caller != null && mayManage(caller, listing))
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.NOT_FOUND, id)));
    }

    public Mono<Page<Listing.Card>> search(Query query) {
        return store.search(query)
                .collectList()
                .map(rows -> Page.of(
                        rows,
                        query.limit(),
                        card -> Cursor.of(card.listedAt(), card.id().value())));
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
        return store.sku(sku).switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.SKU_NOT_FOUND, sku)));
    }

    /** What of a listing's SKUs can be bought now outside a live room. */
    public Mono<List<StockLevel>> levels(ListingId id) {
        return get(null, id)
                .flatMapMany(listing -> stock.levels(
                        listing.producer(),
                        listing.skus().stream().map(Listing.Sku::id).toList()))
                .filter(level -> level.session() == null)
                .collectList();
    }

    private Mono<Listing> own(Caller caller, ListingId id) {
        return found(id)
                .filter(listing -> mayManage(caller, listing))
                .switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.NOT_FOUND, id)));
    }

    private Mono<Listing> found(ListingId id) {
        return store.find(id).switchIfEmpty(Mono.error(() -> new Refusal(CatalogReason.NOT_FOUND, id)));
    }

    private static boolean mayManage(Caller caller, Listing listing) {
        return caller.is(Role.ADMIN) || caller.actsFor(listing.producer(), Role.PRODUCER);
    }
}
