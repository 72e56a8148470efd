/**
 * Orders: quote, place, expire. Sixth step of a sale: somebody buys.
 *
 * <p>Many files: quotes, placement in batches, settlement, expiry and the outbox of sales, all over one set of tables.
 */
@ApplicationModule(
        id = "order",
        displayName = "Orders",
        allowedDependencies = {
            "settings",
            "kernel",
            "database",
            "http",
            "security",
            "stock",
            "catalog",
            "live",
            "address",
            "cart",
            "shipping",
            "promotion",
            "webhook"
        })
@NullMarked
package org.livelihood.sale.order;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
