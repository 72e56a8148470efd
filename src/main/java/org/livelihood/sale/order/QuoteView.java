package org.livelihood.sale.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/** A quote as it is told. */
record QuoteView(
        QuoteId id,
        @Nullable SessionId sessionId,
        List<QuoteItemView> items,
        Money totalFen,
        Instant expiresAt,
        Instant serverNow) {

    record QuoteItemView(
            ProducerId producerId,
            SkuId skuId,
            String title,
            @Nullable String option,
            Money priceFen,
            long quantity,
            Money totalFen) {

        private static QuoteItemView of(Quote.Item item) {
            return new QuoteItemView(
                    item.producer(),
                    item.sku(),
                    item.title(),
                    item.option(),
                    item.price(),
                    item.quantity(),
                    item.total());
        }
    }

    static QuoteView of(Quote quote, Instant now) {
        return new QuoteView(
                quote.id(),
                quote.session(),
                quote.items().stream().map(QuoteItemView::of).toList(),
                quote.total(),
                quote.expiresAt(),
                now);
    }
}
