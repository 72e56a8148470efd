package org.livelihood.income.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Two parties with one bank account are told of as long as it is so, and what was told can be read again. */
@JourneyTest
class SharedAccountJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Village village;
    private String payouts;

    private void payee(String name, String account) {
        String change = village.officer
                .post(
                        "/api/v1/households/" + village.households.get(name) + "/payee-changes",
                        Map.of("memberId", village.members.get(name), "bankAccount", account))
                .expect(201)
                .text("/id");
        village.admin
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
    }

    private void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        payouts = "/api/v1/producers/" + village.producerId + "/payouts/batches";
        for (String name : new String[] {"a", "b", "c", "d"}) {
            village.household(name, "WORKER");
        }
        payee("a", "6222000077770001");
        payee("b", "6222000077770001");
        payee("c", "6222000077770002");
        Object[] a = {"a", "knit", 10};
        Object[] b = {"b", "knit", 10};
        Object[] c = {"c", "knit", 10};
        Object[] d = {"d", "knit", 10};
        village.lot(village.sku("Socks", 6_900), village.agreement(Village.workshopTerms()), 4, null, a, b, c, d);
        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
    }

    @Test
    @DisplayName("E9: a shared account is told in the batch and at the approval, which needs the approver's word")
    void aSharedAccountIsToldUntilSomebodySaysThatSheKnows() {
        settle();
        Api.Answer made = village.producer.post(payouts, Map.of()).expect(201);
        assertThat(made.number("/batch/items")).isEqualTo(3);
        assertThat(made.body().at("/sharedAccounts").size()).isEqualTo(2);
        String batch = payouts + "/" + made.text("/batch/id");
        Api.Answer refused = village.officer.post(batch + "/approval", Map.of()).expect(409);
        assertThat(refused.text("/code")).isEqualTo("payout.shared-accounts");
        assertThat(refused.text("/errors/0/field")).isEqualTo("acknowledgeSharedAccounts");
        village.officer
                .post(batch + "/approval", Map.of("acknowledgeSharedAccounts", false))
                .expect(409);
        Api.Answer approved = village.officer
                .post(batch + "/approval", Map.of("acknowledgeSharedAccounts", true))
                .expect(200);
        assertThat(approved.text("/items/0/status")).isEqualTo("SUBMITTED");
        assertThat(approved.body().at("/items/0/settledAt").isNull())
                .as("the bank has not answered")
                .isTrue();
        JsonNode later = village.auditor.get(batch).expect(200).body();
        assertThat(later.at("/sharedAccounts")).isEqualTo(made.body().at("/sharedAccounts"));
        assertThat(later.at("/leftOut/0/why").asString()).isEqualTo("NO_PAYEE");
        assertThat(later.at("/leftOut/0/party/id").asString()).isEqualTo(village.households.get("d"));
        village.clerk.csv(batch + "/results", "item_id,result,receipt,reason\n").expect(400);
    }

    @Test
    @DisplayName("E9: an account that is shared no more, or only with a party of another producer, is told of no more")
    void whoHasAnotherAccountNowSharesNone() {
        settle();
        payee("b", "6222000077770003");
        Village here = village;
        village = new Village(web, tokens, "WORKSHOP");
        village.household("elsewhere", "WORKER");
        payee("elsewhere", "6222000077770002");
        village = here;
        Api.Answer made = village.producer.post(payouts, Map.of()).expect(201);
        assertThat(made.body().at("/sharedAccounts").size()).isZero();
        village.officer
                .post(payouts + "/" + made.text("/batch/id") + "/approval", Map.of())
                .expect(200);
    }
}
