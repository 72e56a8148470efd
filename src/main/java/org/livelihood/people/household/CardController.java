package org.livelihood.people.household;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Attribute;
import org.livelihood.people.household.Household.Card;
import org.livelihood.people.household.Household.Cause;
import org.livelihood.people.household.Household.Status;
import org.livelihood.people.region.Region;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/households/{id}")
class CardController {

    private final Cards cards;
    private final Families families;
    private final Households households;

    CardController(Cards cards, Families families, Households households) {
        this.cards = cards;
        this.families = families;
        this.households = households;
    }

    /**
     * @param from absent for from the first day on: what stood before was wrong
     * @param otherCauses go with the main one
     */
    record CorrectionBody(
            @Nullable @Size(min = 1, max = 40) String registryNo,
            @Nullable Attribute attribute,
            @Nullable Cause mainCause,
            @Nullable @Size(max = 2) List<@NotNull Cause> otherCauses,
            @Nullable LocalDate from,
            @Nullable CardChangeReason reason,

            @NotBlank @Size(max = 200) String document) {

        Cards.CardChange toChange() {
            return new Cards.CardChange(
                    registryNo, attribute, mainCause, Objects.requireNonNullElse(otherCauses, List.of()));
        }

        Cards.Evidence toEvidence() {
            CardChangeReason why = from == null ? CardChangeReason.CORRECTED : CardChangeReason.CHANGED;
            return new Cards.Evidence(from, Objects.requireNonNullElse(reason, why), document);
        }
    }

    /** @param reason MOVED where absent */
    record MoveBody(
            @NotNull @Pattern(regexp = Region.CODE) String villageCode,
            @NotNull LocalDate from,
            @Nullable CardChangeReason reason,

            @NotBlank @Size(max = 200) String document) {

        Cards.Evidence toEvidence() {
            return new Cards.Evidence(from, Objects.requireNonNullElse(reason, CardChangeReason.MOVED), document);
        }
    }

    /** @param from the members' first day in the other household */
    record MergerBody(
            @NotNull HouseholdId into,
            @NotNull LocalDate from,
            @NotBlank @Size(max = 200) String document) {}

    /** @param from the members' first day in the new household */
    record SplitBody(
            @NotBlank @Size(max = 40) String registryNo,
            @NotNull Attribute attribute,
            @NotNull Cause mainCause,
            @Nullable @Size(max = 2) List<@NotNull Cause> otherCauses,
            @NotNull Status status,
            @NotEmpty @Size(max = 100) Set<@NotNull MemberId> members,
            @NotNull LocalDate from,
            @NotBlank @Size(max = 200) String document) {

        Card toCard(String village) {
            List<Cause> others = Objects.requireNonNullElse(otherCauses, List.of());
            return new Card(registryNo, village, attribute, mainCause, others);
        }
    }

    record SplitView(HouseholdId id) {}

    record HistoryView(List<CardEvent> items) {}

    /** Correct a household's card. What stands on it was wrong, or changed since a day. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/corrections")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> correct(Caller caller, @PathVariable HouseholdId id, @Valid @RequestBody CorrectionBody body) {
        return cards.change(caller, id, body.toChange(), body.toEvidence());
    }

    /** Move a household to another village. Since a day. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/moves")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> move(Caller caller, @PathVariable HouseholdId id, @Valid @RequestBody MoveBody body) {
        return cards.move(caller, id, body.villageCode(), body.toEvidence());
    }

    /** Merge a household into another. All its members go over. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/merger")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> merge(Caller caller, @PathVariable HouseholdId id, @Valid @RequestBody MergerBody body) {
        return families.merge(caller, id, body.into(), new Families.Crossing(body.from(), body.document()));
    }

    /** Split a household. Some members become a household of their own in the same village. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/split")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SplitView> split(Caller caller, @PathVariable HouseholdId id, @Valid @RequestBody SplitBody body) {
        Families.Crossing crossing = new Families.Crossing(body.from(), body.document());
        return households
                .get(caller, id)
                .flatMap(from -> families.split(
                        caller, id, body.toCard(from.villageCode()), body.status(), body.members(), crossing))
                .map(SplitView::new);
    }

    /**
     * Read a household's history. All that was recorded of its card, its members and its statuses, in the order in
     * which it was.
     */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @GetMapping("/history")
    Mono<HistoryView> history(Caller caller, @PathVariable HouseholdId id) {
        return cards.history(caller, id).map(HistoryView::new);
    }
}
