package org.livelihood.sale.favourite;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of what shoppers keep 收藏 and what they have looked at 足迹: each one's own, which nobody else sees. */
@Service
public class Favourites {

    /** Most listings that one keeps. */
    static final int MOST = 1_000;

    /** Footprints: the newest so many, for so long. */
    static final int MOST_STEPS = 200;

    private static final Duration STEPS_STAY = Duration.ofDays(90);
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final FavouriteStore store;
    private final Clock clock;

    Favourites(FavouriteStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Keeps a listing; one that is kept already stays as it was.
     *
     * @throws Refusal {@link FavouriteReason#LISTING_NOT_FOUND} or {@link FavouriteReason#TOO_MANY}
     */
    @Transactional
    public Mono<Void> keep(Caller caller, ListingId listing) {
        return store.takeTurn(caller.account())
                .then(store.isKept(caller.account(), listing))
                .filter(kept -> !kept)
                .flatMap(kept -> add(caller, listing));
    }

    private Mono<Void> add(Caller caller, ListingId listing) {
        return price(listing)
                .flatMap(price -> store.count(caller.account())
                        .filter(kept -> kept < MOST)
                        .switchIfEmpty(Mono.error(() -> new Refusal(FavouriteReason.TOO_MANY, MOST)))
                        .flatMap(kept -> store.keep(caller.account(), listing, now(), price)));
    }

    /** Keeps it no longer; nothing happens where it was not kept. */
    @Transactional
    public Mono<Void> drop(Caller caller, ListingId listing) {
        return store.drop(caller.account(), listing);
    }

    Mono<Page<KeptListing>> own(Caller caller, @Nullable Cursor after, int limit) {
        return store.favourites(caller.account(), after, limit + 1)
                .collectList()
                .map(kept -> Page.of(kept, limit, KeptListing::cursor));
    }

    /** Remembers that the caller looked at a listing. Refused with {@link FavouriteReason#LISTING_NOT_FOUND}. */
    @Transactional
    public Mono<Void> looked(Caller caller, ListingId listing) {
        return price(listing).flatMap(price -> store.step(caller.account(), listing, now(), price, MOST_STEPS));
    }

    Mono<Page<KeptListing>> steps(Caller caller, @Nullable Cursor after, int limit) {
        return store.steps(caller.account(), after, limit + 1)
                .collectList()
                .map(seen -> Page.of(seen, limit, KeptListing::cursor));
    }

    @Transactional
    public Mono<Void> wipe(Caller caller) {
        return store.wipe(caller.account());
    }

    /** Forgets footprints whose time is over; how many. */
    @Transactional
    public Mono<Long> forget() {
        return store.forgetBefore(clock.instant().minus(STEPS_STAY), FORGOTTEN_AT_ONCE);
    }

    private Mono<Long> price(ListingId listing) {
        return store.price(listing)
                .switchIfEmpty(Mono.error(() -> new Refusal(FavouriteReason.LISTING_NOT_FOUND, listing)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
