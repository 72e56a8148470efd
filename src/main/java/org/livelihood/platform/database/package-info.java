/** The database under everything: an embedded PostgreSQL or a given one, and the guards that every command passes. */
@ApplicationModule(
        id = "database",
        displayName = "Database",
        allowedDependencies = {"settings", "kernel"})
@NullMarked
package org.livelihood.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
