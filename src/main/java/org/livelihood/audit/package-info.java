/**
 * The trace in both directions 追溯, for auditors and for the buyer.
 *
 * <p>Last step of a sale: it is met again; reads every module's tables.
 */
@ApplicationModule(
        displayName = "Audit",
        allowedDependencies = {"kernel", "http"})
@NullMarked
package org.livelihood.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
