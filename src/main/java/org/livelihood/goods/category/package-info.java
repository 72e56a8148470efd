/**
 * The tree of what goods are, kept by officers and administrators, with what holds for all goods of a kind.
 *
 * <p>Beside the way of a sale: a listing names its category.
 */
@ApplicationModule(
        id = "category",
        displayName = "Categories",
        allowedDependencies = {"kernel", "http", "database"})
@NullMarked
package org.livelihood.goods.category;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
