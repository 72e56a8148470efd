package org.livelihood.sale.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;

/**
 * What a payment that is to be opened finds of its orders.
 *
 * @param orders what it has to bring
 * @param refusal why it cannot be opened: {@link OrderReason#NOT_FOUND} or {@link OrderReason#NOT_AWAITING_PAYMENT};
 *     null where it can
 */
public record Awaited(List<Due> orders, @Nullable Refusal refusal) {

    public Awaited {
        orders = List.copyOf(orders);
    }

    /**
     * A payment that somebody wants to open.
     *
     * @param orders each once
     */
    public record Wish(AccountId buyer, List<OrderId> orders) {

        public Wish {
            orders = List.copyOf(orders);
        }
    }

    /**
     * An order that waits for its money.
     *
     * @param expiresAt until when it waits where no payment is open
     */
    public record Due(ProducerId producer, OrderId order, Money total, Instant expiresAt) {}
}
