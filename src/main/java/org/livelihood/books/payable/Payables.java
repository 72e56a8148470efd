package org.livelihood.books.payable;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the payables: what a source makes owed is written once, with its journal, and never changed. */
@Service
public class Payables {

    private final PayableStore store;
    private final Ledger ledger;

    Payables(PayableStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /** As {@link #create(Source, Account, List)}, at the cost of the producer's lots. */
    @Transactional
    public Mono<Boolean> create(Source source, List<Payable> payables) {
        return create(source, Account.lotCost(source.producer()), payables);
    }

    /** As {@link #create(Source, Function, List)}, all at the cost of one account. */
    @Transactional
    public Mono<Boolean> create(Source source, Account debit, List<Payable> payables) {
        return create(source, payable -> debit, payables);
    }

    /**
     * Makes the payables of a source owed, and posts them in one journal under the source's business key, within the
     * caller's transaction. Each source once: true if this call did it, false if it was done before or owes nothing.
     *
     * @param debit who bears each
     */
    @Transactional
    public Mono<Boolean> create(Source source, Function<Payable, Account> debit, List<Payable> payables) {
        if (payables.isEmpty()) {
            return Mono.just(false);
        }
        return store.claim(source)
                .flatMap(first -> first ? add(source, debit, payables).thenReturn(true) : Mono.just(false));
    }

    private Mono<Void> add(Source source, Function<Payable, Account> debit, List<Payable> payables) {
        Journal.Builder journal = Journal.of(source.producer(), source.businessKey(), source.effectiveAt());
        for (Payable payable : payables) {
            journal.debit(debit.apply(payable), payable.amount()).credit(Account.of(payable.party()), payable.amount());
        }
        return store.add(source, payables).then(ledger.post(List.of(journal.build())));
    }

    /** What the producer's sources of a kind made owed, in the order in which it was given. */
    public Mono<Map<UUID, Collection<Payable>>> of(ProducerId producer, Source.Kind kind, Collection<UUID> sources) {
        return store.of(producer, kind, sources)
                .collectMultimap(PayableStore.OfSource::source, PayableStore.OfSource::payable);
    }

    /**
     * What sources made households and workers be owed as wages until a day.
     *
     * @param after those earned later than this day, and those recorded at {@code recordedAfter} or later
     */
    public Mono<List<SourceWage>> wages(
            ProducerId producer, LocalDate until, @Nullable LocalDate after, @Nullable Instant recordedAfter) {
        return store.wages(producer, until, after, recordedAfter);
    }

    /** Those of the sources that have made their payables owed. */
    public Mono<Set<UUID>> created(Source.Kind kind, Map<UUID, ProducerId> producerOfSource) {
        return producerOfSource.isEmpty() ? Mono.just(Set.of()) : store.created(kind, producerOfSource);
    }
}
