/** Livestream sessions 直播: schedule, showcase, room events. Fifth step of a sale: it is shown live. */
@ApplicationModule(
        id = "live",
        displayName = "Live",
        allowedDependencies = {
            "kernel",
            "http",
            "security",
            "region",
            "household",
            "producer",
            "stock",
            "catalog",
            "database"
        })
@NullMarked
package org.livelihood.sale.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
