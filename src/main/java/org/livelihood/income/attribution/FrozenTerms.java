package org.livelihood.income.attribution;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.livelihood.goods.agreement.AgreementVersion;
import org.livelihood.goods.agreement.Agreements;
import org.livelihood.goods.lot.Lots;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.income.split.LotTerms;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sealed lots with the terms they were sealed under: neither ever changes, so they are kept in memory. */
@Component
class FrozenTerms {

    private static final int MOST = 5_000;

    private final Lots lots;
    private final Agreements agreements;
    private final Cache<LotId, LotTerms> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    FrozenTerms(Lots lots, Agreements agreements) {
        this.lots = lots;
        this.agreements = agreements;
    }

    /** The terms of these lots; what is not sealed is left out. */
    Mono<Map<LotId, LotTerms>> of(Map<LotId, ProducerId> wanted) {
        Map<LotId, LotTerms> found = new HashMap<>(known.getAllPresent(wanted.keySet()));
        Map<ProducerId, List<LotId>> missing = new HashMap<>();
        wanted.forEach((lot, producer) -> {
            if (!found.containsKey(lot)) {
                missing.computeIfAbsent(producer, p -> new ArrayList<>()).add(lot);
            }
        });
        return Flux.fromIterable(missing.entrySet())
                .concatMap(entry -> load(entry.getKey(), entry.getValue()))
                .doOnNext(terms -> found.put(terms.lot().id(), terms))
                .then(Mono.just(found));
    }

    /** As they are stored now, not as they are remembered: for those who check what is stored. */
    Mono<Map<LotId, LotTerms>> readAnew(Map<LotId, ProducerId> wanted) {
        Map<ProducerId, List<LotId>> lotsOf = new HashMap<>();
        wanted.forEach((lot, producer) ->
                lotsOf.computeIfAbsent(producer, p -> new ArrayList<>()).add(lot));
        return Flux.fromIterable(lotsOf.entrySet())
                .concatMap(entry -> read(entry.getKey(), entry.getValue()))
                .collectMap(terms -> terms.lot().id());
    }

    private Flux<LotTerms> load(ProducerId producer, Collection<LotId> missing) {
        return read(producer, missing).doOnNext(terms -> known.put(terms.lot().id(), terms));
    }

    private Flux<LotTerms> read(ProducerId producer, Collection<LotId> missing) {
        return lots.sealed(producer, missing)
                .collectList()
                .flatMapMany(found -> Flux.fromIterable(found).concatMap(this::withTerms));
    }

    private Mono<LotTerms> withTerms(SealedLot lot) {
        return agreements
                .version(lot.producer(), lot.agreement(), lot.agreementVersion())
                .map(AgreementVersion::terms)
                .map(terms -> new LotTerms(lot, terms));
    }
}
