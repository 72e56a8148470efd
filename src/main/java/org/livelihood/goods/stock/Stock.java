package org.livelihood.goods.stock;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Face of the stock 库存: sealed lots less what is reserved or sold, in units of a SKU.
 *
 * <p>Orders reserve, sell and give back through the SQL functions {@code stock_lock}, {@code stock_reserve},
 * {@code stock_finish} and {@code stock_return}, in the transaction of the order.
 */
@Service
public class Stock {

    private final StockStore store;

    Stock(StockStore store) {
        this.store = store;
    }

    /**
     * Adds the units of a lot that was just sealed to the SKU's general pool.
     *
     * @throws Refusal {@link StockReason#BAD_UNITS} unless there is at least one unit
     */
    @Transactional
    public Mono<Void> add(ProducerId producer, SkuId sku, long units) {
        return positive(units).then(Mono.defer(() -> store.add(producer, sku, units)));
    }

    /**
     * Takes units that are not sold out of the SKU's general pool: they go into other lots, elsewhere, or are lost.
     *
     * @throws Refusal {@link StockReason#NOT_ENOUGH} when the pool has fewer
     */
    @Transactional
    public Mono<Void> remove(ProducerId producer, SkuId sku, long units) {
        return positive(units)
                .then(Mono.defer(() -> store.remove(producer, sku, units)))
                .filter(removed -> removed)
                .switchIfEmpty(Mono.error(() -> new Refusal(StockReason.NOT_ENOUGH, sku)))
                .then();
    }

    /**
     * Units that came back unfit for sale count as sold no longer, and go on no shelf. Pools are the last that a
     * transaction locks: after lots, ledger and all else.
     *
     * @param units each line once
     */
    @Transactional
    public Mono<Void> spoil(ProducerId producer, List<SpoiledUnits> units) {
        return units.isEmpty() ? Mono.empty() : store.spoil(producer, units);
    }

    /**
     * Sets units of the general pool apart for a session. Adds to a pool that is open already.
     *
     * @throws Refusal {@link StockReason#NOT_ENOUGH} when the general pool has fewer, {@link StockReason#POOL_CLOSED}
     *     when the session's pool was closed before
     */
    @Transactional
    public Mono<Void> openPool(ProducerId producer, SkuId sku, SessionId session, long units) {
        return positive(units)
                .then(Mono.defer(() -> store.takeFromGeneral(producer, sku, units)))
                .filter(taken -> taken)
                .switchIfEmpty(Mono.error(() -> new Refusal(StockReason.NOT_ENOUGH, sku)))
                .flatMap(taken -> store.fillPool(producer, sku, session, units))
                .filter(filled -> filled)
                .switchIfEmpty(Mono.error(() -> new Refusal(StockReason.POOL_CLOSED, sku)))
                .then();
    }

    /** Gives what is left in a session's pools back to the general ones; what is released later goes there too. */
    @Transactional
    public Mono<Void> closePools(ProducerId producer, SessionId session) {
        return store.lockPools(producer, session).then(Mono.defer(() -> store.closePools(producer, session)));
    }

    /**
     * How the pools of the given SKUs stand, the general one of a SKU first. A SKU that never had stock is left out.
     */
    public Flux<StockLevel> levels(ProducerId producer, Collection<SkuId> skus) {
        return store.levels(producer, skus);
    }

    /** What can still be bought of these SKUs, each with its producer; an empty pool is left out. */
    public Mono<Map<StockPool, Long>> available(Map<SkuId, ProducerId> skus) {
        return skus.isEmpty() ? Mono.just(Map.of()) : store.available(skus);
    }

    /** SKUs of which something was sold, or came back, in transactions that began since then. */
    public Flux<SkuId> movedSince(Instant since) {
        return store.moved(since);
    }

    /**
     * How many units were paid and not given back, over all pools; a SKU that never had stock is left out.
     *
     * @param skus each with its producer
     */
    public Mono<Map<SkuId, Long>> sold(Map<SkuId, ProducerId> skus) {
        return store.sold(skus);
    }

    private static Mono<Void> positive(long units) {
        return units > 0 ? Mono.empty() : Mono.error(() -> new Refusal(StockReason.BAD_UNITS, units));
    }
}
