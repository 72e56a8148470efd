package org.livelihood.goods.lot;

import java.util.List;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.goods.stock.Stock;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes units out of sealed lots that go elsewhere than to a buyer, and puts them back. */
@Component
class Withdrawals {

    private final LotStore store;
    private final FreeUnitsStore free;
    private final Stock stock;

    Withdrawals(LotStore store, FreeUnitsStore free, Stock stock) {
        this.store = store;
        this.free = free;
        this.stock = stock;
    }

    Mono<Lot> sealed(ProducerId producer, LotId id) {
        return store.find(producer, id)
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.NOT_FOUND, id)))
                .filter(lot -> lot.status() == Lot.Status.SEALED)
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.NOT_SEALED, id)));
    }

    /**
     * Takes units out of the lot and off the shelf: lots are locked before pools, wherever units leave both.
     *
     * @throws Refusal {@link LotReason#NOT_ENOUGH_LEFT}, or as {@link Stock#remove}: what orders hold stays
     */
    Mono<List<UnitRange>> withdraw(Lot lot, long units) {
        return take(lot, units).delayUntil(numbers -> offShelf(lot, units));
    }

    /** What was taken out of the lot leaves the shelf, too. Refused as {@link Stock#remove}. */
    Mono<Void> offShelf(Lot lot, long units) {
        return stock.remove(lot.producer(), lot.sku(), units);
    }

    /** Takes units out of the lot that stay on the shelf, in another lot of the same goods. */
    Mono<List<UnitRange>> take(Lot lot, long units) {
        return locked(lot).flatMap(locked -> {
            List<UnitRange> numbers = locked.free().take(units);
            long missing = units - UnitRange.units(numbers);
            return missing > 0
                    ? Mono.error(() -> new Refusal(LotReason.NOT_ENOUGH_LEFT, lot.id(), missing))
                    : free.save(List.of(locked)).thenReturn(numbers);
        });
    }

    Mono<Void> putBack(Lot lot, List<UnitRange> numbers) {
        return locked(lot)
                .doOnNext(locked -> numbers.forEach(locked.free()::add))
                .flatMap(locked -> free.save(List.of(locked)))
                .then(Mono.defer(() -> stock.add(lot.producer(), lot.sku(), UnitRange.units(numbers))));
    }

    private Mono<FreeUnitsStore.Locked> locked(Lot lot) {
        return free.lock(List.of(), List.of(new FreeUnitsStore.Key(lot.producer(), lot.id())))
                .single();
    }
}
