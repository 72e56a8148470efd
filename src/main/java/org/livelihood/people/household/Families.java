package org.livelihood.people.household;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.people.household.Household.Card;
import org.livelihood.people.household.Household.Status;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Face of households that become one, or two 并户、分户. Members go over on a day; what each household earned until then
 * stays its own, and is paid to who belongs to the household that took it over.
 */
@Service
public class Families {

    private final Households households;
    private final Belongings belongings;
    private final BelongingStore stays;
    private final Newcomers newcomers;
    private final CardStore changes;

    Families(
            Households households,
            Belongings belongings,
            BelongingStore stays,
            Newcomers newcomers,
            CardStore changes) {
        this.households = households;
        this.belongings = belongings;
        this.stays = stays;
        this.newcomers = newcomers;
        this.changes = changes;
    }

    /** On which day members go over, the first in the other household, and where that stands. */
    public record Crossing(LocalDate from, String document) {}

    /**
     * All members go over into another household, and this one counts no more. Refused with NOT_FOUND for either,
     * NOTHING_CHANGES for one and the same, MERGED_ALREADY or DAY_OUT_OF_STAY.
     */
    @Transactional
    public Mono<Void> merge(Caller caller, HouseholdId id, HouseholdId into, Crossing crossing) {
        if (id.equals(into)) {
            return Mono.error(() -> Refusal.ofField(HouseholdReason.NOTHING_CHANGES, "into"));
        }
        CardStore.Change merged = new CardStore.Change(
                id.value(),
                Cards.Field.MERGED_INTO,
                null,
                into.toString(),
                crossing.from(),
                CardChangeReason.MERGED,
                crossing.document());
        return bothChanging(caller, id, into)
                .then(Mono.defer(() -> held(id, crossing.from())))
                .flatMap(members -> cross(caller, members, into, crossing, Stay.Why.MERGED))
                .then(Mono.defer(() -> changes.add(merged, belongings.today(), caller.account())))
                .then();
    }

    /** In one order whoever comes first, so that two who merge each into the other do not wait in a ring. */
    private Mono<Household> bothChanging(Caller caller, HouseholdId id, HouseholdId into) {
        boolean inOrder = id.value().compareTo(into.value()) < 0;
        return households
                .changing(caller, inOrder ? id : into)
                .then(Mono.defer(() -> households.changing(caller, inOrder ? into : id)));
    }

    /**
     * Some members become a household of their own in the same village; its id. Refused with NOT_FOUND, NOT_A_MEMBER
     * for who does not belong to the household that day, DAY_OUT_OF_STAY, or as {@link Households#register}.
     */
    @Transactional
    public Mono<HouseholdId> split(
            Caller caller, HouseholdId id, Card card, Status status, Set<MemberId> members, Crossing crossing) {
        return households
                .changing(caller, id)
                .then(Mono.defer(() -> households.register(caller, card, status, crossing.from())))
                .delayUntil(fresh -> held(id, crossing.from())
                        .map(staying -> chosen(staying, members))
                        .flatMap(going -> cross(caller, going, fresh, crossing, Stay.Why.SPLIT)));
    }

    /** Who stays in the household on a day; nobody else changes their stays meanwhile. */
    private Mono<List<Stay>> held(HouseholdId id, LocalDate day) {
        return stays.staying(id, day)
                .flatMap(members ->
                        stays.awaitTurn(members.stream().map(Stay::person).toList()))
                .then(Mono.defer(() -> stays.staying(id, day)));
    }

    private static List<Stay> chosen(List<Stay> staying, Set<MemberId> members) {
        Set<UUID> wanted = members.stream().map(MemberId::value).collect(Collectors.toCollection(HashSet::new));
        List<Stay> chosen =
                staying.stream().filter(stay -> wanted.contains(stay.person())).toList();
        chosen.forEach(stay -> wanted.remove(stay.person()));
        wanted.stream().findFirst().ifPresent(stranger -> {
            throw Refusal.ofField(HouseholdReason.NOT_A_MEMBER, "members", stranger);
        });
        return chosen;
    }

    /** Ends each stay on the day before, and begins it in the other household. */
    private Mono<Void> cross(Caller caller, List<Stay> members, HouseholdId into, Crossing crossing, Stay.Why why) {
        LocalDate from = crossing.from();
        boolean tooEarly = members.stream().map(Stay::from).anyMatch(begun -> begun != null && !begun.isBefore(from));
        if (tooEarly || from.isAfter(belongings.today())) {
            return Mono.error(() -> Refusal.ofField(HouseholdReason.DAY_OUT_OF_STAY, "from"));
        }
        List<Stay> ended = new ArrayList<>();
        List<Stay> begun = new ArrayList<>();
        for (Stay stay : members) {
            Stay other = Stay.begun(stay.person(), into, from, why, crossing.document());
            ended.add(stay.until(from.minusDays(1), why, crossing.document()));
            begun.add(other.from(from, stay.until(), why, crossing.document()));
        }
        ended.addAll(begun);
        return members.isEmpty() ? Mono.empty() : newcomers.add(ended, caller.account());
    }
}
