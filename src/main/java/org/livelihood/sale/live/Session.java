package org.livelihood.sale.live;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.catalog.Listing;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.WorkerId;

/**
 * A livestream session 直播场次, as everybody sees it.
 *
 * @param official whether a mayor, county or township head hosts, by an officer's word for the office
 */
public record Session(
        ProducerId producer,
        SessionId id,
        String title,
        Instant plannedStart,
        AccountId host,
        boolean official,
        Status status,
        @Nullable SkuId pinnedSku,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** From plan to end. */
    public enum Status {
        SCHEDULED,
        LIVE,
        ENDED,
        CANCELLED
    }

    /**
     * A session to come.
     *
     * @param wage the host's wage for the whole session, zero for none
     * @param wageMember the member to whom it is owed, or
     * @param wageWorker the worker of no household
     */
    public record Plan(
            String title,
            Instant plannedStart,
            AccountId host,
            boolean official,
            Money wage,
            @Nullable MemberId wageMember,
            @Nullable WorkerId wageWorker) {

        /** With what is on record about the host's office. */
        Plan with(boolean onRecord) {
            return new Plan(title, plannedStart, host, onRecord, wage, wageMember, wageWorker);
        }

        /** Whom the wage is promised to, a member or a worker; null where nobody is named, or two. */
        @Nullable
        UUID wagePerson() {
            if (wageMember == null) {
                return wageWorker == null ? null : wageWorker.value();
            }
            return wageWorker == null ? wageMember.value() : null;
        }
    }

    /**
     * One thing in the showcase 小黄车.
     *
     * @param buyerLimit most units a buyer may take in this session, null for no limit
     * @param poolUnits units set apart for this session, zero to sell from the general pool
     */
    public record Item(
            SkuId sku,
            int position,
            String title,
            String optionName,
            Money livePriceFen,
            @Nullable Integer buyerLimit,
            long poolUnits) {}

    /** How a SKU is put into the showcase. */
    public record ItemDraft(
            int position, Money livePrice, @Nullable Integer buyerLimit, long poolUnits) {

        /** A room shows what is on the shelf, and never dearer than there: NOT_ON_SHELF, ABOVE_LIST_PRICE. */
        void requireOfferOf(Listing.SkuInfo sku) {
            if (!sku.onShelf()) {
                throw Refusal.ofField(LiveReason.NOT_ON_SHELF, "skuId");
            }
            if (livePrice.compareTo(sku.price()) > 0) {
                Object most = sku.price().fen();
                throw Refusal.ofField(LiveReason.ABOVE_LIST_PRICE, "livePriceFen", most);
            }
        }
    }

    /** An item with what of it is left. */
    public record Offered(Item item, long available, boolean soldOut) {

        public Offered(Item item, long available) {
            this(item, available, available == 0);
        }
    }

    /** A session with its showcase. */
    public record Room(Session session, List<Offered> items) {}
}
