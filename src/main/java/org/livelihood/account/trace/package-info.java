/**
 * The trace in both directions 追溯: from a sale to every household, from a household to every sale, for auditors and for
 * the buyer.
 *
 * <p>Here a sale is met again. Reads the tables of the whole way.
 */
@ApplicationModule(
        id = "trace",
        displayName = "Trace",
        allowedDependencies = {"kernel", "database", "http", "security", "household"})
@NullMarked
package org.livelihood.account.trace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
