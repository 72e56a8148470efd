/**
 * Runs the checks for auditors and officers: one at once, or all in the background with their results kept.
 *
 * <p>Knows no check by name: see {@link org.livelihood.account.check.Check}.
 */
@ApplicationModule(
        id = "audit",
        displayName = "Audit",
        allowedDependencies = {"settings", "kernel", "http", "database", "security", "region", "check"})
@NullMarked
package org.livelihood.account.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
