/** Double entry in fen, append-only. Stands under every step at which money moves. */
@ApplicationModule(
        id = "ledger",
        displayName = "Ledger",
        allowedDependencies = {"kernel", "database", "http"})
@NullMarked
package org.livelihood.books.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
