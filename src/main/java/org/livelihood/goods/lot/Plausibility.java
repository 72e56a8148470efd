package org.livelihood.goods.lot;

import java.util.List;
import java.util.Set;
import org.livelihood.books.hours.HourBook;
import org.livelihood.goods.catalog.Listings;
import org.livelihood.goods.linkage.Basis;
import org.livelihood.goods.linkage.Due;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks whether a lot can be what it says: what it owes against what its units sell for, and what one person made on one
 * day by the piece. What goes beyond the limits is sealed once an officer has confirmed as much.
 *
 * <p>Hours are bounded by the day, whatever their goods sell for, so more is taken of them; guarantees are the season's
 * and do not count.
 */
@Component
class Plausibility {

    private final PlausibilityStore store;
    private final Listings listings;
    private final HourBook hours;

    Plausibility(PlausibilityStore store, Listings listings, HourBook hours) {
        this.store = store;
        this.listings = listings;
        this.hours = hours;
    }

    /** Waits for who seals other lots of the same people: before all locks but the lot's own. */
    Mono<Void> awaitTurn(Lot lot) {
        return store.byThePiece(lot).collectList().flatMap(hours::awaitTurn);
    }

    /** @throws Refusal IMPLAUSIBLE_PAY or IMPLAUSIBLE_PIECES */
    Mono<Void> require(Lot lot, Lot.Seal seal, List<Due> dues) {
        return store.limits(seal.on())
                .zipWhen(limits -> store.confirmed(lot).defaultIfEmpty(ConfirmedLimits.NOTHING))
                .flatMap(both -> requirePay(lot, seal, dues, both.getT1(), both.getT2())
                        .then(Mono.defer(() -> requirePieces(lot, both.getT1(), both.getT2()))));
    }

    private Mono<Void> requirePay(Lot lot, Lot.Seal seal, List<Due> dues, LotLimits limits, ConfirmedLimits confirmed) {
        Money all = pay(dues, Set.of(Basis.GUARANTEE_TOP_UP));
        Money withoutHours = pay(dues, Set.of(Basis.GUARANTEE_TOP_UP, Basis.TIME_RATE));
        return listings.sku(lot.sku())
                .map(sku -> sku.price().times(seal.units()))
                .filter(value -> isMore(withoutHours, value, limits.mostPayPercent())
                        || isMore(all, value, limits.mostWithHoursPercent()))
                .filter(value -> all.compareTo(confirmed.mostPay()) > 0)
                .flatMap(value ->
                        Mono.error(() -> Refusal.ofField(LotReason.IMPLAUSIBLE_PAY, "units", lot.id(), all, value)));
    }

    private static Money pay(List<Due> dues, Set<String> without) {
        return Money.sum(dues.stream()
                .filter(due -> !without.contains(due.basis()))
                .map(Due::amount)
                .toList());
    }

    private static boolean isMore(Money pay, Money value, int percent) {
        return pay.compareTo(value.proportion(percent, 100)) > 0;
    }

    private Mono<Void> requirePieces(Lot lot, LotLimits limits, ConfirmedLimits confirmed) {
        return store.busiest(lot)
                .filter(day -> day.pieces() > Math.max(limits.mostPiecesADay(), confirmed.mostPiecesADay()))
                .flatMap(day -> Mono.error(() -> Refusal.ofField(
                        LotReason.IMPLAUSIBLE_PIECES,
                        "contributions",
                        day.person(),
                        day.pieces(),
                        day.on(),
                        limits.mostPiecesADay())));
    }
}
