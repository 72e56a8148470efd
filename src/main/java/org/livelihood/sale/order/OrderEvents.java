package org.livelihood.sale.order;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.webhook.EventType;
import org.livelihood.platform.webhook.WebhookEvent;
import org.livelihood.platform.webhook.WebhookEvents;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells front ends what becomes of orders, within the transaction in which it does. */
@Component
class OrderEvents {

    private static final String ORDER = "orderId";

    private final WebhookEvents webhooks;
    private final Clock clock;

    OrderEvents(WebhookEvents webhooks, Clock clock) {
        this.webhooks = webhooks;
        this.clock = clock;
    }

    Mono<Void> placed(List<Purchase.Part> parts, Instant at) {
        return webhooks.publish(parts.stream()
                .map(part -> new WebhookEvent(EventType.ORDER_PLACED, at, part.producer(), Map.of(ORDER, part.order())))
                .toList());
    }

    Mono<Void> cancelled(ProducerId producer, OrderId order) {
        return webhooks.publish(
                List.of(new WebhookEvent(EventType.ORDER_CANCELLED, clock.instant(), producer, Map.of(ORDER, order))));
    }

    Mono<Void> refunded(Order order, OrderLineId line) {
        return webhooks.publish(List.of(new WebhookEvent(
                EventType.ORDER_REFUNDED,
                clock.instant(),
                order.producer(),
                Map.of(ORDER, order.id(), "lineId", line))));
    }
}
