/**
 * Every setting of the program and what its value may be, checked before anything else starts.
 *
 * <p>Stands under all modules; uses none.
 */
@ApplicationModule(
        id = "settings",
        displayName = "Settings",
        allowedDependencies = {})
@NullMarked
package org.livelihood.platform.settings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
