package org.livelihood.income.payout;

import java.time.Duration;
import org.livelihood.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When income is released, and whose account it is paid from.
 *
 * @param releaseEvery how often income that is earned for good is released
 * @param afterSalesWindow how long after the capture a buyer may still send a thing back
 * @param debtorName name of the account that banks pay from
 * @param debtorAccount its number
 * @param debtorBank its bank
 */
@ConfigurationProperties("livelihood.payout")
record PayoutSettings(
        @DefaultValue("1h") @Between(least = "1s", most = "7d")
        Duration releaseEvery,

        @DefaultValue("15d") @Between(least = "0s", most = "365d")
        Duration afterSalesWindow,

        @DefaultValue("Livelihood") String debtorName,
        @DefaultValue("NOTPROVIDED") String debtorAccount,
        @DefaultValue("NOTPROVIDED") String debtorBank) {}
