/**
 * The database under everything: an embedded PostgreSQL or a given one, and the guards that every command passes.
 *
 * <p>Many files, each for one way in which a database fails or is shared.
 */
@ApplicationModule(
        id = "database",
        displayName = "Database",
        allowedDependencies = {"settings", "kernel"})
@NullMarked
package org.livelihood.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
