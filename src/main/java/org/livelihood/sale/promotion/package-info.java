/**
 * Promotions 促销: what is taken off prices, and who bears it. Coupons, prices for a while, and prices from so many units
 * on. Before the sixth step of a sale.
 *
 * <p>Many files: special prices, coupons as they are defined, claimed and used, and the pure pricing over both.
 */
@ApplicationModule(
        id = "promotion",
        displayName = "Promotions",
        allowedDependencies = {"kernel", "database", "http", "security", "producer", "catalog", "live"})
@NullMarked
package org.livelihood.sale.promotion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
