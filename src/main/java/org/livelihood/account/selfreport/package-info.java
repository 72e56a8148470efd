/**
 * What a household earned and spent elsewhere, told by itself 自报, with a sealed document, and confirmed by another
 * person.
 *
 * <p>What counts stands in its statement; nothing of it is in the ledger.
 */
@ApplicationModule(
        id = "selfreport",
        displayName = "Self-reports",
        allowedDependencies = {"kernel", "http", "vault", "security", "household", "database"})
@NullMarked
package org.livelihood.account.selfreport;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
