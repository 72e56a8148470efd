package org.livelihood.sale.sandbox;

import java.time.Duration;
import org.livelihood.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the sandbox sends its notifications, to try what a real provider may do.
 *
 * @param noticeCopies how often each is sent
 * @param noticeDelay how long after the payment
 */
@ConfigurationProperties("livelihood.sandbox")
record SandboxSettings(
        @DefaultValue("1") @Between(least = "0", most = "10")
        int noticeCopies,

        @DefaultValue("0s") @Between(least = "0s", most = "1h")
        Duration noticeDelay) {}
