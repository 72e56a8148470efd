package org.livelihood.sale.sandbox;

import java.time.Duration;
import org.livelihood.platform.database.Rounds;
import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.stereotype.Component;

/** Sends notices as long as the program runs: at once when one is written here, else within two seconds. */
@Component
class SandboxLifecycle extends RoundsLifecycle {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    SandboxLifecycle(NoticeSender sender, Cashier cashier) {
        super(new Rounds("Sending the sandbox's notices", PAUSE, cashier.hints(), sender::sendDue));
    }
}
