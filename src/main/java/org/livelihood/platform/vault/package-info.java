/**
 * The vault of personal data 个人信息保险柜: fields are sealed where they lie, and move to a new key while everything goes on.
 *
 * <p>Under the door of requests, which keeps its signing keys sealed by the same cipher.
 */
@ApplicationModule(
        id = "vault",
        displayName = "Vault",
        allowedDependencies = {"settings", "kernel", "database"})
@NullMarked
package org.livelihood.platform.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
