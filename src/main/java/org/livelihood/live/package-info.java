/** Livestream sessions 直播: schedule, showcase, room events. Fifth step of a sale: it is shown live. */
@ApplicationModule(
        displayName = "Live",
        allowedDependencies = {"kernel", "http", "security", "region", "household", "producer", "stock", "catalog"})
@NullMarked
package org.livelihood.live;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
