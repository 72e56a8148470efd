package org.livelihood.people.industry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A county's leading industries, its projects, its people at a date, and institutions that buy. */
@JourneyTest
class IndustryJourneyTest {

    private static final String COUNTY = "341226000000";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private static Map<String, Object> industry(String name) {
        return Map.of("countyCode", COUNTY, "name", name, "from", "2019-01-01", "document", "county paper 1");
    }

    @Test
    void aCountyNamesItsIndustriesAndTheirProducers() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String name = "socks " + UUID.randomUUID();
        String id = village.officer
                .post("/api/v1/industries", industry(name))
                .expect(201)
                .text("/id");
        assertThat(village.officer
                        .post("/api/v1/industries", industry(name))
                        .expect(409)
                        .text("/code"))
                .isEqualTo("industry.taken");
        Map<String, Object> entrant = Map.of("producerId", village.producerId, "from", "2020-01-01");
        village.officer.post("/api/v1/industries/" + id + "/producers", entrant).expect(201);
        village.officer.post("/api/v1/industries/" + id + "/producers", entrant).expect(409);
        Api other = Api.of(web, tokens, Tokens.officerOf("530000000000"));
        other.post("/api/v1/industries/" + id + "/producers", entrant).expect(404);
        other.post("/api/v1/industries", industry("tea")).expect(403);
        village.officer
                .post("/api/v1/industries/" + id + "/end", Map.of("until", "2020-12-31"))
                .expect(200);
        assertThat(village.officer
                        .post("/api/v1/industries/" + id + "/end", Map.of("until", "2020-12-31"))
                        .expect(409)
                        .text("/code"))
                .isEqualTo("industry.not-open");
        assertThat(village.auditor
                        .get("/api/v1/industries?county=" + COUNTY)
                        .expect(200)
                        .body()
                        .toString())
                .contains(name);
    }

    @Test
    void onlyCountiesHaveLeadingIndustries() {
        Village village = new Village(web, tokens, "WORKSHOP");
        Map<String, Object> body =
                Map.of("countyCode", Village.CODE, "name", "socks", "from", "2019-01-01", "document", "paper");
        Api.Answer refused = village.officer.post("/api/v1/industries", body).expect(422);
        assertThat(refused.text("/detail")).contains("is not a county");
        assertThat(village.officer
                        .send(HttpMethod.POST, "/api/v1/industries", body, Map.of("Accept-Language", "zh-CN"))
                        .expect(422)
                        .text("/detail"))
                .contains("不是县级行政区");
    }

    @Test
    void projectsKeepEveryState() {
        Village village = new Village(web, tokens, "WORKSHOP");
        Map<String, Object> body = Map.of(
                "regionCode", Village.CODE, "name", "new hall", "registeredOn", "2019-06-01", "document", "plan 3");
        String path = "/api/v1/projects/"
                + village.officer.post("/api/v1/projects", body).expect(201).text("/id");
        village.officer
                .post(path + "/states", Map.of("state", "OPERATING", "from", "2019-09-01"))
                .expect(204);
        village.officer
                .post(path + "/states", Map.of("state", "STOPPED", "from", "2020-02-01"))
                .expect(204);
        assertThat(village.officer
                        .post(path + "/states", Map.of("state", "OPERATING", "from", "2019-05-31"))
                        .expect(422)
                        .text("/code"))
                .isEqualTo("industry.before-registered");
        Api.Answer seen = village.auditor.get(path).expect(200);
        assertThat(seen.text("/states/0/state")).isEqualTo("OPERATING");
        assertThat(seen.text("/states/1/from")).isEqualTo("2020-02-01");
        Api.of(web, tokens, Tokens.officerOf("530000000000")).get(path).expect(404);
        assertThat(village.officer
                        .get("/api/v1/projects?limit=100&region=" + COUNTY)
                        .expect(200)
                        .body()
                        .at("/items")
                        .size())
                .isPositive();
    }

    @Test
    void thePopulationOfADateIsTheOneRecordedLast() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String path = "/api/v1/regions/" + Village.CODE + "/populations";
        village.officer
                .post(path, Map.of("on", "1999-12-31", "people", 340, "document", "yearbook"))
                .expect(201);
        village.officer
                .post(path, Map.of("on", "1999-12-31", "people", 341, "document", "yearbook, corrected"))
                .expect(201);
        Api.Answer seen = Api.guest(web).get(path).expect(200);
        assertThat(seen.text("/items/0/on")).isEqualTo("1999-12-31");
        assertThat(seen.number("/items/0/people")).isEqualTo(341);
        Api.of(web, tokens, Tokens.officerOf("530000000000"))
                .post(path, Map.of("on", "1999-12-31", "people", 1, "document", "no"))
                .expect(404);
    }

    @Test
    void onlyThePlatformAdmitsInstitutions() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String login = "school-" + UUID.randomUUID();
        String account = Api.guest(web)
                .post("/api/v1/auth/sign-up", Map.of("login", login, "password", "a sock for every foot"))
                .expect(201)
                .text("/id");
        Map<String, Object> body = Map.of("accountId", account, "kind", "SCHOOL", "name", login, "from", "2020-01-01");
        village.officer.post("/api/v1/institutions", body).expect(403);
        village.admin.post("/api/v1/institutions", body).expect(201);
        village.admin.post("/api/v1/institutions", body).expect(409);
        assertThat(village.auditor
                        .get("/api/v1/institutions?on=2020-03-01")
                        .expect(200)
                        .body()
                        .toString())
                .contains(login);
        assertThat(village.auditor
                        .get("/api/v1/institutions?on=2019-12-31")
                        .expect(200)
                        .body()
                        .toString())
                .doesNotContain(login);
    }
}
