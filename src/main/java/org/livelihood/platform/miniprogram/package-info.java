/**
 * Sign-in from a WeChat mini program 微信小程序: by the code that it gets, and by a phone number that WeChat vouches for.
 * Beside the door of requests, for shoppers.
 */
@ApplicationModule(
        id = "miniprogram",
        displayName = "Mini program",
        allowedDependencies = {"settings", "kernel", "database", "vault", "security"})
@NullMarked
package org.livelihood.platform.miniprogram;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
