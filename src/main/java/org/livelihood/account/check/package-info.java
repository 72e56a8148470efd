/**
 * What must hold and what must not be there: invariants I1 to I17, frauds F1 to F11, one file each, which is why they
 * are many.
 *
 * <p>Reads the tables of the whole way, on purpose, and writes nothing. A further check is a bean: see {@link Check}.
 */
@ApplicationModule(
        id = "check",
        displayName = "Checks",
        allowedDependencies = {
            "kernel",
            "database",
            "household",
            "hours",
            "agreement",
            "lot",
            "attribution",
            "trace",
            "tlog"
        })
@NullMarked
package org.livelihood.account.check;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
