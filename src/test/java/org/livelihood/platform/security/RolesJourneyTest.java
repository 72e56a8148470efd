package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** One account with several hats: each counts where it is held, and nobody is two persons of one operation. */
@JourneyTest
class RolesJourneyTest {

    private static final String PASSWORD = "a sock for every foot";
    private static final String COUNTY = "341226000000";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Accounts accounts;

    @Autowired
    private SignIns signIns;

    private Village village;
    private String producer;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        producer = "/api/v1/producers/" + village.producerId;
    }

    private static String login() {
        return "roles-" + UUID.randomUUID();
    }

    private AccountId account(String login, Grant... grants) {
        return Objects.requireNonNull(accounts.create(Caller.system(), login, PASSWORD, List.of(grants))
                .block());
    }

    private Api signedIn(String login) {
        SignIns.Pair pair = Objects.requireNonNull(
                signIns.signIn(login, PASSWORD, "10.8.8.8").block());
        return Api.of(web, pair.accessToken());
    }

    private Api with(Grant... grants) {
        return Api.of(web, tokens, Caller.of(AccountId.next(), grants));
    }

    private ProducerId here() {
        return new ProducerId(UUID.fromString(village.producerId));
    }

    private static void isCode(Api.Answer answer, int status, String code) {
        assertThat(answer.expect(status).text("/code")).isEqualTo(code);
    }

    @Test
    @DisplayName("F1: a HOST of a workshop whose own producer is approved stays a HOST there")
    void aHostWithAProducerOfHerOwn() {
        String login = login();
        account(login, Grant.of(Role.HOST, here()));
        String own = signedIn(login)
                .post("/api/v1/producers", Map.of("name", "Own farm", "kind", "FARM", "regionCode", Village.CODE))
                .expect(201)
                .text("/id");
        village.officer
                .post("/api/v1/producers/" + own + "/recommendation", Map.of())
                .expect(200);
        village.admin.post("/api/v1/producers/" + own + "/approval", Map.of()).expect(200);
        Api both = signedIn(login);
        for (String path : List.of("/payouts/batches", "/managers", "/payouts/clawbacks", "/payouts/reserve")) {
            isCode(both.get(producer + path), 404, "producer.not-found");
            both.get("/api/v1/producers/" + own + path).expect(200);
        }
        isCode(both.post(producer + "/payouts/batches", Map.of()), 404, "producer.not-found");
        both.get(producer + "/listings").expect(200);
        both.get("/api/v1/producers/" + own + "/listings").expect(200);
        assertThat(both.get("/api/v1/auth/me").expect(200).body().at("/grants").size())
                .isEqualTo(3);
    }

    @Test
    @DisplayName("F4: no account is PRODUCER and OFFICER over one producer, granted or applied for")
    void nobodyWatchesHerself() {
        AccountId officer = account(login(), Grant.officerOf(COUNTY));
        Map<String, Object> both = Map.of(
                "grants",
                List.of(
                        Map.of("role", "OFFICER", "scope", COUNTY),
                        Map.of("role", "PRODUCER", "scope", village.producerId)));
        isCode(village.admin.put("/api/v1/accounts/" + officer + "/grants", both), 409, "security.two-hats");
        Map<String, Object> elsewhere = Map.of(
                "grants",
                List.of(
                        Map.of("role", "OFFICER", "scope", "341227000000"),
                        Map.of("role", "PRODUCER", "scope", village.producerId)));
        village.admin.put("/api/v1/accounts/" + officer + "/grants", elsewhere).expect(200);
        Api applicant = with(Grant.of(Role.SHOPPER), Grant.officerOf(COUNTY));
        Map<String, Object> own = Map.of("name", "Own", "kind", "FARM", "regionCode", Village.CODE);
        isCode(applicant.post("/api/v1/producers", own), 403, "producer.own-producer");
    }

    @Test
    @DisplayName("F4: two accounts of one person are one person")
    void oneBodyTwoAccounts() {
        AccountId first = account(login(), Grant.of(Role.PRODUCER, here()));
        AccountId second = account(login());
        Map<String, Object> person = Map.of("name", "王强", "idNumber", Village.idNumber());
        for (AccountId account : List.of(first, second)) {
            village.admin
                    .post("/api/v1/accounts/" + account + "/person", person)
                    .expect(204);
        }
        Map<String, Object> office = Map.of("grants", List.of(Map.of("role", "OFFICER", "scope", COUNTY)));
        isCode(village.admin.put("/api/v1/accounts/" + second + "/grants", office), 409, "security.two-hats");
        Map<String, Object> another = Map.of("name", "李强", "idNumber", Village.idNumber());
        isCode(village.admin.post("/api/v1/accounts/" + first + "/person", another), 409, "security.person-known");
        Api standsFromBefore = Api.of(web, tokens, Caller.of(second, Grant.officerOf(COUNTY)));
        isCode(
                standsFromBefore.post(producer + "/payouts/batches/" + UUID.randomUUID() + "/approval", Map.of()),
                403,
                "producer.own-producer");
    }

    @Test
    @DisplayName("F4: who acts for a producer decides nothing about its money in another hat")
    void hatsThatStandFromBefore() {
        List<String> decisions = List.of(
                "/payouts/batches/" + UUID.randomUUID() + "/approval",
                "/payouts/clawbacks/" + UUID.randomUUID() + "/waiver",
                "/dividends/" + UUID.randomUUID() + "/approval",
                "/managers/" + UUID.randomUUID() + "/confirmation");
        Grant own = Grant.of(Role.PRODUCER, here());
        for (Grant hat : List.of(Grant.officerOf(COUNTY), Grant.of(Role.ADMIN), Grant.of(Role.AUDITOR))) {
            Api two = with(own, hat);
            for (String decision : decisions) {
                Api.Answer answer = two.post(
                        producer + decision, decision.endsWith("/waiver") ? Map.of("reason", "mine") : Map.of());
                assertThat(answer.status()).as(hat + decision + answer.body()).isIn(403, 404);
                if (answer.status() == 404) {
                    assertThat(answer.text("/code")).isEqualTo("producer.manager-not-found");
                }
            }
            Api.Answer results = two.csv(
                    producer + "/payouts/batches/" + UUID.randomUUID() + "/results",
                    "item_id,result,receipt,reason\n" + UUID.randomUUID() + ",PAID,r1,\n");
            assertThat(results.status()).as(hat.toString()).isEqualTo(403);
        }
    }

    @Test
    @DisplayName("F3: a manager counts at her producer only, once she agreed or an officer confirmed it")
    void managersAreConfirmed() {
        String number = Village.idNumber();
        Map<String, Object> body = Map.of("name", "王总", "idNumber", number, "from", "2026-01-01");
        Api.Answer entered = village.producer.post(producer + "/managers", body).expect(201);
        assertThat(entered.body().at("/confirmedAt").isNull()).isTrue();
        String manager = producer + "/managers/" + entered.text("/id");
        assertThat(village.producer
                        .post(producer + "/managers", body)
                        .expect(201)
                        .text("/id"))
                .isEqualTo(entered.text("/id"));
        village.producer.post(manager + "/confirmation", Map.of()).expect(403);
        with(Grant.of(Role.SHOPPER)).post(manager + "/confirmation", Map.of()).expect(404);
        with(Grant.officerOf("341227000000"))
                .post(manager + "/confirmation", Map.of())
                .expect(404);

        String login = login();
        AccountId hers = account(login);
        village.admin
                .post("/api/v1/accounts/" + hers + "/person", Map.of("name", "王总", "idNumber", number))
                .expect(204);
        Api herself = signedIn(login);
        assertThat(herself.post(manager + "/confirmation", Map.of()).expect(200).text("/confirmedAt"))
                .isNotEmpty();
        isCode(village.officer.post(manager + "/confirmation", Map.of()), 409, "producer.manager-decided");

        String today = LocalDate.now(ZoneId.of("Asia/Shanghai")).toString();
        Map<String, Object> before = Map.of("until", "2026-02-01", "reason", "left");
        isCode(village.producer.post(manager + "/end", before), 400, "producer.manager-days");
        isCode(herself.post(manager + "/end", before), 400, "producer.manager-days");
        village.producer
                .post(manager + "/end", Map.of("until", today, "reason", "left"))
                .expect(200);
        isCode(village.officer.post(manager + "/end", before), 409, "producer.manager-decided");
        assertThat(village.auditor.get(producer + "/managers").expect(200).text("/items/0/endReason"))
                .isEqualTo("left");
    }
}
