package org.livelihood.sale.address;

/**
 * What a list may show of a destination: {@code 王*}, {@code 138****8000}, and the region.
 *
 * @param regionCode of the township or village, 12 digits
 */
public record MaskedDestination(String recipient, String phone, String regionCode) {}
