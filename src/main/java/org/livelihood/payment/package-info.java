/** Payments: providers, notifications, refunds. Seventh step of a sale: money arrives and waits in suspense. */
@ApplicationModule(
        displayName = "Payments",
        allowedDependencies = {"kernel", "http", "order", "stock", "ledger"})
@NullMarked
package org.livelihood.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
