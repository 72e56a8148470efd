/**
 * Accounts, tokens, who may call what, and the cipher of personal data. Stands at the door of every request.
 *
 * <p>Many files: accounts and their safety, tokens and keys, grants, rates; the vault of personal data is the next to
 * part.
 */
@ApplicationModule(
        id = "security",
        displayName = "Security",
        allowedDependencies = {"settings", "kernel", "http", "database"})
@NullMarked
package org.livelihood.platform.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
