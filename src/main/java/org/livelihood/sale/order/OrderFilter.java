package org.livelihood.sale.order;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;

/**
 * Which of a buyer's orders are asked for; what is null or empty leaves all in.
 *
 * @param statuses with one of these
 * @param producer of this producer
 * @param session bought in this room
 * @param from placed at this time or later
 * @param to placed before this time
 * @param text part of the title or option of one of their lines, as it was when they were placed
 */
public record OrderFilter(
        Set<Order.Status> statuses,
        @Nullable ProducerId producer,
        @Nullable SessionId session,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String text) {

    public OrderFilter {
        statuses = Set.copyOf(statuses);
    }
}
