package org.livelihood.household;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.MemberId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the days on which members belong to their household: births, marriages, deaths, moves. */
@Service
public class MemberSpans {

    private final MemberSpanStore spans;
    private final HouseholdStore households;

    MemberSpans(MemberSpanStore spans, HouseholdStore households) {
        this.spans = spans;
        this.households = households;
    }

    /**
     * Both days included.
     *
     * @param from null where it was always so
     * @param until null where it goes on
     * @param document where it stands
     */
    public record Span(@Nullable LocalDate from, @Nullable LocalDate until, String document) {}

    /** Records it; what was recorded before stays. Refused with MEMBER_NOT_FOUND, also for another region's. */
    @Transactional
    public Mono<Void> record(Caller caller, MemberId member, Span span) {
        return households
                .householdOf(member.value())
                .flatMap(households::find)
                .filter(household -> caller.is(Role.ADMIN) || caller.officerOf(household.villageCode()))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.MEMBER_NOT_FOUND, member)))
                .flatMap(household -> spans.add(member, span, caller.account()));
    }
}
