package org.livelihood.sale.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;

/**
 * A quote as it is told.
 *
 * @param goodsFen the lines at their prices
 * @param discountFen what is taken off them
 * @param shippingFen what sending costs, null while somebody must know first where it goes
 * @param totalFen what is to pay, without sending while that is not known
 * @param shipping what sending costs by producer
 */
record QuoteView(
        QuoteId id,
        @Nullable SessionId sessionId,
        @Nullable String regionCode,
        List<QuoteItemView> items,
        List<ShippingView> shipping,
        Money goodsFen,
        Money discountFen,
        @Nullable Money shippingFen,
        Money totalFen,
        Instant expiresAt,
        Instant serverNow) {

    /**
     * What is taken off a line.
     *
     * @param bearer who bears it
     */
    record DiscountView(UUID promotionId, Party.Kind bearer, Money amountFen) {}

    /**
     * @param totalFen at its price
     * @param discountFen what is taken off
     * @param netFen what is left to pay: what its makers' parts stand on
     */
    record QuoteItemView(
            ProducerId producerId,
            ListingId listingId,
            SkuId skuId,
            String title,
            @Nullable String option,
            Money priceFen,
            long quantity,
            Money totalFen,
            Money discountFen,
            Money netFen,
            List<DiscountView> discounts) {

        private static QuoteItemView of(Quote.Item item) {
            return new QuoteItemView(
                    item.producer(),
                    item.listing(),
                    item.sku(),
                    item.title(),
                    item.option(),
                    item.price(),
                    item.quantity(),
                    item.total(),
                    item.discount(),
                    item.net(),
                    item.discounts().stream()
                            .map(one -> new DiscountView(
                                    one.promotion(), one.bearer().kind(), one.amount()))
                            .toList());
        }
    }

    /** @param shippingFen null while it is not known where it goes */
    record ShippingView(ProducerId producerId, @Nullable Money shippingFen) {}

    static QuoteView of(Quote quote, Instant now) {
        return new QuoteView(
                quote.id(),
                quote.session(),
                quote.region(),
                quote.items().stream().map(QuoteItemView::of).toList(),
                quote.producers().stream()
                        .map(producer ->
                                new ShippingView(producer, quote.shipping().get(producer)))
                        .toList(),
                quote.goods(),
                quote.discount(),
                quote.isComplete() ? quote.sending() : null,
                quote.total(),
                quote.expiresAt(),
                now);
    }
}
