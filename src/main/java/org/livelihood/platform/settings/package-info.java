/**
 * What a setting may be, and the gate that checks all of them before anything else starts; each module declares its
 * own.
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
