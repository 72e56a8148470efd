/** What an operator watches: lines of work that grow, and things that hang. Says nothing about persons or money. */
@ApplicationModule(
        id = "vitals",
        displayName = "Vitals",
        allowedDependencies = {"database", "order", "sandbox", "payment", "attribution", "tlog"})
@NullMarked
package org.livelihood.account.vitals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
