package org.livelihood.people.household;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Attribute;
import org.livelihood.people.household.Household.Cause;
import org.livelihood.people.household.Household.Health;
import org.livelihood.people.household.Household.Labour;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Face of what stands on cards and changes there 动态管理: each change has the day from which it holds, a reason and a
 * document, and what was known before stays known as such.
 */
@Service
public class Cards {

    private final Households households;
    private final Regions regions;
    private final Belongings belongings;
    private final BelongingStore stays;
    private final CardStore changes;
    private final PersonVault vault;

    Cards(
            Households households,
            Regions regions,
            Belongings belongings,
            BelongingStore stays,
            CardStore changes,
            PersonVault vault) {
        this.households = households;
        this.regions = regions;
        this.belongings = belongings;
        this.stays = stays;
        this.changes = changes;
        this.vault = vault;
    }

    /** What a change is of: fields of the card or of a member, or that the household was merged. */
    enum Field {
        VILLAGE,
        REGISTRY_NO,
        ATTRIBUTE,
        CAUSES,
        MERGED_INTO,
        LABOUR,
        HEALTH,
        NAME
    }

    /**
     * Since when something holds, why, and where that stands.
     *
     * @param from null for from the first day on: what stood before was wrong
     */
    public record Evidence(@Nullable LocalDate from, CardChangeReason reason, String document) {}

    /** What shall stand on a card; null leaves a field alone. Other causes go with the main one. */
    public record CardChange(
            @Nullable String registryNo,
            @Nullable Attribute attribute,
            @Nullable Cause mainCause,
            List<Cause> otherCauses) {

        public CardChange {
            otherCauses = List.copyOf(otherCauses);
        }
    }

    /** What shall be known of a member; null leaves a field alone. */
    public record MemberChange(
            @Nullable String name,
            @Nullable Labour labour,
            @Nullable Health health) {

        @Override
        public String toString() {
            return "MemberChange[hidden]";
        }
    }

    /** A field, what it shows, and what it shall show. */
    private record Wanted(Field field, String was, @Nullable String value) {

        boolean isNew() {
            return value != null && !value.equals(was);
        }
    }

    /** The household moves to another village. Refused with NOT_FOUND, NOTHING_CHANGES or a region's reason. */
    @Transactional
    public Mono<Void> move(Caller caller, HouseholdId id, String village, Evidence evidence) {
        return regions.requireVillage(village)
                .then(Mono.defer(() -> households.changing(caller, id)))
                .flatMap(before -> apply(
                        caller,
                        id.value(),
                        evidence,
                        Stream.of(new Wanted(Field.VILLAGE, before.villageCode(), village))));
    }

    /** Corrects or changes the card. Refused with NOT_FOUND, NOTHING_CHANGES or REGISTRY_NO_TAKEN. */
    @Transactional
    public Mono<Void> change(Caller caller, HouseholdId id, CardChange change, Evidence evidence) {
        return households
                .changing(caller, id)
                .flatMap(before -> apply(caller, id.value(), evidence, wanted(before, change)))
                .onErrorMap(
                        DuplicateKeyException.class,
                        taken -> Refusal.ofField(HouseholdReason.REGISTRY_NO_TAKEN, "registryNo"));
    }

    private static Stream<Wanted> wanted(Household before, CardChange change) {
        Cause main = change.mainCause();
        String causes = main == null ? null : causes(main, change.otherCauses());
        return Stream.of(
                new Wanted(Field.REGISTRY_NO, before.registryNo(), change.registryNo()),
                new Wanted(Field.ATTRIBUTE, before.attribute().name(), nameOf(change.attribute())),
                new Wanted(Field.CAUSES, causes(before.mainCause(), before.otherCauses()), causes));
    }

    private static String causes(Cause main, List<Cause> others) {
        return Stream.concat(Stream.of(main), others.stream()).map(Cause::name).collect(Collectors.joining(","));
    }

    private static @Nullable String nameOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    /**
     * Corrects or changes what is known of a member. A name that had been taken wrongly is right from now on, also in
     * the bank's next file. Refused with MEMBER_NOT_FOUND, also for another region's, or NOTHING_CHANGES.
     */
    @Transactional
    public Mono<Void> change(Caller caller, MemberId member, MemberChange change, Evidence evidence) {
        UUID person = member.value();
        return stays.awaitTurn(List.of(person))
                .then(Mono.defer(() -> stays.last(person)))
                .filterWhen(stay -> households.keeps(caller, stay.household()))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.MEMBER_NOT_FOUND, member)))
                .then(Mono.defer(() -> changes.abilityOf(person)))
                .map(before -> Stream.of(
                                new Wanted(Field.LABOUR, before.labour().name(), nameOf(change.labour())),
                                new Wanted(Field.HEALTH, before.health().name(), nameOf(change.health())))
                        .filter(Wanted::isNew)
                        .toList())
                .flatMap(wanted -> wanted.isEmpty() && change.name() == null
                        ? nothing()
                        : rename(caller, person, change.name(), evidence)
                                .then(Mono.defer(() -> write(caller, person, evidence, wanted))));
    }

    private Mono<Void> rename(Caller caller, UUID person, @Nullable String name, Evidence evidence) {
        return name == null
                ? Mono.empty()
                : write(caller, person, evidence, new Wanted(Field.NAME, "", null))
                        .flatMap(change -> vault.rename(person, name, change));
    }

    private Mono<Void> apply(Caller caller, UUID subject, Evidence evidence, Stream<Wanted> all) {
        List<Wanted> wanted = all.filter(Wanted::isNew).toList();
        return wanted.isEmpty() ? nothing() : write(caller, subject, evidence, wanted);
    }

    private static Mono<Void> nothing() {
        return Mono.error(() -> new Refusal(HouseholdReason.NOTHING_CHANGES));
    }

    private Mono<Void> write(Caller caller, UUID subject, Evidence evidence, List<Wanted> wanted) {
        return Flux.fromIterable(wanted)
                .concatMap(one -> write(caller, subject, evidence, one))
                .then();
    }

    private Mono<UUID> write(Caller caller, UUID subject, Evidence evidence, Wanted one) {
        LocalDate from = evidence.from();
        LocalDate today = belongings.today();
        if (from != null && from.isAfter(today)) {
            return Mono.error(() -> Refusal.ofField(HouseholdReason.DAY_OUT_OF_STAY, "from"));
        }
        String was = one.field() == Field.NAME ? null : one.was();
        return changes.add(
                new CardStore.Change(
                        subject, one.field(), was, one.value(), from, evidence.reason(), evidence.document()),
                today,
                caller.account());
    }

    /** All that was recorded of a household and its members, in the order in which it was. Refused with NOT_FOUND. */
    public Mono<List<CardEvent>> history(Caller caller, HouseholdId id) {
        return households.get(caller, id).thenMany(changes.of(id)).collectList();
    }
}
