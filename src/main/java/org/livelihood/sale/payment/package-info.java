/**
 * Payments: providers, notifications, refunds. Seventh step of a sale: money arrives and waits in suspense.
 *
 * <p>Many files: providers, captures in batches and refunds that are asked for, decided and sent.
 */
@ApplicationModule(
        id = "payment",
        displayName = "Payments",
        allowedDependencies = {
            "settings",
            "kernel",
            "database",
            "http",
            "order",
            "ledger",
            "sandbox",
            "producer",
            "security",
            "webhook"
        })
@NullMarked
package org.livelihood.sale.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
