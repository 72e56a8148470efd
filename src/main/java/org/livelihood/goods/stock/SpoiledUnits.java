package org.livelihood.goods.stock;

import org.livelihood.platform.kernel.OrderLineId;

/** Units that a line bought and that came back unfit for sale. */
public record SpoiledUnits(OrderLineId line, long units) {}
