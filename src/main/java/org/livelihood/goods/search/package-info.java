/**
 * What a title is found by: pieces of it, of its spelling and of its initials. Pure; the database only compares them,
 * so what is found never depends on its locale.
 *
 * <p>Beside the way of a sale, before the shelf.
 */
@ApplicationModule(
        id = "search",
        displayName = "Search words",
        allowedDependencies = {})
@NullMarked
package org.livelihood.goods.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
