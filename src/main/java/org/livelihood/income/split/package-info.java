/**
 * The split of a sale, pure: from what is left of a line, its lots and their terms to everybody's part, to the fen.
 *
 * <p>The heart of the eighth step of a sale; {@code attribution} reads its inputs and posts its result.
 */
@ApplicationModule(
        id = "split",
        displayName = "Split",
        allowedDependencies = {"kernel", "linkage", "lotgraph"})
@NullMarked
package org.livelihood.income.split;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
