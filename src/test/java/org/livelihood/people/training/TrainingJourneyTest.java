package org.livelihood.people.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

/** Technique lessons of an expert group, and who attended them. */
@JourneyTest
class TrainingJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private static String instructor(Api officer) {
        return officer.post(
                        "/api/v1/training/instructors",
                        Map.of(
                                "kind",
                                "EXPERT_GROUP",
                                "name",
                                "养殖专家组 Breeding experts",
                                "regionCode",
                                Village.CODE,
                                "from",
                                "2020-01-01",
                                "until",
                                "2020-12-31"))
                .expect(201)
                .text("/id");
    }

    private static Map<String, Object> lesson(String instructor, String startsAt, int minutes) {
        return Map.of(
                "instructorId",
                instructor,
                "regionCode",
                Village.CODE,
                "title",
                "蛋鸡养殖 Keeping hens",
                "startsAt",
                startsAt,
                "minutes",
                minutes);
    }

    private static String held(Api officer, String instructor, String startsAt, int minutes) {
        return officer.post("/api/v1/training/lessons", lesson(instructor, startsAt, minutes))
                .expect(201)
                .text("/id");
    }

    private static Api.Answer attend(Api officer, String lesson, String member, int minutes) {
        return officer.post(
                "/api/v1/training/lessons/" + lesson + "/attendance",
                Map.of("attendance", List.of(Map.of("memberId", member, "minutes", minutes))));
    }

    @Test
    void minutesAreKeptByMemberAndCorrectedByNewRows() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        String member = village.members.get("a");
        String lesson = held(village.officer, instructor(village.officer), "2020-03-02T01:00:00Z", 120);
        attend(village.officer, lesson, member, 120).expect(201);
        attend(village.officer, lesson, member, -30).expect(201);
        Api.Answer seen =
                village.auditor.get("/api/v1/training/lessons/" + lesson).expect(200);
        assertThat(seen.number("/attendance/0/minutes")).isEqualTo(90);
        assertThat(seen.text("/attendance/0/household")).isEqualTo(village.households.get("a"));
        assertThat(attend(village.officer, lesson, member, -91).expect(422).text("/code"))
                .isEqualTo("training.minutes-impossible");
        assertThat(attend(village.officer, lesson, member, 31).expect(422).text("/code"))
                .isEqualTo("training.minutes-impossible");
    }

    @Test
    void nobodyIsInTwoLessonsAtOnce() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        String member = village.members.get("a");
        String instructor = instructor(village.officer);
        String first = held(village.officer, instructor, "2020-03-03T01:00:00Z", 60);
        String second = held(village.officer, instructor, "2020-03-03T01:30:00Z", 60);
        attend(village.officer, first, member, 60).expect(201);
        attend(village.officer, second, member, 30).expect(201);
        Api.Answer refused = attend(village.officer, second, member, 1).expect(422);
        assertThat(refused.text("/code")).isEqualTo("training.overlaps");
        assertThat(refused.text("/detail")).contains("two lessons at once");
        Map<String, Object> body = Map.of("attendance", List.of(Map.of("memberId", member, "minutes", 1)));
        assertThat(village.officer
                        .send(
                                HttpMethod.POST,
                                "/api/v1/training/lessons/" + second + "/attendance",
                                body,
                                Map.of(
                                        "Accept-Language",
                                        "zh-CN",
                                        "Idempotency-Key",
                                        UUID.randomUUID().toString()))
                        .expect(422)
                        .text("/detail"))
                .contains("不可能同时参加两堂课");
    }

    @Test
    void officersKeepTheirOwnRegionsOnly() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        String instructor = instructor(village.officer);
        Api other = Api.of(web, tokens, Tokens.officerOf("530000000000"));
        other.post("/api/v1/training/lessons", lesson(instructor, "2020-03-02T01:00:00Z", 60))
                .expect(403);
        String lesson = held(village.officer, instructor, "2020-03-02T01:00:00Z", 60);
        other.get("/api/v1/training/lessons/" + lesson).expect(404);
        String instructors = "/api/v1/training/instructors?region=" + Village.CODE;
        other.get(instructors).expect(403);
        village.officer.get(instructors).expect(200);
        village.auditor.get(instructors).expect(200);
        attend(other, lesson, village.members.get("a"), 10).expect(404);
        assertThat(village.officer
                        .post("/api/v1/training/lessons", lesson(instructor, "2021-03-02T01:00:00Z", 60))
                        .expect(422)
                        .text("/code"))
                .isEqualTo("training.not-teaching");
        assertThat(attend(village.officer, lesson, UUID.randomUUID().toString(), 10)
                        .expect(422)
                        .text("/code"))
                .isEqualTo("training.member-unknown");
        assertThat(village.auditor
                        .get("/api/v1/training/instructors?limit=100&region=" + Village.CODE)
                        .expect(200)
                        .body()
                        .at("/items")
                        .valueStream()
                        .filter(item -> item.at("/id").asString().equals(instructor))
                        .map(item -> item.at("/kind").asString()))
                .containsExactly("EXPERT_GROUP");
    }
}
