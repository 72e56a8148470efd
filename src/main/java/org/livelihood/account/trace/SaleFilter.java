package org.livelihood.account.trace;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;

/**
 * Which sales are asked for.
 *
 * @param from first moment, included
 * @param to last moment, not included
 */
public record SaleFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable ProducerId producer,
        @Nullable SessionId session,
        @Nullable Cursor after) {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final Instant ALWAYS = Instant.parse("9999-12-31T00:00:00Z");

    Instant fromTime() {
        return from == null ? Instant.EPOCH : from;
    }

    Instant toTime() {
        return to == null ? ALWAYS : to;
    }

    Instant afterTime() {
        return after == null ? Instant.EPOCH : after.time();
    }

    UUID afterId() {
        return after == null ? NOBODY : after.id();
    }

    /** The id, or the zero UUID where none is asked for. */
    static UUID orNobody(@Nullable Id id) {
        return id == null ? NOBODY : id.value();
    }
}
