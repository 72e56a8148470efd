package org.livelihood.goods.stock;

import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;

/** Units that a line bought and that came back unfit for sale. */
public record SpoiledUnits(ProducerId producer, OrderLineId line, long units) {}
