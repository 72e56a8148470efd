package org.livelihood.lot;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.agreement.Agreements;
import org.livelihood.kernel.Refusal;
import org.livelihood.linkage.LinkageReason;
import org.livelihood.linkage.Terms;
import org.livelihood.linkage.Work;
import org.livelihood.producer.Producer.Membership;
import org.livelihood.producer.Producer.Stands;
import org.livelihood.producer.Producers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds whose each contribution is, and that she stood to the producer for it on the day. */
@Component
class Contributors {

    private final Producers producers;
    private final Agreements agreements;

    Contributors(Producers producers, Agreements agreements) {
        this.producers = producers;
        this.agreements = agreements;
    }

    /** What a day allows: who may contribute, and under which terms. */
    private record Day(Map<UUID, List<Membership>> byPerson, Terms terms) {}

    Flux<Contribution> resolve(Lot lot, List<Contribution.Entry> entries) {
        Set<LocalDate> days = entries.stream().map(Contribution.Entry::workedOn).collect(Collectors.toSet());
        return daysOf(lot, days)
                .flatMapIterable(found -> entries.stream()
                        .map(entry -> resolve(entry, Objects.requireNonNull(found.get(entry.workedOn()))))
                        .toList());
    }

    private Mono<Map<LocalDate, Day>> daysOf(Lot lot, Collection<LocalDate> days) {
        return Flux.fromIterable(days)
                .concatMap(day -> producers
                        .membershipsOn(lot.producer(), day)
                        .collect(Collectors.groupingBy(Membership::person))
                        .zipWith(agreements.inForce(lot.producer(), lot.agreement(), day))
                        .map(both -> Map.entry(
                                day, new Day(both.getT1(), both.getT2().terms()))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Contribution resolve(Contribution.Entry entry, Day day) {
        return new Contribution(
                membershipOf(entry, day).party(),
                entry.member(),
                entry.kind(),
                entry.operation(),
                unitOf(entry, day.terms()),
                entry.units(),
                entry.workedOn(),
                entry.evidence(),
                null);
    }

    /** A member of a household and a worker of none are told apart, although both are persons. */
    private static Membership membershipOf(Contribution.Entry entry, Day day) {
        Set<Stands> contributing = contributing(entry.kind());
        return day.byPerson().getOrDefault(entry.person(), List.of()).stream()
                .filter(membership -> (membership.household() != null) == (entry.member() != null))
                .filter(membership -> contributing.contains(membership.kind()))
                .findFirst()
                .orElseThrow(
                        () -> new Refusal(LotReason.NOT_A_CONTRIBUTOR, entry.person(), entry.workedOn(), entry.kind()));
    }

    /** As what somebody stands to a producer to whom she contributes such. */
    private static Set<Stands> contributing(Work.Kind kind) {
        return switch (kind) {
            case LABOUR -> EnumSet.of(Stands.WORKER);
            case DELIVERY -> EnumSet.of(Stands.SUPPLIER, Stands.TRUSTOR);
            case LAND -> EnumSet.of(Stands.LESSOR);
            case SHARE -> EnumSet.of(Stands.SHAREHOLDER);
        };
    }

    private static Work.Unit unitOf(Contribution.Entry entry, Terms terms) {
        return terms.unitOf(entry.kind(), entry.operation())
                .orElseThrow(() -> new Refusal(LinkageReason.UNKNOWN_OPERATION, entry.kind(), entry.operation()));
    }
}
