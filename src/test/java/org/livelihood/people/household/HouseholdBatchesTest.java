package org.livelihood.people.household;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.livelihood.people.household.Household.Attribute;
import org.livelihood.people.household.Household.Card;
import org.livelihood.people.household.Household.Cause;
import org.livelihood.people.household.Household.Health;
import org.livelihood.people.household.Household.Labour;
import org.livelihood.people.household.Household.Person;
import org.livelihood.people.household.Household.Status;
import org.livelihood.people.household.Households.NewHousehold;
import org.livelihood.people.household.Households.Registered;
import org.livelihood.people.producer.Producer.Stands;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

@JourneyTest
class HouseholdBatchesTest {

    private static final Caller PLATFORM = Caller.system();

    @Autowired
    private Households households;

    @Autowired
    private Producers producers;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private static NewHousehold draft(String registryNo, String... idNumbers) {
        Card card = new Card(
                registryNo,
                Village.CODE,
                Attribute.LOW_INCOME,
                Cause.ILLNESS,
                List.of(Cause.NO_LABOUR, Cause.NO_FUNDS));
        List<NewMember> members = List.of(idNumbers).stream()
                .map(number -> new NewMember(
                        new Person("王五", IdNumber.of(number), "13800000000", null), Labour.SKILLED, Health.CHRONIC))
                .toList();
        return new NewHousehold(
                card,
                members,
                List.of(
                        new StatusSince(Status.REGISTERED_POOR, LocalDate.parse("2014-01-01")),
                        new StatusSince(Status.OUT_OF_POVERTY, LocalDate.parse("2018-01-01"))));
    }

    private List<Registered> enter(NewHousehold... drafts) {
        return Objects.requireNonNull(
                households.registerAll(PLATFORM, Village.CODE, List.of(drafts)).block());
    }

    @Test
    void manyHouseholdsAreEnteredAsIfOneByOne() {
        new Village(web, tokens, "FARM");
        String registryNo = UUID.randomUUID().toString();
        List<Registered> entered = enter(
                draft(registryNo + "a", Village.idNumber(), Village.idNumber()),
                draft(registryNo + "b", Village.idNumber()));
        assertThat(entered).extracting(row -> row.members().size()).containsExactly(2, 1);
        Household first = Objects.requireNonNull(
                households.get(PLATFORM, entered.get(0).household()).block());
        assertThat(first.otherCauses()).containsExactly(Cause.NO_LABOUR, Cause.NO_FUNDS);
        assertThat(households.members(PLATFORM, first.id()).block())
                .extracting(Household.Member::name)
                .containsOnly("王**");
        Person person = Objects.requireNonNull(households
                .unmask(PLATFORM, entered.get(1).members().get(0), "batch test")
                .block());
        assertThat(person.phone()).isEqualTo("13800000000");
        assertThat(person.bankAccount()).isNull();
        assertThat(Objects.requireNonNull(households
                                .statusOn(first.id(), LocalDate.parse("2017-01-01"), null)
                                .block())
                        .status())
                .isEqualTo(Status.REGISTERED_POOR);
    }

    @Test
    void oneThatCannotBeEnteredKeepsAllOut() {
        new Village(web, tokens, "FARM");
        String number = Village.idNumber();
        String registryNo = UUID.randomUUID().toString();
        enter(draft(registryNo, number));
        assertThatThrownBy(() -> enter(draft(registryNo + "a", Village.idNumber()), draft(registryNo)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(HouseholdReason.REGISTRY_NO_TAKEN));
        assertThatThrownBy(() -> enter(draft(registryNo + "a", Village.idNumber()), draft(registryNo + "b", number)))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(HouseholdReason.PERSON_ELSEWHERE));
        assertThat(households
                        .list(PLATFORM, Village.CODE, registryNo + "a", null, 1)
                        .block()
                        .items())
                .isEmpty();
    }

    @Test
    void membersStandToAProducerAllOrNone() {
        Village village = new Village(web, tokens, "FARM");
        ProducerId producer = new ProducerId(UUID.fromString(village.producerId));
        LocalDate from = LocalDate.parse("2020-02-01");
        MemberId member = enter(draft(UUID.randomUUID().toString(), Village.idNumber()))
                .get(0)
                .members()
                .get(0);
        MemberId stranger = MemberId.next();
        assertThatThrownBy(() -> producers
                        .enterAll(PLATFORM, producer, List.of(member, stranger), Stands.SUPPLIER, from, 12)
                        .block())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.details()).containsExactly(stranger));
        assertThat(producers
                        .enterAll(PLATFORM, producer, List.of(member), Stands.SUPPLIER, from, 12)
                        .block())
                .isEqualTo(1);
        assertThat(producers.partiesOn(producer, from).block()).hasSize(1);
        assertThatThrownBy(() -> producers
                        .enterAll(PLATFORM, producer, List.of(member), Stands.SUPPLIER, from, 12)
                        .block())
                .isInstanceOf(Refusal.class);
    }

    @Test
    void aBatchStaysInItsVillage() {
        NewHousehold draft = draft(UUID.randomUUID().toString(), Village.idNumber());
        assertThatThrownBy(() -> households
                        .registerAll(PLATFORM, "532504105204", List.of(draft))
                        .block())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(HouseholdReason.OTHER_REGION));
    }
}
