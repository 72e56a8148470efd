/**
 * Runs the checks for auditors and officers: one at once, or all in the background with their results kept.
 *
 * <p>Knows no check by name: see {@link org.livelihood.account.check.Check}.
 */
@ApplicationModule(
        id = "audit",
        displayName = "Audit",
<<<<<<< HEAD
        allowedDependencies = {"kernel", "database", "http", "region", "check"})
=======
        allowedDependencies = {"settings", "kernel", "database", "http", "region", "household", "attribution", "tlog"})
>>>>>>> main
@NullMarked
package org.livelihood.account.audit;

import org.livelihood.account.check.Check;
import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
