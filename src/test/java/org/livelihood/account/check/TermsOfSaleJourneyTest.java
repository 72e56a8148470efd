package org.livelihood.account.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What checks say of a sale after its agreement has ended, and of one of a household that is counted no more. */
@JourneyTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TermsOfSaleJourneyTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private AuditedVillage till;

    @BeforeAll
    void openTill() {
        till = new AuditedVillage(web, tokens, shelf);
    }

    private Village workshop() {
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("knitter", "WORKER");
        return village;
    }

    private static JsonNode rule(Village village, String check, String name) {
        Api.Answer answer = village.auditor
                .get("/api/v1/audit/checks/" + check + "?producer=" + village.producerId)
                .expect(200);
        for (JsonNode rule : answer.body().at("/rules")) {
            if (rule.at("/rule").asString().equals(name)) {
                return rule;
            }
        }
        throw new AssertionError(name + " is not in " + answer.body());
    }

    private static String verdict(Village village, String check) {
        return village.auditor
                .get("/api/v1/audit/checks/" + check + "?producer=" + village.producerId)
                .expect(200)
                .text("/verdict");
    }

    /** A second version that holds for one day; two days later nothing is in force any more. */
    private void close(Village village, String agreement) {
        Map<String, Object> closing = Map.of(
                "title", "Agreement",
                "terms", Village.workshopTerms(),
                "evidenceHash", "ab".repeat(32),
                "from", TODAY.toString(),
                "until", TODAY.toString());
        String versions = "/api/v1/producers/" + village.producerId + "/agreements/" + agreement + "/versions";
        village.producer.post(versions, closing).expect(201);
        village.producer.post(versions + "/2/activation", Map.of()).expect(200);
        shelf.run(
                "UPDATE agreement_version SET holds_from = holds_from - 2, holds_until = holds_until - 2"
                        + " WHERE agreement_id = ? AND version = 2",
                UUID.fromString(agreement));
    }

    private static String lots(Village village) {
        return "/api/v1/producers/" + village.producerId + "/lots";
    }

    private static String opened(Village village, Map<String, Object> lot) {
        return lots(village) + "/"
                + village.producer.post(lots(village), lot).expect(201).text("/id");
    }

    private static Api.Answer knits(Village village, String lot) {
        Map<String, Object> work = Map.of(
                "memberId",
                village.members.get("knitter"),
                "kind",
                "LABOUR",
                "operation",
                "knit",
                "units",
                1,
                "workedOn",
                TODAY.toString(),
                "evidence",
                "sheet 1");
        return village.producer.post(lot + "/contributions", Map.of("contributions", List.of(work)));
    }

    @Test
    @DisplayName("D7: F1 and I8 find a sale after the end of a closing version, and no lot is sealed under it")
    void aSaleAfterTheEndOfAClosingVersionIsFound() {
        Village village = workshop();
        String sku = village.sku("Socks", 690);
        String agreement = village.agreement(Village.workshopTerms());
        village.lot(sku, agreement, 10, null, new Object[] {"knitter", "knit", 10});
        till.paid(till.order(sku, 1));
        assertThat(List.of(verdict(village, "F1"), verdict(village, "I8"))).containsOnly("PASS");
        Map<String, Object> lot = Map.of("skuId", sku, "agreementId", agreement);
        String begun = opened(village, lot);
        knits(village, begun).expect(201);

        close(village, agreement);
        assertThat(List.of(verdict(village, "F1"), verdict(village, "I8"))).containsOnly("FAIL");
        for (Api.Answer refused : List.of(
                knits(village, opened(village, lot)),
                village.producer.post(begun + "/seal", Map.of("units", 1, "on", TODAY.toString())))) {
            assertThat(refused.expect(422).text("/code")).isEqualTo("agreement.not-in-force");
        }
        String late = till.paid(till.order(sku, 1));
        JsonNode money = rule(village, "F1", "money-without-linkage");
        assertThat(money.at("/offenders/0/id").asString()).isEqualTo(village.producerId);
        assertThat(money.at("/offenders/0/details/agreement").asBoolean()).isFalse();
        assertThat(rule(village, "I8", "agreement-was-in-force")
                        .at("/offenders")
                        .toString())
                .contains(late);
    }

    @Test
    @DisplayName("A3: I8 finds nothing in the status of a household that is out of all risk, and it earns as before")
    void aSaleOfAHouseholdThatIsCountedNoMorePasses() {
        Village village = workshop();
        String sku = village.sku("Socks", 690);
        village.lot(sku, village.agreement(Village.workshopTerms()), 10, null, new Object[] {"knitter", "knit", 10});
        String household = village.households.get("knitter");
        village.officer
                .post(
                        "/api/v1/households/" + household + "/statuses",
                        Map.of(
                                "status",
                                "RISK_CLEARED",
                                "holdsFrom",
                                TODAY.minusDays(1).toString()))
                .expect(204);
        String line = till.paid(till.order(sku, 3));
        JsonNode found = rule(village, "I8", "status-was-in-force");
        assertThat(found.at("/examined").asLong()).isEqualTo(1);
        assertThat(found.at("/found").asLong()).isZero();
        String trace = village.auditor
                .get("/api/v1/trace/lines/" + line)
                .expect(200)
                .body()
                .toString();
        assertThat(trace).contains(household).contains("\"PIECE_RATE\"").contains("90");
        assertThat(village.auditor
                        .get("/api/v1/indicators/HOUSEHOLDS_BY_PRODUCER?region=" + Village.CODE + "&from=" + TODAY
                                + "&to=" + TODAY)
                        .expect(200)
                        .body()
                        .toString())
                .doesNotContain(village.producerId);
    }
}
