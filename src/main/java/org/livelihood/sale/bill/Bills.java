package org.livelihood.sale.bill;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the providers' bills 对账: what was fetched, and what does not agree with what stands here. */
@Service
public class Bills {

    private static final int DAYS_LISTED = 100;

    private final BillStore store;
    private final Producers producers;

    Bills(BillStore store, Producers producers) {
        this.store = store;
        this.producers = producers;
    }

    /** Keeps a bill with what was found, once; differences of before that its lines settle are gone by it. */
    @Transactional
    public Mono<Void> keep(String provider, LocalDate day, Bill bill, List<Difference> found, Instant now) {
        return store.add(provider, day, bill, now)
                .filter(first -> first)
                .flatMap(first -> store.addLines(provider, day, bill.lines())
                        .then(store.settle(provider, bill.lines(), now))
                        .then(store.addDifferences(found)));
    }

    Mono<BillDay> find(String provider, LocalDate day) {
        return store.find(provider, day);
    }

    /** Days whose bill is not here yet, the oldest first. */
    Flux<LocalDate> missing(String provider, LocalDate from, LocalDate to) {
        return store.missing(provider, from, to);
    }

    /** Those of the numbers that a bill has. */
    Mono<Set<String>> billed(String provider, Bill.Kind kind, Collection<String> numbers) {
        return store.billed(provider, kind, numbers).collect(Collectors.toSet());
    }

    /** The bills of the last hundred days that have any, the newest first. */
    public Flux<BillDay> list() {
        return store.list(DAYS_LISTED);
    }

    /**
     * What a bill and our books do not agree on. Auditors and administrators read all of it, an officer what is about a
     * producer of her regions, whom she names.
     *
     * @throws Refusal {@link BillReason#NOT_FOUND}, or as {@link Producers#requireOfficer}
     */
    public Mono<Page<Difference>> differences(
            Caller caller,
            String provider,
            LocalDate day,
            @Nullable ProducerId producer,
            @Nullable Cursor after,
            int limit) {
        return mayRead(caller, producer)
                .then(Mono.defer(() -> store.find(provider, day)))
                .switchIfEmpty(Mono.error(() -> new Refusal(BillReason.NOT_FOUND, provider, day)))
                .flatMapMany(bill -> store.differences(provider, day, producer, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, difference -> Cursor.of(0, difference.id())));
    }

    private Mono<Void> mayRead(Caller caller, @Nullable ProducerId producer) {
        if (caller.isAny(Role.AUDITOR, Role.ADMIN)) {
            return Mono.empty();
        }
        return producer == null
                ? Mono.error(() -> Refusal.ofField(BillReason.PRODUCER_NEEDED, "producer"))
                : producers.requireOfficer(caller, producer);
    }
}
