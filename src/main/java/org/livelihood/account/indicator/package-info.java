/**
 * Indicators that a county reads 指标, and a household's page of record.
 *
 * <p>Beside the last step of a sale: counted anew at each question.
 *
 * <p>Many files, for each family of figures has its own queries.
 */
@ApplicationModule(
        id = "indicator",
        displayName = "Indicators",
        allowedDependencies = {
            "kernel",
            "http",
            "sheet",
            "region",
            "household",
            "database",
            "producer",
            "training",
            "asset",
            "industry",
            "ledger",
            "catalog",
            "lot",
            "agreement",
            "live",
            "order",
            "payment",
            "attribution",
            "payout",
            "trace"
        })
@NullMarked
package org.livelihood.account.indicator;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
