/** What can be sold: levels, pools and reservations. The hot path of a sale. */
@ApplicationModule(
        id = "stock",
        displayName = "Stock",
        allowedDependencies = {"kernel", "database"})
@NullMarked
package org.livelihood.goods.stock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
