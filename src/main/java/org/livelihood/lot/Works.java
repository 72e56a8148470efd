package org.livelihood.lot;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.livelihood.kernel.AgreementId;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;
import org.livelihood.linkage.Work;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Face of what was put into sealed lots, summed up over many of them. */
@Service
public class Works {

    private final WorksStore store;

    Works(WorksStore store) {
        this.store = store;
    }

    /**
     * What households and workers delivered to sealed lots under an agreement from one day to another, both counted.
     */
    public Mono<List<Work>> delivered(ProducerId producer, AgreementId agreement, LocalDate from, LocalDate to) {
        return store.delivered(producer, agreement, from, to);
    }

    /** Minutes of labour in these lots by party. */
    public Mono<Map<Party, Long>> minutes(ProducerId producer, Collection<LotId> lots) {
        return lots.isEmpty() ? Mono.just(Map.of()) : store.minutes(producer, lots);
    }

    /** All sealed lots under an agreement. */
    public Mono<List<LotId>> lotsUnder(ProducerId producer, AgreementId agreement) {
        return store.lotsUnder(producer, agreement);
    }
}
