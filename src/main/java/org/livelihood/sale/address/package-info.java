/**
 * Where parcels go: the book of addresses of each buyer, and what of it was frozen onto her orders. Before the sixth
 * step of a sale.
 *
 * <p>Many files: the book, addresses as people paste them, telephones, and what is frozen, masked and read of them.
 */
@ApplicationModule(
        id = "address",
        displayName = "Addresses",
        allowedDependencies = {"kernel", "database", "http", "security", "vault", "region"})
@NullMarked
package org.livelihood.sale.address;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
