/**
 * Listings: review, search, images. Third step of a sale: what is shown.
 *
 * <p>Many files: the listing and its review, the shelf that is kept as bytes, and pictures.
 */
@ApplicationModule(
        id = "catalog",
        displayName = "Catalog",
        allowedDependencies = {"kernel", "http", "region", "producer", "stock", "database"})
@NullMarked
package org.livelihood.goods.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
