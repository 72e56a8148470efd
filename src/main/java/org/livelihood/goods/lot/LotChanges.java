package org.livelihood.goods.lot;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.agreement.Agreements;
import org.livelihood.goods.lotgraph.LotEdge;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of what happens to sealed lots besides being sold: parted, delivered to another producer, lost. */
@Service
public class LotChanges {

    private final Withdrawals withdrawals;
    private final LotStore store;
    private final SourceStore sources;
    private final DeliveryStore deliveries;
    private final Producers producers;
    private final Agreements agreements;
    private final Lots lots;

    LotChanges(
            Withdrawals withdrawals,
            LotStore store,
            SourceStore sources,
            DeliveryStore deliveries,
            Producers producers,
            Agreements agreements,
            Lots lots) {
        this.withdrawals = withdrawals;
        this.store = store;
        this.sources = sources;
        this.deliveries = deliveries;
        this.producers = producers;
        this.agreements = agreements;
        this.lots = lots;
    }

    /** Where the units of a lot come from and went to, through any depth. */
    public record Graph(List<LotEdge> sources, List<LotEdge> uses) {}

    /** Parts a lot into new ones of so many units each, sealed as it was; what is not named stays in it. */
    @Transactional
    public Mono<List<LotId>> split(Caller caller, ProducerId producer, LotId id, List<Long> parts) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(withdrawals.sealed(producer, id))
                .flatMapMany(lot -> Flux.fromIterable(parts).concatMap(units -> part(caller, lot, units)))
                .collectList();
    }

    private Mono<LotId> part(Caller caller, Lot lot, long units) {
        LotId id = LotId.next();
        return withdrawals
                .take(lot, units)
                .flatMap(numbers -> store.part(lot, id, units, caller.account())
                        .then(sources.add(List.of(
                                new LotEdge(lot.producer(), id, lot.producer(), lot.id(), numbers, null, null))))
                        .thenReturn(id));
    }

    /** Takes units off the shelf for good: what was owed for them stays owed. */
    @Transactional
    public Mono<UUID> lose(Caller caller, ProducerId producer, LotId id, long units, String reason, String evidence) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(withdrawals.sealed(producer, id))
                .flatMap(lot -> withdrawals.withdraw(lot, units))
                .flatMap(numbers -> deliveries.lose(producer, id, numbers, reason, evidence, caller.account()));
    }

    /**
     * Sends units to another producer, who takes them into a lot of its own. Refused with PAID_BY_SALE where the lot's
     * terms pay households with each sale: this producer makes none of them.
     */
    @Transactional
    public Mono<UUID> deliver(
            Caller caller, ProducerId producer, LotId id, ProducerId to, long units, String evidence) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(producers.requireApproved(to))
                .then(withdrawals.sealed(producer, id))
                .flatMap(lot -> requirePaidBefore(lot).thenReturn(lot))
                .flatMap(lot -> withdrawals.withdraw(lot, units))
                .flatMap(numbers -> deliveries.send(producer, id, to, numbers, evidence, caller.account()));
    }

    private Mono<Void> requirePaidBefore(Lot lot) {
        int version = Objects.requireNonNull(lot.agreementVersion());
        return agreements
                .version(lot.producer(), lot.agreement(), version)
                .flatMap(found -> found.terms().accrues()
                        ? Mono.error(() -> new Refusal(LotReason.PAID_BY_SALE, lot.id()))
                        : Mono.empty());
    }

    /** Calls back a delivery that nobody took: its units are free again. */
    @Transactional
    public Mono<Void> recall(Caller caller, ProducerId producer, UUID id) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(deliveries.find(producer, id))
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.DELIVERY_NOT_FOUND, id)))
                .then(Mono.defer(() -> deliveries.recall(producer, id)))
                .switchIfEmpty(Mono.error(() -> new Refusal(LotReason.DELIVERY_ENDED, id)))
                .flatMap(sent -> withdrawals
                        .sealed(producer, sent.lot())
                        .flatMap(lot -> withdrawals.putBack(lot, sent.numbers())));
    }

    /** Deliveries that a producer sent or shall receive. */
    public Mono<Page<LotDelivery>> deliveries(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return lots.requireReader(caller, producer)
                .thenMany(deliveries.list(producer, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, sent -> Cursor.of(0, sent.id())));
    }

    public Mono<Graph> graph(Caller caller, ProducerId producer, LotId id) {
        return lots.get(caller, producer, id)
                .then(sources.up(producer, List.of(id)).collectList())
                .zipWhen(up -> sources.down(producer, List.of(id)).collectList(), Graph::new);
    }
}
