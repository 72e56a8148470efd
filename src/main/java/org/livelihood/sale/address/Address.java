package org.livelihood.sale.address;

/**
 * An address of a buyer's book.
 *
 * @param byDefault where her parcels go when she says nothing; one of her addresses is it
 * @param version counts what was changed of it, from 1
 */
public record Address(AddressId id, Destination to, boolean byDefault, int version) {}
