/**
 * Listings: review, options, pictures. Third step of a sale: what is shown.
 *
 * <p>Many files: the listing and its review, what the shelf is told of it, and pictures.
 */
@ApplicationModule(
        id = "catalog",
        displayName = "Catalog",
        allowedDependencies = {
            "kernel",
            "http",
            "region",
            "producer",
            "stock",
            "database",
            "category",
            "shelf",
            "webhook"
        })
@NullMarked
package org.livelihood.goods.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
