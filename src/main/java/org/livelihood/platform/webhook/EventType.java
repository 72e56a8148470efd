package org.livelihood.platform.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** What can happen, under the name that receivers know it by. */
public enum EventType {
    ORDER_PLACED("order.placed"),
    /** Its money has arrived. */
    ORDER_PAID("order.paid"),
    ORDER_CANCELLED("order.cancelled"),
    /** Money of one of its lines goes back, or units of it came back. */
    ORDER_REFUNDED("order.refunded"),
    /** Money has arrived for an order, be it one that does not want it any more. */
    PAYMENT_CAPTURED("payment.captured"),
    LISTING_APPROVED("listing.approved"),
    /** An endpoint was disabled, since it was gone or failed for days. */
    WEBHOOK_DISABLED("webhook.disabled"),
    /** Asked for by hand; comes to the endpoint that was named, whatever it has asked for. */
    WEBHOOK_TEST("webhook.test");

    private final String text;

    EventType(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException if there is no such type */
    @JsonCreator
    static EventType of(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text.equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    @Override
    @JsonValue
    public String toString() {
        return text;
    }
}
