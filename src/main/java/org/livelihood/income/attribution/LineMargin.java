package org.livelihood.income.attribution;

import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;

/** @param amount what is left to the producer today, refunds taken off; positive */
public record LineMargin(OrderLineId line, Money amount) {

    LineMargin(UUID line, Long fen) {
        this(new OrderLineId(Objects.requireNonNull(line)), new Money(Objects.requireNonNull(fen)));
    }
}
