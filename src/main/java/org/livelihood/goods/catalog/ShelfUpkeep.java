package org.livelihood.goods.catalog;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.livelihood.goods.catalog.SkuStore.OfListing;
import org.livelihood.goods.shelf.Shelf;
import org.livelihood.goods.stock.Stock;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Puts right what no command does: listings that are found by the words of an older program, or were changed by one on
 * another node; and how many units were sold.
 */
@Component
class ShelfUpkeep {

    private static final int MOST_AT_ONCE = 200;

    /** A sale counts from its transaction's begin, which may be this much before its end. */
    private static final Duration LONGEST_SALE = Duration.ofSeconds(90);

    private final Listings listings;
    private final ListingStore store;
    private final SkuStore skus;
    private final Shelf shelf;
    private final Stock stock;
    private final Clock clock;

    ShelfUpkeep(Listings listings, ListingStore store, SkuStore skus, Shelf shelf, Stock stock, Clock clock) {
        this.listings = listings;
        this.store = store;
        this.skus = skus;
        this.shelf = shelf;
        this.stock = stock;
        this.clock = clock;
    }

    /** Shows anew what is not shown as it should be, until there is nothing of the kind. */
    Mono<Void> reshelve() {
        return store.unshelved(MOST_AT_ONCE)
                .concatWith(shelf.outdated(MOST_AT_ONCE))
                .collect(Collectors.toSet())
                .flatMap(found ->
                        Flux.fromIterable(found).concatMap(listings::reshelve).then(Mono.just(found.size())))
                .repeat()
                .takeUntil(shown -> shown == 0)
                .then();
    }

    /** Counts what was sold of all listings of which something was since the last count. */
    @Transactional
    public Mono<Void> countSold() {
        Instant now = clock.instant();
        return shelf.lockCounted()
                .flatMap(until -> stock.movedSince(until.minus(LONGEST_SALE)).collect(Collectors.toSet()))
                .filter(moved -> !moved.isEmpty())
                .flatMap(this::sold)
                .flatMap(sold -> shelf.counted(sold, now));
    }

    private Mono<Map<ListingId, Long>> sold(Set<SkuId> moved) {
        return skus.besides(moved)
                .collectList()
                .flatMap(found -> stock.sold(
                                found.stream().collect(Collectors.toMap(OfListing::sku, OfListing::producer)))
                        .map(units -> summed(found, units)));
    }

    private static Map<ListingId, Long> summed(List<OfListing> skus, Map<SkuId, Long> units) {
        Map<ListingId, Long> sold = new HashMap<>();
        skus.forEach(of -> sold.merge(of.listing(), units.getOrDefault(of.sku(), 0L), Long::sum));
        return sold;
    }
}
