package org.livelihood.account.audit;

import java.time.Duration;
import org.livelihood.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long checks may take.
 *
 * @param every how often a run in the background is gone on with
 * @param timeout of one statement while an auditor waits for the answer
 * @param patience for one statement of a run in the background
 */
@ConfigurationProperties("livelihood.audit")
record AuditSettings(
        @DefaultValue("2s") @Between(least = "100ms", most = "1h")
        Duration every,

        @DefaultValue("30s") @Between(least = "1s", most = "10m")
        Duration timeout,

        @DefaultValue("30m") @Between(least = "1s", most = "1d")
        Duration patience) {}
