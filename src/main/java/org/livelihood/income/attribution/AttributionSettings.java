package org.livelihood.income.attribution;

import java.time.Duration;
import org.livelihood.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param retryEvery how often lines that could not be attributed are tried again */
@ConfigurationProperties("livelihood.attribution")
record AttributionSettings(
        @DefaultValue("10m") @Between(least = "1s", most = "1d")
        Duration retryEvery) {}
