/**
 * Assets given in kind 实物帮扶: hens, seedlings, tools, and what became of them.
 *
 * <p>Before the way of a sale begins: what a household makes with them comes back as deliveries to lots.
 */
@ApplicationModule(
        id = "asset",
        displayName = "Assets",
        allowedDependencies = {"kernel", "http", "producer", "ledger", "database"})
@NullMarked
package org.livelihood.people.asset;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
