/** Listings: review, search, images. Third step of a sale: what is shown. */
@ApplicationModule(
        id = "catalog",
        displayName = "Catalog",
        allowedDependencies = {"kernel", "http", "region", "producer", "stock", "database"})
@NullMarked
package org.livelihood.goods.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
