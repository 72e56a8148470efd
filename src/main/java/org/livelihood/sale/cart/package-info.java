/** What buyers have put aside to buy together, over producers and rooms. Before the sixth step of a sale. */
@ApplicationModule(
        id = "cart",
        displayName = "Carts",
        allowedDependencies = {"kernel", "database", "http", "security", "stock", "catalog", "live", "promotion"})
@NullMarked
package org.livelihood.sale.cart;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
