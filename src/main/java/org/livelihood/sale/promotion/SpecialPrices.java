package org.livelihood.sale.promotion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.goods.catalog.Listing;
import org.livelihood.goods.catalog.Listings;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.database.AfterCommit;
import org.livelihood.platform.database.Remembered;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * What producers ask for a while, or from so many units on. Remembered for some seconds, those to come too, so that
 * buying asks nothing and each begins at its time: what another node has just changed holds here a moment later.
 */
@Service
class SpecialPrices {

    /** Most special prices of a producer that hold or will hold. */
    static final int MOST = 1000;

    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST_PRODUCERS = 10_000;

    private final PriceStore store;
    private final Producers producers;
    private final Listings listings;
    private final Clock clock;
    private final Remembered<ProducerId, List<SpecialPrice>> known =
            new Remembered<>(MOST_PRODUCERS, REMEMBERED, this::read);

    SpecialPrices(PriceStore store, Producers producers, Listings listings, Clock clock) {
        this.store = store;
        this.producers = producers;
        this.listings = listings;
        this.clock = clock;
    }

    /** All that hold or will hold, of these producers. */
    Mono<List<SpecialPrice>> of(Collection<ProducerId> wanted) {
        return known.of(wanted)
                .map(found -> found.values().stream().flatMap(List::stream).toList());
    }

    private Mono<Map<ProducerId, List<SpecialPrice>>> read(Collection<ProducerId> wanted) {
        return store.of(wanted, clock.instant())
                .collectMultimap(SpecialPrice::producer)
                .map(found -> wanted.stream()
                        .collect(Collectors.toMap(
                                producer -> producer,
                                producer -> List.copyOf(found.getOrDefault(producer, List.of())))));
    }

    /** Those of a producer that hold or will hold, as everybody may know them; some seconds old at most. */
    Mono<List<SpecialPrice>> offered(ProducerId producer) {
        Instant now = clock.instant();
        return of(List.of(producer))
                .map(found -> found.stream().filter(price -> !price.isOver(now)).toList());
    }

    /** A producer's own, as they stand. */
    Mono<List<SpecialPrice>> list(Caller caller, ProducerId producer) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER, Role.HOST)
                .thenMany(store.of(List.of(producer), clock.instant()))
                .collectList();
    }

    /** @throws Refusal SCOPE_UNKNOWN, ABOVE_LIST_PRICE, TIMES, PRICE_OVERLAPS, TOO_MANY */
    @Transactional
    public Mono<SpecialPrice> add(Caller caller, SpecialPrice price) {
        Instant until = price.until();
        if (until != null && (!until.isAfter(price.from()) || !until.isAfter(clock.instant()))) {
            return Mono.error(() -> Refusal.ofField(PromotionReason.TIMES, "until"));
        }
        return own(caller, price.producer())
                .then(listings.sku(price.sku()))
                .onErrorMap(Refusal.class, SpecialPrices::unknownSku)
                .doOnNext(sku -> requireBelow(sku, price))
                .then(Mono.defer(() ->
                        store.of(List.of(price.producer()), clock.instant()).count()))
                .filter(all -> all < MOST)
                .switchIfEmpty(Mono.error(() -> new Refusal(PromotionReason.TOO_MANY, MOST)))
                .flatMap(all -> store.add(price, caller.account()))
                .filter(added -> added)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(PromotionReason.PRICE_OVERLAPS, "from")))
                .then(forget(price.producer()))
                .thenReturn(price);
    }

    private static Throwable unknownSku(Refusal refused) {
        return refused.reason().module().equals("catalog")
                ? Refusal.ofField(PromotionReason.SCOPE_UNKNOWN, "skuId")
                : refused;
    }

    private static void requireBelow(Listing.SkuInfo sku, SpecialPrice price) {
        if (!sku.producer().equals(price.producer())) {
            throw Refusal.ofField(PromotionReason.SCOPE_UNKNOWN, "skuId");
        }
        if (price.price().compareTo(sku.price()) > 0) {
            throw Refusal.ofField(
                    PromotionReason.ABOVE_LIST_PRICE, "priceFen", sku.price().fen());
        }
    }

    /** Ends one now; one that is still to come never begins. Refused with PRICE_NOT_FOUND. */
    @Transactional
    public Mono<Void> end(Caller caller, ProducerId producer, UUID id) {
        return own(caller, producer)
                .then(Mono.defer(() -> store.end(producer, id, clock.instant())))
                .filter(ended -> ended)
                .switchIfEmpty(Mono.error(() -> new Refusal(PromotionReason.PRICE_NOT_FOUND, id)))
                .then(forget(producer));
    }

    /** She bears it: nobody else says it for her. */
    private Mono<Void> own(Caller caller, ProducerId producer) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(Mono.defer(() -> caller.actsFor(producer, Role.PRODUCER)
                        ? store.takeTurn(producer)
                        : Mono.error(() -> new Refusal(PromotionReason.BEARER_DECIDES))));
    }

    private Mono<Void> forget(ProducerId producer) {
        return Mono.defer(() -> AfterCommit.run(() -> known.forget(producer)));
    }
}
