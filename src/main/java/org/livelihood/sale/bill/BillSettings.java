package org.livelihood.sale.bill;

import java.time.Duration;
import org.livelihood.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When providers' bills are fetched.
 *
 * @param every how often bills are asked for that are not here yet
 * @param days how many days back
 */
@ConfigurationProperties("livelihood.bill")
record BillSettings(
        @DefaultValue("30m") @Between(least = "1m", most = "1d")
        Duration every,

        @DefaultValue("7") @Between(least = "1", most = "80")
        int days) {}
