package org.livelihood.sale.payment;

import java.time.Duration;
import org.livelihood.platform.database.Rounds;
import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.stereotype.Component;

/** Asks providers about pending payments and sends refunds, as long as the program runs. */
@Component
class PaymentLifecycle extends RoundsLifecycle {

    private static final Duration REFUNDS_EVERY = Duration.ofSeconds(2);

    PaymentLifecycle(ProviderTalk talk, PaymentSettings settings) {
        super(
                new Rounds("Asking about payments", settings.sync(), talk::askAboutPending),
                new Rounds("Sending refunds", REFUNDS_EVERY, talk::sendRefunds));
    }
}
