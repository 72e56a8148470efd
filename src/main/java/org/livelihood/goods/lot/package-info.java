/**
 * Lots 批次: contributions and sealing.
 *
 * <p>Fourth step of a sale: what was made, by whom, and what they are owed for it.
 *
 * <p>Many files: entering work, sealing and what becomes of units change the same rows of a lot under one lock.
 */
@ApplicationModule(
        id = "lot",
        displayName = "Lots",
        allowedDependencies = {
            "kernel",
            "hours",
            "linkage",
            "lotgraph",
            "http",
            "household",
            "producer",
            "agreement",
            "ledger",
            "payable",
            "stock",
            "catalog",
            "database"
        })
@NullMarked
package org.livelihood.goods.lot;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
