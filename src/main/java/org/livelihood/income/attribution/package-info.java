/**
 * Attribution 收益归集: splits every sale to the fen.
 *
 * <p>Eighth step of a sale: money reaches those who made the product.
 *
 * <p>Many files: reading lines, their fees, accruals and host wages for one batch that is written at once.
 */
@ApplicationModule(
        id = "attribution",
        displayName = "Attribution",
        allowedDependencies = {
            "split",
            "settings",
            "kernel",
            "http",
            "database",
            "linkage",
            "household",
            "producer",
            "agreement",
            "lot",
            "lotgraph",
            "stock",
            "payable",
            "ledger",
            "live",
            "order"
        })
@NullMarked
package org.livelihood.income.attribution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
