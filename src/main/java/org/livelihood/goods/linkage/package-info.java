/**
 * The linkage models 利益联结模式, pure: one file a model says what counts as a contribution, what a sealed lot makes owed,
 * and whose a sale's money is.
 *
 * <p>Stands under agreements, lots and attribution, which carry its rules out.
 */
@ApplicationModule(
        id = "linkage",
        displayName = "Linkage models",
        allowedDependencies = {"kernel"})
@NullMarked
package org.livelihood.goods.linkage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
