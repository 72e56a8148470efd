/** What can be sold: levels, pools and reservations. The hot path of a sale. */
@ApplicationModule(
        displayName = "Stock",
        allowedDependencies = {"kernel", "http"})
@NullMarked
package org.livelihood.stock;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
