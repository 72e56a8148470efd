package org.livelihood.income.attribution;

import org.livelihood.platform.kernel.OrderLineId;

/**
 * Whether a line's stored parts are what its stored inputs give with today's program.
 *
 * @param revision the line's last revision
 * @param parts how many parts stand
 */
public record RecomputedLine(OrderLineId line, int revision, int parts, boolean same) {}
