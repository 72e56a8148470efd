package org.livelihood.sale.cart;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.goods.stock.Stock;
import org.livelihood.goods.stock.StockPool;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Prices a cart in two statements however long it is: its lines with the offers of now, and what is left of them. */
@Component
class CartPricing {

    private final CartStore store;
    private final Stock stock;

    CartPricing(CartStore store, Stock stock) {
        this.store = store;
        this.stock = stock;
    }

    Mono<Cart> priced(UUID cart) {
        return store.lines(cart)
                .collectList()
                .flatMap(lines -> stock.available(producers(lines))
                        .map(left -> new Cart(
                                lines.stream().map(line -> line(line, left)).toList())));
    }

    private static Map<SkuId, ProducerId> producers(List<CartStore.Offered> lines) {
        return lines.stream()
                .collect(Collectors.toMap(line -> line.key().sku(), CartStore.Offered::producer, (one, same) -> one));
    }

    private static CartLine line(CartStore.Offered line, Map<StockPool, Long> left) {
        StockPool pool =
                new StockPool(line.key().sku(), line.ownPool() ? line.key().session() : null);
        long available = left.getOrDefault(pool, 0L);
        return new CartLine(
                line.key(),
                line.producer(),
                line.listing(),
                line.title(),
                line.option(),
                line.image(),
                line.quantity(),
                line.price(),
                line.priceThen(),
                available,
                line.buyerLimit(),
                changes(line, available));
    }

    /** What has come between, the first that makes it impossible to buy before those that only matter without it. */
    private static Set<CartLine.Change> changes(CartStore.Offered line, long available) {
        Set<CartLine.Change> changes = EnumSet.noneOf(CartLine.Change.class);
        if (!line.sellable()) {
            return EnumSet.of(CartLine.Change.DELISTED);
        }
        if (line.key().session() != null && !line.shown()) {
            changes.add(CartLine.Change.SESSION_OVER);
        }
        if (!line.price().equals(line.priceThen())) {
            changes.add(CartLine.Change.PRICE_CHANGED);
        }
        if (available == 0) {
            changes.add(CartLine.Change.SOLD_OUT);
        } else if (available < line.quantity()) {
            changes.add(CartLine.Change.TOO_FEW_LEFT);
        }
        Integer limit = line.buyerLimit();
        if (limit != null && line.quantity() > limit) {
            changes.add(CartLine.Change.OVER_LIMIT);
        }
        return changes;
    }
}
