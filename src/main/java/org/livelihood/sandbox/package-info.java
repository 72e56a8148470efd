/** Sandbox cashier: a payment provider of our own with no real money, the other side of a payment. */
@ApplicationModule(
        displayName = "Sandbox cashier",
        allowedDependencies = {"kernel", "http"})
@NullMarked
package org.livelihood.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
