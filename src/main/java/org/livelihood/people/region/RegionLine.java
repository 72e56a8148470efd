package org.livelihood.people.region;

import org.livelihood.platform.kernel.Money;

/**
 * A line of one year, in fen a head.
 *
 * @param regionCode empty for the whole country
 * @param document where the figure comes from
 */
public record RegionLine(String regionCode, int year, RegionLineKind kind, Money amount, String document) {}
