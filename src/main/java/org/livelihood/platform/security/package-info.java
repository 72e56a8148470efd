/**
 * Accounts, tokens, who may call what. Stands at the door of every request.
 *
 * <p>Many files: accounts and their safety, tokens and keys, grants, rates.
 */
@ApplicationModule(
        id = "security",
        displayName = "Security",
        allowedDependencies = {"settings", "kernel", "http", "database", "vault"})
@NullMarked
package org.livelihood.platform.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
