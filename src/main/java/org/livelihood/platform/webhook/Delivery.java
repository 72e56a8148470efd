package org.livelihood.platform.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to one endpoint.
 *
 * @param event its id, the same at every attempt
 * @param dueAt when it is tried next, if it waits
 * @param attemptedAt when it was tried last
 * @param answer the status that the last attempt was answered with, or why there was none
 */
record Delivery(
        UUID event,
        EventType type,
        Instant occurredAt,
        Status status,
        int attempts,
        Instant dueAt,
        @Nullable Instant attemptedAt,
        @Nullable String answer) {

    /** What became of it. */
    enum Status {
        WAITING,
        DELIVERED,
        /** Given up; it can be sent again by hand. */
        DEAD
    }
}
