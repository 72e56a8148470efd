package org.livelihood.account.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** The endpoints of the checks: who may ask, what for, and what is refused. */
@JourneyTest
class CheckJourneyTest {

    private static final String CHECKS = "/api/v1/audit/checks";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Test
    void checksAreListedInBothLanguages() {
        Village village = new Village(web, tokens, "FARM");
        JsonNode items = village.auditor.get(CHECKS).expect(200).body().at("/items");
        Set<String> codes = new HashSet<>();
        for (JsonNode check : items) {
            codes.add(check.at("/code").asString());
            assertThat(check.at("/description/en").asString()).isNotEmpty();
            assertThat(check.at("/description/zh").asString()).matches(".*\\p{IsHan}.*");
            assertThat(check.at("/rules").size()).isPositive();
            for (JsonNode rule : check.at("/rules")) {
                assertThat(rule.at("/description/zh").asString()).matches(".*\\p{IsHan}.*");
            }
        }
        for (int i = 1; i <= 11; i++) {
            assertThat(codes).contains("I" + i);
        }
        assertThat(codes).contains("F1", "F2", "F3", "F4", "F5");
    }

    @Test
    void nothingToLookAtIsNoPass() {
        Village village = new Village(web, tokens, "FARM");
        Api.Answer nothing = village.auditor.get(CHECKS + "/I2?from=1990-01-01&to=1990-12-31&region=" + Village.CODE);
        assertThat(nothing.expect(200).text("/verdict")).isEqualTo("NOTHING");
        assertThat(nothing.number("/examined")).isZero();
        assertThat(nothing.text("/from")).isEqualTo("1990-01-01");
        assertThat(nothing.text("/checkedAt")).isNotEmpty();
    }

    @Test
    void officersAskAboutTheirOwnRegionsAndOthersNotAtAll() {
        Village village = new Village(web, tokens, "FARM");
        village.officer.get(CHECKS + "/I2?region=" + Village.CODE).expect(200);
        village.officer.get(CHECKS + "/I2?producer=" + village.producerId).expect(200);
        village.officer
                .get("/api/v1/audit/summary?producer=" + village.producerId)
                .expect(200);
        village.officer.get(CHECKS + "/I2").expect(403);
        village.officer.get(CHECKS + "/I2?region=340000000000").expect(403);
        Api stranger = Api.of(web, tokens, Tokens.officerOf("110101000000"));
        stranger.get(CHECKS + "/I2?producer=" + village.producerId).expect(403);
        stranger.get("/api/v1/audit/summary?region=" + Village.CODE).expect(403);
        village.producer.get(CHECKS + "/I2?producer=" + village.producerId).expect(403);
        village.shopper().get(CHECKS).expect(403);
        Api.guest(web).get(CHECKS).expect(401);
        Api.of(web, tokens, Tokens.of(Role.ADMIN)).get(CHECKS + "/I2").expect(200);
    }

    @Test
    void badQuestionsAreRefused() {
        Village village = new Village(web, tokens, "FARM");
        Api auditor = village.auditor;
        assertThat(auditor.get(CHECKS + "/I99").expect(404).text("/code")).isEqualTo("audit.unknown-check");
        assertThat(auditor.get(CHECKS + "/I1?from=2026-02-01&to=2026-01-01")
                        .expect(400)
                        .text("/code"))
                .isEqualTo("audit.period-backwards");
        assertThat(auditor.get(CHECKS + "/I1?from=1950-02-01&to=2026-01-01")
                        .expect(400)
                        .text("/code"))
                .isEqualTo("audit.period-too-long");
        auditor.get(CHECKS + "/I1?to=%2B999999999-12-31").expect(400);
        auditor.get(CHECKS + "/I1?to=-999999999-01-01").expect(400);
        auditor.get(CHECKS + "/I1?from=yesterday").expect(400);
        auditor.get(CHECKS + "/I1?region=34").expect(400);
        auditor.get(CHECKS + "/I1?limit=0").expect(400);
        auditor.get(CHECKS + "/I1?producer=none").expect(400);
    }
}
