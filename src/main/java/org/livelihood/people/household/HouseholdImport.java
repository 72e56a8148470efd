package org.livelihood.people.household;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Attribute;
import org.livelihood.people.household.Household.Card;
import org.livelihood.people.household.Household.Cause;
import org.livelihood.people.household.Household.Health;
import org.livelihood.people.household.Household.Labour;
import org.livelihood.people.household.Household.Person;
import org.livelihood.people.household.Household.Status;
import org.livelihood.people.household.HouseholdController.HouseholdBody;
import org.livelihood.people.household.MemberController.MemberBody;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.sheet.Column;
import org.livelihood.platform.sheet.ImportForm;
import org.livelihood.platform.sheet.Outcome;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Rows of a household file: one a member; the first row of a registry number enters the household. A file may be sent
 * again: what it says otherwise than the register is a change from today on, with the file as its document; a household
 * in another village, or another status from the same day, is a contradiction.
 */
@Component
class HouseholdImport {

    static final ImportForm<Row> FORM = ImportForm.of(
                    "households",
                    "/api/v1/households/import",
                    Row.class,
                    Column.of("registry_no", "household.registryNo", Column.Kind.TEXT, "341226-0001"),
                    Column.of("village", "household.villageCode", Column.Kind.REGION, "341226117208"),
                    Column.code("attribute", "household.attribute", Attribute.class, Attribute.GENERAL),
                    Column.code("cause", "household.mainCause", Cause.class, Cause.ILLNESS),
                    Column.code("status", "household.status", Status.class, Status.REGISTERED_POOR),
                    Column.of("status_from", "household.statusFrom", Column.Kind.DAY, "2020-04-10"),
                    Column.of("name", "member.name", Column.Kind.TEXT, "李四"),
                    Column.of("id_number", "member.idNumber", Column.Kind.DIGITS, "11010519491231002X"),
                    Column.code("labour", "member.labour", Labour.class, Labour.ORDINARY),
                    Column.code("health", "member.health", Health.class, Health.HEALTHY))
            .once("registry_no", "village", "attribute", "cause", "status", "status_from")
            .once("id_number", "registry_no", "name", "labour", "health");

    private static final String DOCUMENT = "household file";

    private final Households households;
    private final Members members;
    private final Cards cards;
    private final CardStore facts;
    private final Belongings belongings;

    HouseholdImport(Households households, Members members, Cards cards, CardStore facts, Belongings belongings) {
        this.households = households;
        this.members = members;
        this.cards = cards;
        this.facts = facts;
        this.belongings = belongings;
    }

    /** A row: the bodies by which a household and a member are entered one by one. */
    record Row(
            @NotNull @Valid HouseholdBody household,
            @NotNull @Valid MemberBody member) {}

    /** A household, and what the row changed of it. */
    private record Kept(HouseholdId id, List<String> changed) {}

    /** Enters or changes the row's household and member. */
    @Transactional
    public Mono<Outcome> take(Caller caller, Row row) {
        Person person = row.member().toPerson();
        return households
                .awaitTurn(row.household().registryNo())
                .then(Mono.defer(() -> household(caller, row.household())))
                .flatMap(kept -> households
                        .find(person)
                        .filter(known -> belongsTo(known, kept.id()))
                        .flatMap(known -> changedMember(caller, known.person(), row.member()))
                        .map(changed -> Outcome.changed(both(kept.changed(), changed)))
                        .switchIfEmpty(Mono.defer(() -> joined(caller, kept, person, row.member()))));
    }

    private Mono<Outcome> joined(Caller caller, Kept kept, Person person, MemberBody body) {
        return members.join(caller, kept.id(), person, body.labour(), body.health(), Joining.ENTERED)
                .thenReturn(Outcome.added(kept.changed()));
    }

    private Mono<Kept> household(Caller caller, HouseholdBody body) {
        Card card = body.toCard();
        return households
                .byRegistryNo(caller, card.registryNo())
                .onErrorResume(
                        Refusal.class,
                        refusal -> refusal.reason() == HouseholdReason.NOT_FOUND ? Mono.empty() : Mono.error(refusal))
                .flatMap(known -> changedHousehold(caller, known, body))
                .switchIfEmpty(Mono.defer(() -> households
                        .register(caller, card, body.status(), body.statusFrom())
                        .map(id -> new Kept(id, List.of()))));
    }

    private Mono<Kept> changedHousehold(Caller caller, Household known, HouseholdBody body) {
        if (!known.villageCode().equals(body.villageCode())) {
            return Mono.error(() -> Refusal.ofField(HouseholdReason.VILLAGE_DIFFERS, "villageCode"));
        }
        return changedCard(caller, known, body)
                .zipWith(changedStatus(caller, known.id(), body.status(), body.statusFrom()))
                .map(changes -> new Kept(known.id(), both(changes.getT1(), changes.getT2())));
    }

    private Mono<List<String>> changedCard(Caller caller, Household known, HouseholdBody body) {
        Attribute attribute = other(known.attribute(), body.attribute());
        Cause cause = other(known.mainCause(), body.mainCause());
        if (attribute == null && cause == null) {
            return Mono.just(List.of());
        }
        List<Cause> others =
                known.otherCauses().stream().filter(one -> one != cause).toList();
        return cards.change(caller, known.id(), new Cards.CardChange(null, attribute, cause, others), evidence())
                .thenReturn(changed("attribute", attribute, "mainCause", cause));
    }

    /** The same where it holds on that day; refused where another one was recorded from just that day. */
    private Mono<List<String>> changedStatus(Caller caller, HouseholdId id, Status status, LocalDate from) {
        Mono<List<String>> added =
                Mono.defer(() -> households.addStatus(caller, id, status, from).thenReturn(List.of("status")));
        return households
                .statusOn(id, from, null)
                .<List<String>>flatMap(holds -> {
                    if (holds.status() == status) {
                        return Mono.just(List.of());
                    }
                    return holds.holdsFrom().equals(from)
                            ? Mono.error(() -> Refusal.ofField(HouseholdReason.STATUS_DIFFERS, "status", from))
                            : added;
                })
                .switchIfEmpty(added);
    }

    private Mono<List<String>> changedMember(Caller caller, UUID person, MemberBody body) {
        return facts.abilityOf(person).flatMap(before -> {
            Labour labour = other(before.labour(), body.labour());
            Health health = other(before.health(), body.health());
            if (labour == null && health == null) {
                return Mono.just(List.of());
            }
            Cards.MemberChange change = new Cards.MemberChange(null, labour, health);
            return cards.change(caller, new MemberId(person), change, evidence())
                    .thenReturn(changed("labour", labour, "health", health));
        });
    }

    private Cards.Evidence evidence() {
        return new Cards.Evidence(belongings.today(), CardChangeReason.CHANGED, DOCUMENT);
    }

    private static <E extends Enum<E>> @Nullable E other(E before, E now) {
        return before == now ? null : now;
    }

    private static List<String> changed(
            String first, @Nullable Object firstValue, String second, @Nullable Object secondValue) {
        List<String> changed = new ArrayList<>();
        if (firstValue != null) {
            changed.add(first);
        }
        if (secondValue != null) {
            changed.add(second);
        }
        return changed;
    }

    private static List<String> both(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        both.addAll(other);
        return both;
    }

    private static boolean belongsTo(Households.KnownPerson known, HouseholdId household) {
        Belongings.Counted belongs = known.belongs();
        return belongs != null && belongs.household().equals(household);
    }
}
