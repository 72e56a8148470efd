/** Benefit agreements 利益联结协议 as versioned terms. Second step of a sale: what was promised to whom. */
@ApplicationModule(
        id = "agreement",
        displayName = "Agreements",
        allowedDependencies = {"kernel", "linkage", "producer", "database"})
@NullMarked
package org.livelihood.goods.agreement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
