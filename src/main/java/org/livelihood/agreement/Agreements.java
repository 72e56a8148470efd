package org.livelihood.agreement;

import java.time.LocalDate;
import org.livelihood.kernel.AgreementId;
import org.livelihood.kernel.ProducerId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Face of the benefit agreements. */
@Service
public class Agreements {

    /** The version that was in force on the day; refused with NOT_IN_FORCE when there is none. */
    public Mono<AgreementVersion> inForce(ProducerId producer, AgreementId agreement, LocalDate day) {
        return Mono.error(new UnsupportedOperationException());
    }

    /** A frozen version, as a sealed lot names it. */
    public Mono<AgreementVersion> version(ProducerId producer, AgreementId agreement, int version) {
        return Mono.error(new UnsupportedOperationException());
    }
}
