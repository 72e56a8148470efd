package org.livelihood.live;

import java.time.Instant;
import java.util.Collection;
import org.livelihood.kernel.SessionId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;

/** Face of the livestream sessions. */
@Service
public class Sessions {

    /** Terms of the given sessions; unknown ones are left out. */
    public Flux<SessionTerms> terms(Collection<SessionId> sessions) {
        return Flux.error(new UnsupportedOperationException());
    }

    /** Sessions with a host's wage that ended at or after the time, oldest first: their wage waits to be spread. */
    public Flux<SessionTerms> endedWithWage(Instant since) {
        return Flux.error(new UnsupportedOperationException());
    }
}
