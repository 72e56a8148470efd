/**
 * How every request is answered: problem answers, idempotency, callers and ids read from a request.
 *
 * <p>Under all features.
 *
 * <p>Many files, each a rule of the door: what comes in, what is answered, how long it may take.
 */
@ApplicationModule(
        id = "http",
        displayName = "HTTP",
        allowedDependencies = {"settings", "kernel", "database"})
@NullMarked
package org.livelihood.platform.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
