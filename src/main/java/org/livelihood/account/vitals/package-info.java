/**
 * What an operator watches: lines of work that grow, and things that hang. Reads every module's tables; says nothing
 * about persons or money.
 */
@ApplicationModule(
        id = "vitals",
        displayName = "Vitals",
        allowedDependencies = {"database"})
@NullMarked
package org.livelihood.account.vitals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
