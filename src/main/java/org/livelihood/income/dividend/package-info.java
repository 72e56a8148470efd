/**
 * Dividends 分红: what households get of a cooperative's surplus, by what they delivered and by their shares.
 *
 * <p>After the way of a sale: the margins that sales left become a period's surplus.
 */
@ApplicationModule(
        id = "dividend",
        displayName = "Dividends",
        allowedDependencies = {
            "kernel",
            "http",
            "security",
            "linkage",
            "household",
            "producer",
            "agreement",
            "lot",
            "payable",
            "ledger",
            "attribution",
            "database"
        })
@NullMarked
package org.livelihood.income.dividend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
