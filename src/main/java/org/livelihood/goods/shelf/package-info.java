/**
 * The shelf: what is listed, as everybody finds it. Lists, searches and counts over a table of its own, kept as bytes.
 *
 * <p>Beside the third step of a sale: the catalog says what is shown.
 */
@ApplicationModule(
        id = "shelf",
        displayName = "Shelf",
        allowedDependencies = {"kernel", "http", "database", "region", "category", "search"})
@NullMarked
package org.livelihood.goods.shelf;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
