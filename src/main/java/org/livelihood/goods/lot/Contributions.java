package org.livelihood.goods.lot;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.livelihood.books.hours.HourBook;
import org.livelihood.goods.linkage.Work;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes contributions and their corrections into lots that are open and locked. */
@Component
class Contributions {

    private final ContributionStore store;
    private final Contributors contributors;
    private final Corrections corrections;
    private final HourBook hours;

    Contributions(ContributionStore store, Contributors contributors, Corrections corrections, HourBook hours) {
        this.store = store;
        this.contributors = contributors;
        this.corrections = corrections;
        this.hours = hours;
    }

    /** All of them or none; gives their ids in the order of the entries. */
    Mono<List<UUID>> enter(Lot lot, List<Contribution.Entry> entries, AccountId by) {
        requireNamed(entries);
        return resolve(lot, entries)
                .flatMap(resolved -> hours.awaitTurn(personsOfHours(resolved))
                        .then(store.add(lot.producer(), lot.id(), resolved, by))
                        .delayUntil(ids -> requirePossibleHours(resolved)));
    }

    /** What takes something back says of what; what is new takes nothing back. */
    private static void requireNamed(List<Contribution.Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).isCorrection() != (entries.get(i).corrects() != null)) {
                throw Refusal.ofField(LotReason.CORRECTION_UNNAMED, "contributions[" + i + "].corrects");
            }
        }
    }

    private Mono<List<Contribution>> resolve(Lot lot, List<Contribution.Entry> entries) {
        Map<Boolean, List<Contribution.Entry>> byKind =
                entries.stream().collect(Collectors.partitioningBy(Contribution.Entry::isCorrection));
        return contributors
                .resolve(lot, byKind.getOrDefault(false, List.of()))
                .collectList()
                .zipWhen(fresh -> corrections.resolve(lot, byKind.getOrDefault(true, List.of())))
                .map(both -> inOrder(entries, both.getT1(), both.getT2()));
    }

    private static List<Contribution> inOrder(
            List<Contribution.Entry> entries, List<Contribution> fresh, List<Contribution> corrected) {
        Iterator<Contribution> ofFresh = fresh.iterator();
        Iterator<Contribution> ofCorrected = corrected.iterator();
        List<Contribution> all = new ArrayList<>();
        entries.forEach(entry -> all.add(entry.isCorrection() ? ofCorrected.next() : ofFresh.next()));
        return all;
    }

    /** On none of these days a person works more than 24 hours, over all producers, lots and attendance sheets. */
    private Mono<Void> requirePossibleHours(List<Contribution> rows) {
        Map<UUID, Set<LocalDate>> told = ofHours(rows)
                .collect(Collectors.groupingBy(
                        Contribution::person, Collectors.mapping(Contribution::workedOn, Collectors.toSet())));
        if (told.isEmpty()) {
            return Mono.empty();
        }
        List<LocalDate> days = told.values().stream().flatMap(Set::stream).toList();
        return hours.of(told.keySet(), Collections.min(days), Collections.max(days))
                .flatMapIterable(Map::entrySet)
                .filter(known -> !known.getValue().fitOn(told.getOrDefault(known.getKey(), Set.of())))
                .map(Map.Entry::getKey)
                .next()
                .flatMap(person -> Mono.error(() -> new Refusal(LotReason.TOO_MANY_HOURS, person)));
    }

    private static Set<UUID> personsOfHours(List<Contribution> rows) {
        return ofHours(rows).map(Contribution::person).collect(Collectors.toSet());
    }

    private static Stream<Contribution> ofHours(List<Contribution> rows) {
        return rows.stream().filter(row -> row.unit() == Work.Unit.MINUTE).filter(row -> row.units() > 0);
    }
}
