/**
 * Administrative regions 行政区划 and the poverty lines of each year.
 *
 * <p>Where a sale's people live; before the way begins.
 */
@ApplicationModule(
        id = "region",
        displayName = "Regions",
        allowedDependencies = {"kernel", "sheet", "database"})
@NullMarked
package org.livelihood.people.region;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
