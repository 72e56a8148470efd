/** Sandbox cashier: a payment provider of our own with no real money, the other side of a payment. */
@ApplicationModule(
        id = "sandbox",
        displayName = "Sandbox cashier",
        allowedDependencies = {"settings", "kernel", "database"})
@NullMarked
package org.livelihood.sale.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
