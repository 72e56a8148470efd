package org.livelihood.platform.webhook;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.ProducerId;

/**
 * Somebody's address that is told what happens.
 *
 * @param producer of whom it hears; null for one of the platform's, which hears of all
 * @param hasSecret whether a secret was made; until then events wait
 * @param failingSince when the first attempt failed after the last that went well; null while all is well
 */
record Endpoint(
        EndpointId id,
        @Nullable ProducerId producer,
        String url,
        Set<EventType> types,
        Status status,
        boolean hasSecret,
        @Nullable Instant failingSince,
        int version) {

    Endpoint {
        types = Set.copyOf(types);
    }

    /** Whether events are taken down for it. */
    enum Status {
        ACTIVE,
        /** Stopped by hand. */
        PAUSED,
        /** It has answered 410 Gone. */
        GONE,
        /** Nothing has reached it for days. */
        FAILING
    }
}
