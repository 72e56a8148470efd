package org.livelihood.sale.order;

import java.util.UUID;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * What is taken off a line.
 *
 * @param promotion why
 * @param bearer who bears it: the producer, a host or the platform
 */
public record Discount(UUID promotion, Party bearer, Money amount) {}
