package org.livelihood.ledger;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the ledger. */
@Service
public class Ledger {

    /** Posts all journals in one statement, within the caller's transaction; refuses a business key used before. */
    @Transactional
    public Mono<Void> post(List<Journal> journals) {
        return Mono.error(new UnsupportedOperationException());
    }
}
