/** Moves personal data from a former key of the vault to the current one while everything goes on: key rotation. */
@ApplicationModule(
        id = "resealing",
        displayName = "Resealing",
        allowedDependencies = {"settings", "security", "database"})
@NullMarked
package org.livelihood.platform.resealing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
