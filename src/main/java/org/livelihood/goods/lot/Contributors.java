package org.livelihood.goods.lot;

import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.goods.agreement.Agreements;
import org.livelihood.goods.linkage.LinkageReason;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.goods.linkage.Work;
import org.livelihood.people.household.Belongings;
import org.livelihood.people.producer.Producer.Membership;
import org.livelihood.people.producer.Producer.Stands;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds whose each contribution is, and that the person stood to the producer for it on the day. Whose it is depends on
 * where she belonged that day, not on what the caller takes her for.
 */
@Component
class Contributors {

    private final Producers producers;
    private final Belongings belongings;
    private final Agreements agreements;

    Contributors(Producers producers, Belongings belongings, Agreements agreements) {
        this.producers = producers;
        this.belongings = belongings;
        this.agreements = agreements;
    }

    /** What a day allows: who may contribute, and under which terms. */
    private record Day(Map<UUID, List<Membership>> byPerson, Map<UUID, Party> parties, Terms terms) {}

    Flux<Contribution> resolve(Lot lot, List<Contribution.Entry> entries) {
        Set<LocalDate> days = entries.stream().map(Contribution.Entry::workedOn).collect(Collectors.toSet());
        return daysOf(lot, days)
                .flatMapIterable(found -> entries.stream()
                        .map(entry -> resolve(entry, Objects.requireNonNull(found.get(entry.workedOn()))))
                        .toList());
    }

    private Mono<Map<LocalDate, Day>> daysOf(Lot lot, Collection<LocalDate> days) {
        return Flux.fromIterable(days)
                .concatMap(day -> day(lot, day).map(found -> Map.entry(day, found)))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Day> day(Lot lot, LocalDate day) {
        return producers
                .membershipsOn(lot.producer(), day)
                .collect(Collectors.groupingBy(Membership::person))
                .zipWhen(byPerson -> belongings.partiesOn(byPerson.keySet(), day))
                .zipWith(
                        agreements.inForce(lot.producer(), lot.agreement(), day),
                        (who, version) -> new Day(who.getT1(), who.getT2(), version.terms()));
    }

    private static Contribution resolve(Contribution.Entry entry, Day day) {
        requireContributor(entry, day);
        Party party = Objects.requireNonNull(day.parties().get(entry.person()));
        return new Contribution(
                party,
                party.kind() == Party.Kind.HOUSEHOLD ? new MemberId(entry.person()) : null,
                entry.kind(),
                entry.operation(),
                unitOf(entry, day.terms()),
                entry.units(),
                entry.workedOn(),
                entry.evidence(),
                null);
    }

    private static void requireContributor(Contribution.Entry entry, Day day) {
        Set<Stands> contributing = contributing(entry.kind());
        boolean contributes = day.byPerson().getOrDefault(entry.person(), List.of()).stream()
                .anyMatch(membership -> contributing.contains(membership.kind()));
        if (!contributes) {
            throw new Refusal(LotReason.NOT_A_CONTRIBUTOR, entry.person(), entry.workedOn(), entry.kind());
        }
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
