package org.livelihood.goods.lot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.livelihood.goods.lotgraph.LotEdge;
import org.livelihood.goods.lotgraph.LotMaking;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads sealed lots with all that they were made of: four statements for each producer among them, however many lots.
 */
@Component
class SealedLots {

    private final LotStore store;
    private final ContributionStore contributions;
    private final LotPayables payables;
    private final SourceStore sources;

    SealedLots(LotStore store, ContributionStore contributions, LotPayables payables, SourceStore sources) {
        this.store = store;
        this.contributions = contributions;
        this.payables = payables;
        this.sources = sources;
    }

    Flux<SealedLot> of(ProducerId producer, Collection<LotId> lots) {
        return sources.up(producer, lots).collectList().flatMapMany(edges -> {
            Map<ProducerId, Set<LotId>> wanted = new LinkedHashMap<>();
            wanted.computeIfAbsent(producer, p -> new LinkedHashSet<>()).addAll(lots);
            edges.forEach(edge -> wanted.computeIfAbsent(edge.sourceProducer(), p -> new LinkedHashSet<>())
                    .add(edge.source()));
            return Flux.fromIterable(wanted.entrySet())
                    .concatMap(entry -> read(entry.getKey(), entry.getValue()))
                    .collectMap(found -> found.plain().id())
                    .flatMapIterable(found -> new Graph(found, edges).made(lots));
        });
    }

    /** A lot with what was put into it, still without what it was made of. */
    private record Plain(SealedLot plain, List<LotMaking.Put> puts, List<SealedLot.Payable> owed) {}

    /** Each is read to its end before the next is sent: two open results on one connection wait for each other. */
    private Flux<Plain> read(ProducerId producer, Collection<LotId> lots) {
        Mono<Map<LotId, Collection<LotMaking.Put>>> put = contributions
                .contributed(producer, lots)
                .collectMultimap(ContributionStore.OfLot::lot, ContributionStore.OfLot::put);
        Mono<Map<LotId, Collection<LotPayables.OfLot>>> owed =
                payables.of(producer, lots).collectMultimap(LotPayables.OfLot::lot);
        return store.sealed(producer, lots)
                .collectList()
                .flatMapMany(found -> put.flatMapMany(puts -> owed.flatMapIterable(owing -> found.stream()
                        .map(lot -> new Plain(
                                lot,
                                List.copyOf(puts.getOrDefault(lot.id(), List.of())),
                                owing.getOrDefault(lot.id(), List.of()).stream()
                                        .map(one -> one.of(lot.origin()))
                                        .toList()))
                        .toList())));
    }

    /** Makes each lot once, its sources first. */
    private static final class Graph {

        private final Map<LotId, Plain> plain;
        private final Map<LotId, List<LotEdge>> edges = new HashMap<>();
        private final Map<LotId, SealedLot> made = new HashMap<>();

        Graph(Map<LotId, Plain> plain, List<LotEdge> edges) {
            this.plain = plain;
            edges.forEach(edge -> this.edges
                    .computeIfAbsent(edge.lot(), lot -> new ArrayList<>())
                    .add(edge));
        }

        List<SealedLot> made(Collection<LotId> lots) {
            return lots.stream().filter(plain::containsKey).map(this::made).toList();
        }

        private SealedLot made(LotId id) {
            SealedLot known = made.get(id);
            if (known != null) {
                return known;
            }
            Plain found = plain.get(id);
            if (found == null) {
                throw new IllegalStateException("lot " + id + " went into another and is not sealed");
            }
            List<SealedLot.Source> sources = edges.getOrDefault(id, List.of()).stream()
                    .map(edge -> new SealedLot.Source(made(edge.source()), edge.numbers(), edge.price()))
                    .toList();
            SealedLot lot = LotMaking.make(found.plain(), found.puts(), found.owed(), sources);
            made.put(id, lot);
            return lot;
        }
    }
}
