/**
 * The trace in both directions 追溯, for auditors and for the buyer.
 *
 * <p>Last step of a sale: it is met again, and checked; reads every module's tables. A check is a bean: see
 * {@link Check}.
 */
@ApplicationModule(
        id = "audit",
        displayName = "Audit",
        allowedDependencies = {"settings", "kernel", "database", "http", "region", "household", "attribution", "tlog"})
@NullMarked
package org.livelihood.account.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
