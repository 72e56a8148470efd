package org.livelihood.people.household;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Health;
import org.livelihood.people.household.Household.Labour;
import org.livelihood.people.household.Household.Person;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Name;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class MemberController {

    private final Members members;
    private final Cards cards;

    MemberController(Members members, Cards cards) {
        this.members = members;
        this.cards = cards;
    }

    /**
     * @param from her first day in the household; absent: always for who is new to the program, today for who is not
     * @param reason ENTERED where absent
     * @param document where that stands
     */
    record MemberBody(
            @NotBlank @Size(max = 60) @Name String name,
            @NotBlank @Size(max = 18) String idNumber,
            @Nullable @Pattern(regexp = "\\+?[0-9]{6,20}") String phone,
            @Nullable @Pattern(regexp = "[0-9]{8,30}") String bankAccount,
            @NotNull Labour labour,
            @NotNull Health health,
            @Nullable LocalDate from,
            Stay.@Nullable Why reason,
            @Nullable @Size(min = 1, max = 200) String document) {

        Person toPerson() {
            return new Person(name, IdNumber.of(idNumber), phone, bankAccount);
        }

        Joining toJoining() {
            Joining entered = Joining.ENTERED;
            return new Joining(
                    from,
                    Objects.requireNonNullElse(reason, entered.reason()),
                    Objects.requireNonNullElse(document, entered.document()));
        }
    }

    record MemberIdView(MemberId id) {}

    record SpanBody(
            @Nullable LocalDate from,
            @Nullable LocalDate until,

            @NotBlank @Size(max = 200) String document) {

        @JsonIgnore
        @AssertTrue
        boolean isInOrder() {
            return from == null || until == null || !until.isBefore(from);
        }

        @JsonIgnore
        @AssertTrue
        boolean isOfOurTimes() {
            return isOurs(from) && isOurs(until);
        }

        private static boolean isOurs(@Nullable LocalDate day) {
            return day == null || PlausibleDates.holds(day);
        }
    }

    /** @param until her last day in the household */
    record DepartureBody(
            @NotNull LocalDate until,
            @NotNull Stay.Why reason,
            @NotBlank @Size(max = 200) String document) {}

    /** @param from absent for from the first day on: what stood before was wrong */
    record MemberCorrectionBody(
            @Nullable @Size(min = 1, max = 60) @Name String name,
            @Nullable Labour labour,
            @Nullable Health health,
            @Nullable LocalDate from,
            @Nullable CardChangeReason reason,

            @NotBlank @Size(max = 200) String document) {

        Cards.MemberChange toChange() {
            return new Cards.MemberChange(name, labour, health);
        }

        Cards.Evidence toEvidence() {
            CardChangeReason why = from == null ? CardChangeReason.CORRECTED : CardChangeReason.CHANGED;
            return new Cards.Evidence(from, Objects.requireNonNullElse(reason, why), document);
        }
    }

    /**
     * Enter a member of a household. Born, married in, moved in, or found when the register was set up. She may be
     * known already, as a worker of no household or as one who has left hers.
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/households/{id}/members")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<MemberIdView> join(Caller caller, @PathVariable HouseholdId id, @Valid @RequestBody MemberBody body) {
        return Mono.fromCallable(body::toPerson)
                .flatMap(person -> members.join(caller, id, person, body.labour(), body.health(), body.toJoining()))
                .map(MemberIdView::new);
    }

    /**
     * Enter that a member left. She moved away, died, or married into another household; she belongs to this one until
     * that day.
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/members/{id}/departure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> leave(Caller caller, @PathVariable MemberId id, @Valid @RequestBody DepartureBody body) {
        return members.leave(caller, id, body.until(), body.reason(), body.document());
    }

    /** Correct since when and until when a member belongs to her household. Both days included; either may be open. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/members/{id}/spans")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> correctSpan(Caller caller, @PathVariable MemberId id, @Valid @RequestBody SpanBody body) {
        return members.correct(caller, id, body.from(), body.until(), body.document());
    }

    /** Correct a member's data. Her name, or how she works and how she is since a day. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/members/{id}/corrections")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> correct(Caller caller, @PathVariable MemberId id, @Valid @RequestBody MemberCorrectionBody body) {
        return cards.change(caller, id, body.toChange(), body.toEvidence());
    }
}
