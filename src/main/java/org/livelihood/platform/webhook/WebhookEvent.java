package org.livelihood.platform.webhook;

import java.time.Instant;
import java.util.Map;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.ProducerId;

/**
 * Something that happened. It names what it happened to and says nothing else of it: a receiver asks the API, which
 * knows what she may see.
 *
 * @param producer whose business it is
 * @param ids what it happened to, such as {@code orderId}; never whom
 */
public record WebhookEvent(EventType type, Instant at, ProducerId producer, Map<String, Id> ids) {

    public WebhookEvent {
        ids = Map.copyOf(ids);
    }
}
