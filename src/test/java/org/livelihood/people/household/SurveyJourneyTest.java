package org.livelihood.people.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A household's net income of a year, as the county's survey found it. */
@JourneyTest
class SurveyJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private static Map<String, Object> survey(int year, long fen) {
        return Map.of("year", year, "netIncomeFen", fen, "people", 3, "document", "survey sheet 7");
    }

    @Test
    void theOneRecordedLastCounts() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        String path = "/api/v1/households/" + village.households.get("a") + "/surveys";
        village.officer.post(path, survey(2016, -5_000)).expect(204);
        village.officer.post(path, survey(2015, 1_050_000)).expect(204);
        village.officer.post(path, survey(2016, 1_200_000)).expect(204);
        Api.Answer seen = village.auditor.get(path).expect(200);
        assertThat(seen.body().at("/items").size()).isEqualTo(2);
        assertThat(seen.number("/items/0/netIncomeFen")).isEqualTo(1_050_000);
        assertThat(seen.number("/items/1/netIncomeFen")).isEqualTo(1_200_000);
    }

    @Test
    void onlyItsOfficersRecordIt() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        String path = "/api/v1/households/" + village.households.get("a") + "/surveys";
        Api other = Api.of(web, tokens, Tokens.officerOf("530000000000"));
        Api.Answer refused = other.post(path, survey(2015, 1)).expect(404);
        assertThat(refused.text("/detail")).startsWith("There is no such household");
        assertThat(other.send(HttpMethod.POST, path, survey(2015, 1), Map.of("Accept-Language", "zh-CN"))
                        .expect(404)
                        .text("/detail"))
                .startsWith("没有该农户");
        other.get(path).expect(404);
        village.auditor.post(path, survey(2015, 1)).expect(403);
        village.producer.get(path).expect(403);
        village.officer.post(path, survey(1900, 1)).expect(400);
    }
}
