/** What shoppers keep and what they have looked at. Before the sixth step of a sale. */
@ApplicationModule(
        id = "favourite",
        displayName = "Favourites",
        allowedDependencies = {"kernel", "database", "http", "security", "catalog"})
@NullMarked
package org.livelihood.sale.favourite;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
