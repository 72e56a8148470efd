package org.livelihood.goods.lot;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.linkage.Work;
import org.livelihood.people.household.Belongings;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Face of what was put into sealed lots, summed up over many of them. */
@Service
public class SealedWork {

    private final SealedWorkStore store;
    private final Belongings belongings;

    SealedWork(SealedWorkStore store, Belongings belongings) {
        this.store = store;
        this.belongings = belongings;
    }

    /**
     * What households and workers delivered to sealed lots under an agreement from one day to another, both counted.
     *
     * @param decidedOn on which day it is asked to whom each of them belongs
     */
    public Mono<List<Work>> delivered(
            ProducerId producer, AgreementId agreement, LocalDate from, LocalDate to, LocalDate decidedOn) {
        return store.delivered(producer, agreement, from, to)
                .zipWhen(delivered -> belongings.partiesOn(
                        delivered.stream()
                                .flatMap(SealedWorkStore.Delivered::person)
                                .toList(),
                        decidedOn))
                .map(both -> summed(both.getT1(), both.getT2()));
    }

    private static List<Work> summed(List<SealedWorkStore.Delivered> delivered, Map<UUID, Party> parties) {
        Map<Party, Long> units = new LinkedHashMap<>();
        for (SealedWorkStore.Delivered one : delivered) {
            Party party = one.person().map(parties::get).findFirst().orElse(one.party());
            units.merge(party, one.units(), Math::addExact);
        }
        return units.entrySet().stream()
                .map(one -> new Work(one.getKey(), Work.Kind.DELIVERY, "", one.getValue()))
                .toList();
    }

    /**
     * Sealed lots with labour, whatever was owed for it, until a day.
     *
     * @param after those sealed for a day later than this, and those sealed at {@code recordedAfter} or later
     */
    public Mono<List<LotId>> workedLots(
            ProducerId producer, LocalDate until, @Nullable LocalDate after, @Nullable Instant recordedAfter) {
        return store.workedLots(producer, until, after, recordedAfter);
    }

    /**
     * Labour of one party, corrections taken off.
     *
     * @param minutes of work by time
     * @param pieces of work by the piece, which tells no minutes
     * @param persons who of the household worked, or the worker of none
     */
    public record Labour(long minutes, long pieces, Set<UUID> persons) {

        public Labour {
            persons = Set.copyOf(persons);
        }
    }

    /** Labour in these lots by party. */
    public Mono<Map<Party, Labour>> labour(ProducerId producer, Collection<LotId> lots) {
        return lots.isEmpty() ? Mono.just(Map.of()) : store.labour(producer, lots);
    }

    /** Lots of other producers that took what the producer delivered out of lots under an agreement. */
    public Mono<List<LotId>> receivers(ProducerId producer, AgreementId agreement) {
        return store.receivers(producer, agreement);
    }

    /** All sealed lots under an agreement. */
    public Mono<List<LotId>> lotsUnder(ProducerId producer, AgreementId agreement) {
        return store.lotsUnder(producer, agreement);
    }
}
