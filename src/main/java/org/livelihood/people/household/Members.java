package org.livelihood.people.household;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Health;
import org.livelihood.people.household.Household.Labour;
import org.livelihood.people.household.Household.Person;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Face of who joins and leaves households, and when: births, marriages, deaths, moves. A person belongs to one
 * household on a day; what was recorded before stays, and what she earned stays where it was earned.
 */
@Service
public class Members {

    private final Households households;
    private final Newcomers newcomers;
    private final Belongings belongings;
    private final BelongingStore stays;

    Members(Households households, Newcomers newcomers, Belongings belongings, BelongingStore stays) {
        this.households = households;
        this.newcomers = newcomers;
        this.belongings = belongings;
        this.stays = stays;
    }

    /**
     * A person of no household joins one, known before or not. Refused with NOT_FOUND, PERSON_NAME_DIFFERS,
     * PERSON_ELSEWHERE where she belongs to a household on one of these days, REASON_OF_ANOTHER_KIND or
     * DAY_OUT_OF_STAY.
     */
    @Transactional
    public Mono<MemberId> join(
            Caller caller, HouseholdId id, Person person, Labour labour, Health health, Joining joining) {
        Newcomers.Newcomer newcomer = new Newcomers.Newcomer(id, new NewMember(person, labour, health));
        return households
                .changing(caller, id)
                .doOnNext(household -> requireComing(joining))
                .then(Mono.defer(() -> newcomers.enter(List.of(newcomer), joining, caller.account())))
                .map(entered -> entered.get(0));
    }

    private void requireComing(Joining joining) {
        LocalDate from = joining.from();
        if (!joining.reason().isComing()) {
            throw Refusal.ofField(HouseholdReason.REASON_OF_ANOTHER_KIND, "reason");
        }
        if (from != null && from.isAfter(belongings.today())) {
            throw Refusal.ofField(HouseholdReason.DAY_OUT_OF_STAY, "from");
        }
    }

    /**
     * A member belongs to her household no longer than to a day. Refused with MEMBER_NOT_FOUND, also for another
     * region's, REASON_OF_ANOTHER_KIND or DAY_OUT_OF_STAY.
     */
    @Transactional
    public Mono<Void> leave(Caller caller, MemberId member, LocalDate until, Stay.Why reason, String document) {
        return stayOf(caller, member).flatMap(stay -> {
            if (!reason.isGoing()) {
                return Mono.error(() -> Refusal.ofField(HouseholdReason.REASON_OF_ANOTHER_KIND, "reason"));
            }
            return isWithin(stay, until)
                    ? newcomers.add(List.of(stay.until(until, reason, document)), caller.account())
                    : Mono.error(() -> Refusal.ofField(HouseholdReason.DAY_OUT_OF_STAY, "until"));
        });
    }

    private boolean isWithin(Stay stay, LocalDate until) {
        LocalDate from = stay.from();
        return !until.isAfter(belongings.today()) && (from == null || !until.isBefore(from));
    }

    /**
     * Corrects from when to when a member belongs to her household; both days included. What was known before stays
     * known as such. Refused with MEMBER_NOT_FOUND, also for another region's, or PERSON_ELSEWHERE.
     */
    @Transactional
    public Mono<Void> correct(
            Caller caller, MemberId member, @Nullable LocalDate from, @Nullable LocalDate until, String document) {
        return stayOf(caller, member).flatMap(stay -> {
            boolean stillGone = until != null && stay.reason().isGoing();
            Stay.Why why = stillGone ? stay.reason() : Stay.Why.CORRECTED;
            return newcomers.add(List.of(stay.from(from, until, why, document)), caller.account());
        });
    }

    /** The stay that began last, in a household that the caller keeps; nobody else changes it meanwhile. */
    private Mono<Stay> stayOf(Caller caller, MemberId member) {
        UUID person = member.value();
        return stays.awaitTurn(List.of(person))
                .then(Mono.defer(() -> stays.last(person)))
                .filterWhen(stay -> households.keeps(caller, stay.household()))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.MEMBER_NOT_FOUND, member)));
    }
}
