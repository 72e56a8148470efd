package org.livelihood.sale.promotion;

import java.util.UUID;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/**
 * What is taken off a line of a basket.
 *
 * @param line its place in the basket, from 0
 * @param promotion why: a special price or a coupon's promotion; one of them stands once on a line
 * @param bearer who bears it: the producer, a host or the platform
 * @param amount more than zero
 */
public record LineDiscount(int line, UUID promotion, Party bearer, Money amount) {}
