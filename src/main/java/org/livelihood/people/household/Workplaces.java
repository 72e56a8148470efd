package org.livelihood.people.household;

import java.time.LocalDate;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Where a person works: known to the producers, asked by those who keep her payee. */
public interface Workplaces {

    /** Codes of the regions of approved producers to whom she stands on a day. */
    Flux<String> regionsOf(UUID person, LocalDate day);
}
