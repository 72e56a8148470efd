/** Accounts, tokens, who may call what, and the cipher of personal data. Stands at the door of every request. */
@ApplicationModule(
        id = "security",
        displayName = "Security",
        allowedDependencies = {"settings", "kernel", "http", "database"})
@NullMarked
package org.livelihood.platform.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
