package org.livelihood.sale.payment;

import java.time.Duration;
import org.livelihood.platform.settings.Between;
import org.livelihood.platform.settings.OneOf;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who takes payments.
 *
 * @param provider of new payments where the buyer chose none; only the demo may leave it empty, which is the sandbox
 *     there. With another one there is no sandbox
 * @param sync how often payments whose notification may be lost are asked about
 */
@ConfigurationProperties("livelihood.payment")
record PaymentSettings(
        @DefaultValue("") @OneOf({"sandbox", "wechatpay", "alipay"})
        String provider,

        @DefaultValue("10s") @Between(least = "100ms", most = "1h")
        Duration sync) {}
