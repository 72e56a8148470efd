package org.livelihood.sale.order;

import java.time.Duration;
import org.livelihood.platform.settings.Between;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders wait and collect.
 *
 * @param expiry how long an order waits for its payment
 * @param sweep how often those whose time is over are given back
 * @param shards how many batches may be in flight at once, each of another producer
 */
@ConfigurationProperties("livelihood.order")
record OrderSettings(
        @DefaultValue("15m") @Between(least = "1s", most = "30d")
        Duration expiry,

        @DefaultValue("5s") @Between(least = "100ms", most = "1h")
        Duration sweep,

        @DefaultValue("4") @Between(least = "1", most = "64")
        int shards) {}
