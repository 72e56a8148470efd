/** Accounts, tokens, who may call what, and the cipher of personal data. Stands at the door of every request. */
@ApplicationModule(
        displayName = "Security",
        allowedDependencies = {"settings", "kernel"})
@NullMarked
package org.livelihood.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
