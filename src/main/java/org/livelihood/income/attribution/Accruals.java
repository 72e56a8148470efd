package org.livelihood.income.attribution;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.livelihood.goods.lot.Lots;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What single sales made owed: held until their after-sales window has closed, then released to be paid out. */
@Service
public class Accruals {

    private final AccrualStore store;
    private final Lots lots;

    Accruals(AccrualStore store, Lots lots) {
        this.store = store;
        this.lots = lots;
    }

    /** @param lines how many were released; fewer than the limit when none is left */
    public record Released(int lines, List<AccruedSum> sums) {}

    /** Producers with lines to release that were paid at or before a time. */
    public Flux<ProducerId> producersDue(Instant paidUntil) {
        return store.producers(paidUntil);
    }

    /**
     * Releases lines of a producer that were paid at or before a time, within the caller's transaction; each revision
     * of a line once. A line that was released before brings its difference. Lines that others are working on are left
     * for later.
     */
    @Transactional
    public Mono<Released> release(UUID run, ProducerId producer, Instant paidUntil, int limit) {
        return store.mark(run, producer, paidUntil, limit).flatMap(lines -> released(run, lines));
    }

    /**
     * Releases again what was released before and changed since, of one producer: what refunds take back, above all.
     */
    @Transactional
    public Mono<Released> releaseChanges(UUID run, ProducerId producer, int limit) {
        return store.markChanged(run, producer, limit).flatMap(lines -> released(run, lines));
    }

    private Mono<Released> released(UUID run, int lines) {
        return lines == 0
                ? Mono.just(new Released(0, List.of()))
                : store.sums(run).map(sums -> new Released(lines, sums));
    }

    /** What lines gave whom in which run; what they took back later is not in it. */
    public Mono<List<AccruedInRun>> given(Collection<ProducerLine> lines) {
        return lines.isEmpty() ? Mono.just(List.of()) : store.given(lines);
    }

    /** What stands on a party's lines and is not released yet. */
    public Mono<Money> held(ProducerId producer, Party party) {
        return store.held(producer, party);
    }

    /** What sales explain of what lots made owed, be it this producer's sales or those of whom it delivered to. */
    public Mono<List<ExplainedPayable>> explained(ProducerId producer, Collection<LotId> lots) {
        return lots.isEmpty()
                ? Mono.just(List.of())
                : this.lots.sellers(producer, lots).flatMap(sellers -> store.explained(sellers, lots));
    }

    /** What sales explain of what sessions made owed to their hosts. */
    public Mono<List<ExplainedPayable>> explainedWages(ProducerId producer, Collection<SessionId> sessions) {
        return sessions.isEmpty() ? Mono.just(List.of()) : store.explainedWages(producer, sessions);
    }
}
