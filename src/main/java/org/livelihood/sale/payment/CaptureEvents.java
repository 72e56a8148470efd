package org.livelihood.sale.payment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.livelihood.platform.webhook.EventType;
import org.livelihood.platform.webhook.WebhookEvent;
import org.livelihood.platform.webhook.WebhookEvents;
import org.livelihood.sale.order.Settled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells front ends what money has arrived, and which orders it has paid. */
@Component
class CaptureEvents {

    private final WebhookEvents webhooks;

    CaptureEvents(WebhookEvents webhooks) {
        this.webhooks = webhooks;
    }

    Mono<Void> captured(List<CaptureStore.Part> parts, List<Settled> settled, Instant now) {
        List<WebhookEvent> events = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            events.add(event(EventType.PAYMENT_CAPTURED, parts.get(i), now));
            if (settled.get(i).paid()) {
                events.add(event(EventType.ORDER_PAID, parts.get(i), now));
            }
        }
        return webhooks.publish(events);
    }

    private static WebhookEvent event(EventType type, CaptureStore.Part part, Instant now) {
        return new WebhookEvent(
                type, now, part.producer(), Map.of("orderId", part.order(), "paymentId", part.payment()));
    }
}
