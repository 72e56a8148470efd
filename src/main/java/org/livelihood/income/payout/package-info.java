/**
 * Payouts 兑付: what is owed becomes money in a household's bank account.
 *
 * <p>Ninth step of a sale: released after the after-sales window, put into a batch by one person, approved by another,
 * and confirmed by the bank's receipt, which a third brings.
 *
 * <p>Many files: releases, losses, clawbacks, the reserve and batches move the same earnings under one lock.
 */
@ApplicationModule(
        id = "payout",
        displayName = "Payouts",
        allowedDependencies = {
            "settings",
            "kernel",
            "database",
            "http",
            "sheet",
            "security",
            "household",
            "producer",
            "ledger",
            "payable",
            "attribution",
            "bank"
        })
@NullMarked
package org.livelihood.income.payout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
