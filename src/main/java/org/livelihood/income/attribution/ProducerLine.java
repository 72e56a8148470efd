package org.livelihood.income.attribution;

import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;

/** A sold line of a producer. */
public record ProducerLine(ProducerId producer, OrderLineId line) {}
