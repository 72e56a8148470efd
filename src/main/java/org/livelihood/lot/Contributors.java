package org.livelihood.lot;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.livelihood.agreement.Agreements;
import org.livelihood.household.Households;
import org.livelihood.kernel.HouseholdId;
import org.livelihood.kernel.MemberId;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.WorkerId;
import org.livelihood.linkage.LinkageReason;
import org.livelihood.linkage.Terms;
import org.livelihood.linkage.Work;
import org.livelihood.producer.Producers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Finds whose each contribution is, and that she stood to the producer on the day she worked. */
@Component
class Contributors {

    private final Households households;
    private final Producers producers;
    private final Agreements agreements;

    Contributors(Households households, Producers producers, Agreements agreements) {
        this.households = households;
        this.producers = producers;
        this.agreements = agreements;
    }

    /** What a day allows: who may contribute, and under which terms. */
    private record Day(Set<Party> parties, Terms terms) {}

    Flux<Contribution> resolve(Lot lot, List<Contribution.Entry> entries) {
        Set<LocalDate> days = entries.stream().map(Contribution.Entry::workedOn).collect(Collectors.toSet());
        return households
                .membersOf(entries.stream()
                        .map(Contribution.Entry::member)
                        .filter(Objects::nonNull)
                        .toList())
                .collectMap(Households.MemberOf::member, Households.MemberOf::household)
                .zipWith(daysOf(lot, days))
                .flatMapIterable(both -> entries.stream()
                        .map(entry -> resolve(
                                entry,
                                both.getT1(),
                                Objects.requireNonNull(both.getT2().get(entry.workedOn()))))
                        .toList());
    }

    private Mono<Map<LocalDate, Day>> daysOf(Lot lot, Collection<LocalDate> days) {
        return Flux.fromIterable(days)
                .concatMap(day -> producers
                        .partiesOn(lot.producer(), day)
                        .zipWith(agreements.inForce(lot.producer(), lot.agreement(), day))
                        .map(both -> Map.entry(
                                day, new Day(both.getT1(), both.getT2().terms()))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Contribution resolve(Contribution.Entry entry, Map<MemberId, HouseholdId> members, Day day) {
        Party party = partyOf(entry, members);
        if (!day.parties().contains(party)) {
            throw new Refusal(LotReason.NOT_A_CONTRIBUTOR, party.id(), entry.workedOn());
        }
        return new Contribution(
                party,
                entry.member(),
                entry.kind(),
                entry.operation(),
                unitOf(entry, day.terms()),
                entry.units(),
                entry.workedOn(),
                entry.evidence());
    }

    private static Party partyOf(Contribution.Entry entry, Map<MemberId, HouseholdId> members) {
        MemberId member = entry.member();
        WorkerId worker = entry.worker();
        if (member == null && worker != null) {
            return Party.of(worker);
        }
        HouseholdId household = member == null ? null : members.get(member);
        if (household == null) {
            throw new Refusal(LotReason.NOT_A_CONTRIBUTOR, String.valueOf(member), entry.workedOn());
        }
        return Party.of(household);
    }

    private static Work.Unit unitOf(Contribution.Entry entry, Terms terms) {
        return terms.unitOf(entry.kind(), entry.operation())
                .orElseThrow(() -> new Refusal(LinkageReason.UNKNOWN_OPERATION, entry.kind(), entry.operation()));
    }
}
