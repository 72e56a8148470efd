package org.livelihood.sale.cart;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.livelihood.goods.stock.Stock;
import org.livelihood.goods.stock.StockPool;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.sale.promotion.Basket;
import org.livelihood.sale.promotion.Promotions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Prices a cart in two statements however long it is: its lines with the offers of now, and what is left of them. The
 * producers' special prices are remembered.
 */
@Component
class CartPricing {

    private final CartStore store;
    private final Stock stock;
    private final Promotions promotions;

    CartPricing(CartStore store, Stock stock, Promotions promotions) {
        this.store = store;
        this.stock = stock;
        this.promotions = promotions;
    }

    Mono<Cart> priced(UUID cart) {
        return store.lines(cart)
                .collectList()
                .flatMap(lines -> stock.available(producers(lines))
                        .zipWith(promotions.unitPrices(basket(lines)))
                        .map(known -> cart(lines, known.getT1(), known.getT2())));
    }

    private static List<Basket.Line> basket(List<CartStore.Offered> lines) {
        return lines.stream()
                .map(line -> new Basket.Line(
                        line.producer(), line.listing(), line.key().sku(), line.price(), line.quantity()))
                .toList();
    }

    private static Cart cart(List<CartStore.Offered> lines, Map<StockPool, Long> left, List<Money> pays) {
        return new Cart(IntStream.range(0, lines.size())
                .mapToObj(i -> line(lines.get(i), left, pays.get(i)))
                .toList());
    }

    private static Map<SkuId, ProducerId> producers(List<CartStore.Offered> lines) {
        return lines.stream()
                .collect(Collectors.toMap(line -> line.key().sku(), CartStore.Offered::producer, (one, same) -> one));
    }

    private static CartLine line(CartStore.Offered line, Map<StockPool, Long> left, Money pays) {
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
                pays,
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
