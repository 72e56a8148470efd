/** What sending a parcel costs its buyer, by producer and by where it goes. Before the sixth step of a sale. */
@ApplicationModule(
        id = "shipping",
        displayName = "Shipping",
        allowedDependencies = {"kernel", "database", "http", "region", "producer", "catalog"})
@NullMarked
package org.livelihood.sale.shipping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
