package org.livelihood.goods.lot;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing;
import org.livelihood.goods.catalog.Listings;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who made what is on a listing, as anybody may know it: how many households, never which. */
@Component
class Makers {

    /** Of fewer, whoever knows the village would know which. */
    static final int FEWEST_TOLD = 5;

    private static final long MOST_KEPT = 10_000;

    private final Listings listings;
    private final MakersStore store;
    private final AsyncCache<ListingId, Made> counted = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(Duration.ofMinutes(1))
            .buildAsync();

    Makers(Listings listings, MakersStore store) {
        this.listings = listings;
        this.store = store;
    }

    /**
     * @param households that worked on, or delivered to, any sealed lot of the listing or what went into it; null where
     *     they are fewer than {@code fewestTold}
     */
    record Made(@Nullable Long households, int fewestTold) {}

    /** As of the last minute. Refused with NOT_FOUND unless the listing is on the shelf. */
    Mono<Made> of(ListingId id) {
        return listings.get(id)
                .flatMap(listing -> Mono.deferContextual(context -> Mono.fromFuture(
                        () -> counted.get(
                                id,
                                (key, executor) ->
                                        count(listing).contextWrite(context).toFuture()),
                        true)));
    }

    private Mono<Made> count(Listing listing) {
        List<SkuId> skus = listing.skus().stream().map(Listing.Sku::id).toList();
        return store.households(listing.producer(), skus)
                .map(households -> new Made(households < FEWEST_TOLD ? null : households, FEWEST_TOLD));
    }
}
