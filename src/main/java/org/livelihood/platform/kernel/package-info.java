/**
 * The words every module speaks: money, ids, pages, callers and refusals. Stands under the whole way of a sale.
 *
 * <p>Many files, one word each; half of them are ids.
 */
@ApplicationModule(
        id = "kernel",
        displayName = "Kernel",
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
@NullMarked
package org.livelihood.platform.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
