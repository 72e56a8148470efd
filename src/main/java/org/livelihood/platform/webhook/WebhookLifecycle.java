package org.livelihood.platform.webhook;

import org.livelihood.platform.database.Rounds;
import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Sends what is due; any number of nodes may do this at the same time. */
@Component
class WebhookLifecycle extends RoundsLifecycle {

    WebhookLifecycle(WebhookDispatch dispatch, WebhookEvents events, WebhookSettings settings) {
        super(
                new Rounds("The look for listeners", settings.every(), Flux.just(1L), events::look),
                new Rounds("The sending of webhooks", settings.every(), Flux.just(1L), dispatch::work),
                new Rounds("The search for webhooks", settings.every(), events.arrivals(), dispatch::find));
    }
}
