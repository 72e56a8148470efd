/**
 * Webhooks: front ends are told what has happened, by the rules of <a href="https://www.standardwebhooks.com">Standard
 * Webhooks</a>. Under all features, which publish their events within their own transactions.
 *
 * <p>Many files: what is published, who listens, the queue between them, and a sender that reaches public addresses
 * only.
 */
@ApplicationModule(
        id = "webhook",
        displayName = "Webhooks",
        allowedDependencies = {"settings", "kernel", "database", "http", "vault"})
@NullMarked
package org.livelihood.platform.webhook;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
