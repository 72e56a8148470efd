package org.livelihood.account.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Each fraud that real audits saw, done here, is found; and who did none is not. */
@JourneyTest
class FraudJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private AuditedVillage sound() {
        return new AuditedVillage(web, tokens, shelf);
    }

    @Test
    void f1FindsMoneyForAProducerWithoutHouseholds() {
        AuditedVillage sound = sound();
        sound.passes("F1");
        Village bare = new Village(web, tokens, "ENTERPRISE");
        bare.worker("clerk", "WORKER");
        String sku = bare.sku("Socks", 690);
        bare.lot(sku, bare.agreement(Village.workshopTerms()), 5, null, new Object[] {"clerk", "knit", 5});
        sound.paid(sound.order(sku, 1));
        JsonNode found = bare.auditor
                .get("/api/v1/audit/checks/f1?producer=" + bare.producerId)
                .expect(200)
                .body();
        assertThat(found.at("/verdict").asString()).isEqualTo("FAIL");
        assertThat(found.at("/found").asLong()).isEqualTo(1);
        assertThat(found.at("/rules/0/offenders/0/id").asString()).isEqualTo(bare.producerId);
        assertThat(found.at("/rules/0/offenders/0/details/household").asBoolean())
                .isFalse();
        sound.tamper(
                "UPDATE agreement_version SET holds_until = CURRENT_DATE - 2 WHERE producer_id = ?", sound.producer);
        sound.finds("F1", "money-without-linkage", sound.producer);
    }

    @Test
    void f3FindsWhoIsNotOnTheRosterCannotWorkOrDidNot() {
        AuditedVillage sound = sound();
        sound.passes("F3");
        String memberships = "/api/v1/producers/" + sound.village.producerId + "/memberships";
        JsonNode roster = sound.village
                .auditor
                .get(memberships + "?on=" + Village.DAY)
                .expect(200)
                .body();
        for (JsonNode membership : roster.at("/items")) {
            if (membership.at("/kind").asString().equals("WORKER")) {
                sound.village
                        .producer
                        .post(
                                memberships + "/" + membership.at("/id").asString() + "/end",
                                Map.of("until", Village.DAY.minusDays(1).toString()))
                        .expect(204);
            }
        }
        sound.finds("F3", "worker-is-on-roster", sound.member("knitter"));
        sound.tamper("UPDATE household_member SET labour = 'LOST' WHERE id = ?", sound.member("knitter"));
        sound.findsAmongOthers("F3", "worker-is-able", sound.member("knitter"));
        sound.tamper("DELETE FROM lot_contribution WHERE lot_id = ?", UUID.fromString(sound.sockLot));
        sound.finds("F3", "wage-stems-from-work", sound.sockLot);
    }

    private static void joins(Village village, String name, String number) {
        village.producer
                .post(
                        "/api/v1/producers/" + village.producerId + "/memberships",
                        Map.of(
                                "name",
                                name,
                                "idNumber",
                                number,
                                "kind",
                                "WORKER",
                                "from",
                                "2020-02-01",
                                "contractMonths",
                                12))
                .expect(201);
    }

    private static Map<String, Object> timeTerms() {
        Map<String, Object> terms = new HashMap<>(Village.workshopTerms());
        terms.put("operations", List.of(Map.of("code", "hours", "unit", "MINUTE", "rateFen", 600, "perUnits", 60)));
        return terms;
    }

    @Test
    void f4FindsAPersonInTwoWorkshopsAtOnce() {
        Village one = new Village(web, tokens, "WORKSHOP");
        Village two = new Village(web, tokens, "WORKSHOP");
        one.household("h", "SUPPLIER");
        String number = Village.idNumber();
        String member = one.officer
                .post(
                        "/api/v1/households/" + one.households.get("h") + "/members",
                        Map.of("name", "张三", "idNumber", number, "labour", "SKILLED", "health", "HEALTHY"))
                .expect(201)
                .text("/id");
        for (Village village : List.of(one, two)) {
            joins(village, "张三", number);
            village.members.put("both", member);
        }
        one.lot(one.sku("Socks", 690), one.agreement(timeTerms()), 5, null, new Object[] {"both", "hours", 480});
        String check = "/api/v1/audit/checks/F4?producer=";
        assertThat(one.auditor.get(check + one.producerId).expect(200).text("/verdict"))
                .isEqualTo("PASS");
        String shoes = two.sku("Shoes", 690);
        String terms = two.agreement(timeTerms());
        two.lot(shoes, terms, 5, null, new Object[] {"both", "hours", 240});
        assertThat(two.auditor.get(check + two.producerId).expect(200).text("/verdict"))
                .as("twelve hours are a long day")
                .isEqualTo("PASS");
        two.lot(shoes, terms, 5, null, new Object[] {"both", "hours", 60});
        for (Village village : List.of(one, two)) {
            Api.Answer found = village.auditor.get(check + village.producerId).expect(200);
            assertThat(found.number("/found")).isEqualTo(1);
            assertThat(found.text("/rules/0/offenders/0/id")).isEqualTo(member);
            assertThat(found.number("/rules/0/offenders/0/details/minutes")).isEqualTo(780);
            assertThat(found.number("/rules/0/offenders/0/details/places")).isEqualTo(2);
            assertThat(found.body().at("/rules/0/offenders/0/details/producers").size())
                    .as("only the one that was asked about is named")
                    .isEqualTo(1);
        }
    }

    @Test
    void f5FindsAHouseholdWhosePayeeRunsAProducer() {
        AuditedVillage sound = sound();
        String item = sound.paidOut();
        assertThat(sound.check("F5").at("/verdict").asString()).isEqualTo("PASS");
        sound.tamper(
                "INSERT INTO producer_manager (producer_id, id, person_id, holds_from, recorded_by, confirmed_by,"
                        + " confirmed_at) SELECT producer, gen_random_uuid(), person, DATE '2020-01-01', person, person,"
                        + " now() FROM (VALUES (?, ?)) AS m (producer, person)",
                sound.producer,
                sound.member("h1"));
        sound.findsAmongOthers("F5", "payee-runs-no-producer", sound.household("h1"));
        sound.findsAmongOthers("F5", "paid-to-no-manager", item);
        sound.tamper(
                "UPDATE producer_manager SET person_id = ? WHERE producer_id = ?", sound.member("h2"), sound.producer);
        assertThat(sound.check("F5").at("/verdict").asString()).isEqualTo("PASS");
        sound.payee("h2");
        sound.tamper(
                "UPDATE household_payee SET account_index = (SELECT account_index FROM household_payee WHERE party_id = ?)"
                        + " WHERE party_id = ?",
                sound.household("h2"),
                sound.household("h1"));
        sound.findsAmongOthers("F5", "payee-runs-no-producer", sound.household("h1"), sound.household("h2"));
    }

    @Test
    void f5FindsAPayeeWhoBecomesTheProducersManager() {
        AuditedVillage sound = sound();
        Village village = sound.village;
        String number = Village.idNumber();
        String household = village.households.get("h1");
        village.members.put(
                "h1",
                village.officer
                        .post(
                                "/api/v1/households/" + household + "/members",
                                Map.of("name", "李四", "idNumber", number, "labour", "SKILLED", "health", "HEALTHY"))
                        .expect(201)
                        .text("/id"));
        sound.payee("h1");
        assertThat(sound.check("F5").at("/verdict").asString()).isEqualTo("PASS");
        village.admin
                .post("/api/v1/producers/" + village.producerId + "/managers", Map.of("name", "李四", "idNumber", number))
                .expect(201);
        sound.tamper(
                "UPDATE producer_manager SET confirmed_by = gen_random_uuid(), confirmed_at = now() - interval '1 day'"
                        + " WHERE producer_id = ?",
                sound.producer);
        sound.finds("F5", "payee-runs-no-producer", household);
    }
}
