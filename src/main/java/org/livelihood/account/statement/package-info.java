/**
 * Households' statements 家庭收入台账: a year or the last twelve months, with the evidence of each fen; early warning.
 *
 * <p>Last but one step of a sale: after payout, before audit.
 *
 * <p>Many files: the statement and the early warning share its lines, its periods and its methods.
 */
@ApplicationModule(
        id = "statement",
        displayName = "Statements",
        allowedDependencies = {
            "kernel",
            "http",
            "sheet",
            "region",
            "household",
            "database",
            "payable",
            "attribution",
            "payout",
            "selfreport"
        })
@NullMarked
package org.livelihood.account.statement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
