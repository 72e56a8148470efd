package org.livelihood.income.attribution;

import java.time.Instant;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;

/**
 * A line that could not be attributed and waits for somebody to look.
 *
 * @param net what is left of the sale, still in suspense
 * @param reason what went wrong; ids and numbers only
 */
public record ParkedLine(
        ProducerId producer, OrderLineId line, OrderId order, Money net, String reason, Instant parkedAt) {}
