package org.livelihood.sale.order;

/**
 * One of several ways out of the outbox that can be gone at the same time: all lines of one SKU go the same, so that
 * lanes never want the same lots.
 *
 * @param number from 0
 * @param lanes how many there are
 */
public record SaleLane(int number, int lanes) {}
