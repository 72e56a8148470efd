package org.livelihood.platform.vault;

import java.time.Duration;
import org.livelihood.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param every how often fields under a former key are looked for */
@ConfigurationProperties("livelihood.resealing")
record ResealingSettings(
        @DefaultValue("60s") @Between(least = "1s", most = "1d")
        Duration every) {}
