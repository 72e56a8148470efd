package org.livelihood.goods.lot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.livelihood.books.payable.Payable;
import org.livelihood.books.payable.Payables;
import org.livelihood.books.payable.Source;
import org.livelihood.goods.agreement.AgreementVersion;
import org.livelihood.goods.linkage.Due;
import org.livelihood.goods.linkage.Sealing;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What lots made owed, as the module of payables keeps it. */
@Component
class LotPayables {

    private final Payables payables;

    LotPayables(Payables payables) {
        this.payables = payables;
    }

    /** What sealing a lot makes owed, by its terms: wages, prices, rent. */
    static List<Due> due(Terms terms, Sealing lot) {
        return terms.due(lot).stream().filter(due -> due.amount().isPositive()).toList();
    }

    record OfLot(LotId lot, Payable owed) {

        SealedLot.Payable of(SealedLot.Origin origin) {
            return new SealedLot.Payable(owed.party(), owed.basis(), owed.category(), owed.amount(), origin);
        }
    }

    /** Makes the dues of a lot owed, once, under the version of its agreement that it was sealed with. */
    Mono<Void> create(AgreementVersion version, LotId lot, LocalDate on, List<Due> dues, Instant now) {
        Source source = new Source(version.producer(), Source.Kind.LOT, lot.value(), on, now);
        Payable.Under under = new Payable.Under(version.id(), version.version());
        return payables.create(
                        source, dues.stream().map(due -> payable(due, under)).toList())
                .then();
    }

    private static Payable payable(Due due, Payable.Under under) {
        return new Payable(
                due.party(), due.basis(), due.category(), IncomeNature.TRACE, due.amount(), due.recoup(), under);
    }

    Flux<OfLot> of(ProducerId producer, Collection<LotId> lots) {
        List<UUID> sources = lots.stream().map(LotId::value).toList();
        return payables.of(producer, Source.Kind.LOT, sources)
                .flatMapIterable(Map::entrySet)
                .flatMapIterable(entry -> entry.getValue().stream()
                        .map(owed -> new OfLot(new LotId(entry.getKey()), owed))
                        .toList());
    }
}
