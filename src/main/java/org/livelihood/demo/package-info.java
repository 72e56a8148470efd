/**
 * The demo data set: four places from one newspaper report, entered through the modules' faces like anybody's data.
 *
 * <p>Stands beside the way of a sale and walks it once.
 */
@ApplicationModule(
        id = "demo",
        displayName = "Demo",
        allowedDependencies = {
            "database",
            "kernel",
            "linkage",
            "http",
            "security",
            "region",
            "household",
            "producer",
            "agreement",
            "asset",
            "training",
            "industry",
            "catalog",
            "lot",
            "live",
            "order",
            "payment",
            "selfreport",
            "sandbox"
        })
@NullMarked
package org.livelihood.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
