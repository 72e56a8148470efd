/**
 * Lots 批次: contributions and sealing.
 *
 * <p>Fourth step of a sale: what was made, by whom, and what they are owed for it.
 *
 * <p>Many files: entering work, sealing and the graph of lots change the same rows of a lot under one lock, so no seam
 * is clean.
 */
@ApplicationModule(
        id = "lot",
        displayName = "Lots",
        allowedDependencies = {
            "kernel",
            "hours",
            "linkage",
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
