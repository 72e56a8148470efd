/**
 * Who opened sealed personal data, whose and why: read by auditors and by the officers of the household.
 *
 * <p>Only reads.
 */
@ApplicationModule(
        id = "access",
        displayName = "Access",
        allowedDependencies = {"kernel", "http", "database", "household", "selfreport", "payout"})
@NullMarked
package org.livelihood.account.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
