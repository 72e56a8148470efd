package org.livelihood.people.household;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Persons who begin to belong to a household, known before or not: one way for all who enter members. */
@Component
class Newcomers {

    private final KnownPersons persons;
    private final HouseholdBatchStore batches;
    private final Belongings belongings;
    private final BelongingStore stays;

    Newcomers(KnownPersons persons, HouseholdBatchStore batches, Belongings belongings, BelongingStore stays) {
        this.persons = persons;
        this.batches = batches;
        this.belongings = belongings;
        this.stays = stays;
    }

    record Newcomer(HouseholdId household, NewMember member) {}

    /**
     * Enters them all or none, in the order given. Refused with PERSON_NAME_DIFFERS, or PERSON_ELSEWHERE where one
     * belongs to a household on one of these days.
     */
    Mono<List<MemberId>> enter(List<Newcomer> newcomers, Joining joining, AccountId by) {
        return persons.findOrAddAll(newcomers.stream()
                        .map(newcomer -> newcomer.member().person())
                        .toList())
                .delayUntil(known -> stays.awaitTurn(ids(known)))
                .zipWhen(known -> stays.endsOf(ids(known)))
                .map(both -> begun(newcomers, both.getT1(), both.getT2(), joining))
                .delayUntil(begun -> batches.addMembers(rows(begun, newcomers)))
                .delayUntil(begun -> add(begun, by))
                .map(begun ->
                        begun.stream().map(stay -> new MemberId(stay.person())).toList());
    }

    /** Who was entered, by household, in the order given. */
    static Map<HouseholdId, List<MemberId>> byHousehold(List<Newcomer> newcomers, List<MemberId> entered) {
        Map<HouseholdId, List<MemberId>> members = new HashMap<>();
        for (int i = 0; i < entered.size(); i++) {
            members.computeIfAbsent(newcomers.get(i).household(), first -> new ArrayList<>())
                    .add(entered.get(i));
        }
        return members;
    }

    private static List<UUID> ids(List<KnownPersons.Known> known) {
        return known.stream().map(KnownPersons.Known::id).toList();
    }

    private List<Stay> begun(
            List<Newcomer> newcomers, List<KnownPersons.Known> known, Map<UUID, LocalDate> ends, Joining joining) {
        List<Stay> begun = new ArrayList<>();
        for (int i = 0; i < newcomers.size(); i++) {
            KnownPersons.Known person = known.get(i);
            LocalDate from = begin(person, ends.get(person.id()), joining);
            begun.add(
                    Stay.begun(person.id(), newcomers.get(i).household(), from, joining.reason(), joining.document()));
        }
        return begun;
    }

    /** Who was known before begins today, so that what she earned stays hers; or on the day after she left another. */
    private @Nullable LocalDate begin(KnownPersons.Known person, @Nullable LocalDate ended, Joining joining) {
        if (joining.from() != null || person.fresh()) {
            return joining.from();
        }
        LocalDate today = belongings.today();
        return ended == null || ended.isBefore(today) ? today : ended.plusDays(1);
    }

    private static List<HouseholdBatchStore.MemberRow> rows(List<Stay> begun, List<Newcomer> newcomers) {
        List<HouseholdBatchStore.MemberRow> rows = new ArrayList<>();
        for (int i = 0; i < begun.size(); i++) {
            rows.add(new HouseholdBatchStore.MemberRow(
                    begun.get(i).person(), newcomers.get(i).member()));
        }
        return rows;
    }

    /** Adds stays, or new versions of stays, that overlap no other one of the same persons, nor each other. */
    Mono<Void> add(List<Stay> added, AccountId by) {
        return stays.add(added, by)
                .then(Mono.defer(() -> stays.overlapped(added)))
                .flatMap(elsewhere -> Mono.error(() -> new Refusal(HouseholdReason.PERSON_ELSEWHERE)));
    }
}
