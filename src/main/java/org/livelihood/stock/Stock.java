package org.livelihood.stock;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;
import org.livelihood.kernel.Uuids;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Face of the stock: sealed lots less what is reserved or sold, in units of a SKU.
 *
 * <p>Counters lie in pools: a general one a SKU, and one a session that set units apart. Orders reserve through their own
 * SQL function, since that is the hot path; every change leaves one row in the moves.
 */
@Service
public class Stock {

    static final UUID GENERAL = new UUID(0, 0);

    private final StockStore store;

    Stock(StockStore store) {
        this.store = store;
    }

    /** Where a line's units were reserved: in a session's pool, or in the general one for null. */
    public record Held(
            ProducerId producer, SkuId sku, @Nullable SessionId pool, OrderLineId line, long units) {}

    /** Counters of one pool; the general one has no session. */
    public record Level(
            ProducerId producer, SkuId sku, @Nullable SessionId pool, long available, long reserved, long sold) {}

    /** Adds the units of a lot that was just sealed to the SKU's general pool. */
    @Transactional
    public Mono<Void> add(ProducerId producer, SkuId sku, long units) {
        return store.add(producer, sku, GENERAL, units)
                .then(store.move(producer, sku, GENERAL, "ADD", Uuids.next(), units));
    }

    /** Sets units of the general pool apart for a session; refused when there are not so many. Adds to an open pool. */
    @Transactional
    public Mono<Void> openPool(ProducerId producer, SkuId sku, SessionId session, long units) {
        return store.take(producer, sku, GENERAL, units)
                .filter(taken -> taken)
                .switchIfEmpty(Mono.error(() -> new Refusal(StockReason.NOT_ENOUGH, sku)))
                .then(store.add(producer, sku, session.value(), units))
                .then(movePool(producer, sku, session.value(), units));
    }

    private Mono<Void> movePool(ProducerId producer, SkuId sku, UUID to, long units) {
        UUID cause = Uuids.next();
        return store.move(producer, sku, GENERAL, "POOL", cause, -units)
                .then(store.move(producer, sku, to, "POOL", cause, units));
    }

    /** Gives what is left in a session's pools back to the general ones; what is released later goes there too. */
    @Transactional
    public Mono<Void> closePools(ProducerId producer, SessionId session) {
        return store.close(producer, session.value())
                .concatMap(left -> left.available() == 0
                        ? Mono.<Void>empty()
                        : store.add(producer, left.sku(), GENERAL, left.available())
                                .then(movePool(producer, left.sku(), session.value(), -left.available())))
                .then();
    }

    /** Gives reserved units back, each line once. */
    @Transactional
    public Mono<Void> release(List<Held> lines) {
        return lines.isEmpty() ? Mono.empty() : store.change("stock_release", lines);
    }

    /** Turns reserved units into sold ones, each line once. */
    @Transactional
    public Mono<Void> sell(List<Held> lines) {
        return lines.isEmpty() ? Mono.empty() : store.change("stock_sell", lines);
    }

    /** Takes back units that were sold and have not left the house: they can be sold again. */
    @Transactional
    public Mono<Void> giveBack(Held line) {
        return store.giveBack(line.producer(), line.sku(), Stock.poolOf(line), line.units())
                .then(store.move(
                        line.producer(),
                        line.sku(),
                        GENERAL,
                        "RETURN",
                        line.line().value(),
                        line.units()));
    }

    /** Counters of the general pools and of one session's. */
    public Flux<Level> levels(Collection<SkuId> skus, @Nullable SessionId session) {
        return store.levels(skus, session == null ? GENERAL : session.value());
    }

    static UUID poolOf(Held line) {
        SessionId pool = line.pool();
        return pool == null ? GENERAL : pool.value();
    }
}
