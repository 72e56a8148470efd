package org.livelihood.people.region;

import java.time.LocalDate;

/**
 * Registered rural population 户籍农业人口 at a date, as it was recorded last.
 *
 * @param document where the figure comes from
 */
public record RegionPopulation(String regionCode, LocalDate on, long people, String document) {}
