package org.livelihood.household;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.livelihood.household.Household.Attribute;
import org.livelihood.household.Household.Card;
import org.livelihood.household.Household.Cause;
import org.livelihood.household.Household.Health;
import org.livelihood.household.Household.Labour;
import org.livelihood.household.Household.Person;
import org.livelihood.household.Household.Status;
import org.livelihood.http.CsvImport;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Era;
import org.livelihood.kernel.HouseholdId;
import org.livelihood.kernel.MemberId;
import org.livelihood.kernel.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Rows of a household file: one a member; the first row of a registry number enters the household. */
@Component
class HouseholdImport {

    static final List<String> COLUMNS = List.of(
            "registry_no",
            "village",
            "attribute",
            "cause",
            "status",
            "status_from",
            "name",
            "id_number",
            "labour",
            "health");

    private final Households households;
    private final Members members;

    HouseholdImport(Households households, Members members) {
        this.households = households;
        this.members = members;
    }

    /** Enters the row's household and member, where they are not there yet; a file may be sent again. */
    @Transactional
    public Mono<Void> enter(Caller caller, Map<String, String> row) {
        Person person =
                new Person(CsvImport.text(row, "name"), IdNumber.of(CsvImport.text(row, "id_number")), null, null);
        Labour labour = CsvImport.value(row, "labour", Labour::valueOf);
        Health health = CsvImport.value(row, "health", Health::valueOf);
        return household(caller, row)
                .flatMap(household -> households
                        .find(person)
                        .filter(known -> belongsTo(known, household))
                        .map(known -> known.person())
                        .switchIfEmpty(Mono.defer(
                                () -> members.join(caller, household, person, labour, health, Members.Joining.ENTERED)
                                        .map(MemberId::value))))
                .then();
    }

    private Mono<HouseholdId> household(Caller caller, Map<String, String> row) {
        Card card = new Card(
                CsvImport.text(row, "registry_no"),
                CsvImport.text(row, "village"),
                CsvImport.value(row, "attribute", Attribute::valueOf),
                CsvImport.value(row, "cause", Cause::valueOf),
                List.of());
        Status status = CsvImport.value(row, "status", Status::valueOf);
        LocalDate from = CsvImport.value(row, "status_from", Era::day);
        return households
                .byRegistryNo(caller, card.registryNo())
                .map(Household::id)
                .onErrorResume(Refusal.class, unknown -> households.register(caller, card, status, from));
    }

    private static boolean belongsTo(Households.KnownPerson known, HouseholdId household) {
        Belongings.Counted belongs = known.belongs();
        return belongs != null && belongs.household().equals(household);
    }
}
