/**
 * Units by their numbers, and what a lot is made of 批次图: how it comes out of the lots and the work that went into it.
 *
 * <p>Under the lots, which keep them, and under the split of sales, which reads them through any depth. Pure.
 */
@ApplicationModule(
        id = "lotgraph",
        displayName = "Lot graph",
        allowedDependencies = {"kernel", "linkage"})
@NullMarked
package org.livelihood.goods.lotgraph;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
