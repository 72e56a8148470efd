package org.livelihood.sale.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A host is somebody's own word, an office is an officer's. */
@JourneyTest
class HostJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private static Map<String, Object> plan(Object host, boolean official) {
        return new HashMap<>(Map.of(
                "title",
                "Live",
                "plannedStart",
                "2026-03-02T12:00:00Z",
                "hostId",
                host.toString(),
                "official",
                official,
                "wageFen",
                0));
    }

    private static String sessions(Village village) {
        return "/api/v1/producers/" + village.producerId + "/sessions";
    }

    private static void isCode(Api.Answer answer, int status, String code) {
        assertThat(answer.expect(status).text("/code")).isEqualTo(code);
    }

    @Test
    @DisplayName(
            "F7: nobody goes live with a host who neither works for the producer nor agreed, and she starts her own")
    void aHostAgrees() {
        Village hers = new Village(web, tokens, "WORKSHOP");
        Village other = new Village(web, tokens, "FARM");
        String claimed = "/api/v1/sessions/"
                + other.producer
                        .post(sessions(other), plan(hers.hostAccount, false))
                        .expect(201)
                        .text("/id");
        for (Api starter : List.of(other.producer, other.admin)) {
            isCode(starter.post(claimed + "/start", Map.of()), 409, "live.host-not-agreed");
        }
        String own = "/api/v1/sessions/"
                + hers.host
                        .post(sessions(hers), plan(hers.hostAccount, false))
                        .expect(201)
                        .text("/id");
        hers.host.post(own + "/start", Map.of()).expect(200);
        hers.host.post(own + "/end", Map.of()).expect(200);

        isCode(other.host.post(claimed + "/host-agreement", Map.of()), 404, "live.not-found");
        hers.host.post(claimed + "/host-agreement", Map.of()).expect(200);
        other.producer.post(claimed + "/start", Map.of()).expect(200);
        hers.host.post(claimed + "/end", Map.of()).expect(200);
    }

    @Test
    @DisplayName("F7: who works for the producer needs no word of her own")
    void aHostWhoWorksThere() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String session = "/api/v1/sessions/"
                + village.producer
                        .post(sessions(village), plan(village.hostAccount, false))
                        .expect(201)
                        .text("/id");
        village.producer.post(session + "/start", Map.of()).expect(200);
        village.producer.post(session + "/end", Map.of()).expect(200);
    }

    @Test
    @DisplayName("E7: a host is OFFICIAL by an officer's word for an office, from a day until a day")
    void anOfficialIsOneByAnOfficersWord() {
        Village village = new Village(web, tokens, "WORKSHOP");
        String path = sessions(village);
        isCode(village.producer.post(path, plan(UUID.randomUUID(), false)), 422, "live.host-unknown");
        isCode(village.producer.post(path, plan(village.hostAccount, true)), 422, "live.not-official");
        Map<String, Object> office = Map.of(
                "accountId",
                village.hostAccount.toString(),
                "office",
                "颍上县副县长",
                "regionCode",
                "341226000000",
                "from",
                "2026-01-01",
                "until",
                "2026-12-31");
        Api elsewhere = Api.of(web, tokens, Tokens.officerOf("341227000000"));
        isCode(elsewhere.post("/api/v1/officials", office), 403, "live.office-elsewhere");
        Api herself = Api.of(web, tokens, Caller.of(village.hostAccount, Grant.officerOf("341226000000")));
        isCode(herself.post("/api/v1/officials", office), 403, "live.same-person");
        String recorded =
                village.officer.post("/api/v1/officials", office).expect(201).text("/id");
        isCode(village.officer.post("/api/v1/officials", office), 409, "live.official-taken");

        String session = village.producer
                .post(path, plan(village.hostAccount, true))
                .expect(201)
                .text("/id");
        assertThat(isOfficial(session)).isTrue();
        String silent = village.producer
                .post(path, plan(village.hostAccount, false))
                .expect(201)
                .text("/id");
        assertThat(isOfficial(silent))
                .as("an official earns no commission by silence")
                .isTrue();
        Map<String, Object> before = plan(village.hostAccount, true);
        before.put("plannedStart", "2025-12-31T15:59:00Z");
        isCode(village.producer.post(path, before), 422, "live.not-official");

        isCode(
                elsewhere.post("/api/v1/officials/" + recorded + "/end", Map.of("until", "2026-02-28")),
                404,
                "live.official-not-found");
        village.officer
                .post("/api/v1/officials/" + recorded + "/end", Map.of("until", "2026-02-28"))
                .expect(200);
        isCode(village.producer.post(path, plan(village.hostAccount, true)), 422, "live.not-official");
        assertThat(village.auditor
                        .get("/api/v1/officials?account=" + village.hostAccount)
                        .expect(200)
                        .text("/0/until"))
                .isEqualTo("2026-02-28");
        assertThat(elsewhere
                        .get("/api/v1/officials?account=" + village.hostAccount)
                        .expect(200)
                        .body()
                        .size())
                .isZero();
        assertThat(Api.of(web, tokens, Caller.of(AccountId.next(), Grant.of(Role.PRODUCER)))
                        .get("/api/v1/officials?account=" + village.hostAccount)
                        .status())
                .isEqualTo(403);
    }

    private boolean isOfficial(String session) {
        return Api.guest(web)
                .get("/api/v1/sessions/" + session)
                .expect(200)
                .body()
                .at("/session/official")
                .asBoolean();
    }
}
