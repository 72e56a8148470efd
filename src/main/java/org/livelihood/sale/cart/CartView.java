package org.livelihood.sale.cart;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/** @param totalFen of the lines that can be bought as they are */
record CartView(List<Line> lines, Money totalFen, Instant serverNow) {

    /**
     * @param paysFen what a unit costs at the producer's special prices, for this many
     * @param priceThenFen when it was put in or changed last
     */
    record Line(
            SkuId skuId,
            @Nullable SessionId sessionId,
            ProducerId producerId,
            ListingId listingId,
            String title,
            @Nullable String option,
            @Nullable ImageId imageId,
            long quantity,
            Money priceFen,
            Money paysFen,
            Money priceThenFen,
            Money totalFen,
            long available,
            @Nullable Integer buyerLimit,
            boolean buyable,
            Set<CartLine.Change> changes) {

        private static Line of(CartLine line) {
            return new Line(
                    line.key().sku(),
                    line.key().session(),
                    line.producer(),
                    line.listing(),
                    line.title(),
                    line.option(),
                    line.image(),
                    line.quantity(),
                    line.price(),
                    line.pays(),
                    line.priceThen(),
                    line.total(),
                    line.available(),
                    line.buyerLimit(),
                    line.buyable(),
                    line.changes());
        }
    }

    static CartView of(Cart cart, Instant now) {
        return new CartView(cart.lines().stream().map(Line::of).toList(), cart.total(), now);
    }
}
