/**
 * Skills training 技能培训: who teaches, lessons, and the minutes that members of households attended.
 *
 * <p>Beside the way of a sale: what people learn before they make.
 */
@ApplicationModule(
        id = "training",
        displayName = "Training",
        allowedDependencies = {"kernel", "http", "region", "household", "database"})
@NullMarked
package org.livelihood.people.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
