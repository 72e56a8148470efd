package org.livelihood.account.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Figures tell of the day and of what was known: members who left, approvals, refunds, institutions, ended links. */
@JourneyTest
class IndicatorHistoryJourneyTest {

    private static final String REGION = "?region=" + Village.CODE;
    private static final String COUNTY = "?region=341226000000";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private JsonNode rows(String indicator, String query) {
        return Api.of(web, tokens, Tokens.of(Role.AUDITOR))
                .get("/api/v1/indicators/" + indicator + query)
                .expect(200)
                .body()
                .at("/rows");
    }

    private long numerator(String indicator, String query) {
        return rows(indicator, query).at("/0/numerator").asLong();
    }

    private long denominator(String indicator, String query) {
        return rows(indicator, query).at("/0/denominator").asLong();
    }

    private static JsonNode ofKey(JsonNode rows, String key) {
        for (JsonNode row : rows) {
            if (row.at("/key").asString().equals(key)) {
                return row;
            }
        }
        throw new AssertionError(key + " is not in " + rows);
    }

    @Test
    void whoLeftIsNotCountedAnyMore() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        String of2016 = REGION + "&from=2016-01-01&to=2016-12-31";
        String of2018 = REGION + "&from=2018-01-01&to=2018-12-31";
        long poor2016 = numerator("INCIDENCE", of2016);
        long poor2018 = numerator("INCIDENCE", of2018);
        long heads2018 = denominator("PAID_PER_HEAD", of2018);
        long able2018 = denominator("PARTICIPATION_ABLE", of2018);
        String before = Instant.now().toString();
        village.officer
                .post(
                        "/api/v1/members/" + village.members.get("a") + "/spans",
                        Map.of("until", "2017-05-01", "document", "certificate of death 1"))
                .expect(204);
        assertThat(numerator("INCIDENCE", of2018)).isEqualTo(poor2018 - 1);
        assertThat(denominator("PAID_PER_HEAD", of2018)).isEqualTo(heads2018 - 1);
        assertThat(denominator("PARTICIPATION_ABLE", of2018)).isEqualTo(able2018 - 1);
        assertThat(numerator("INCIDENCE", of2016)).isEqualTo(poor2016);
        assertThat(numerator("INCIDENCE", of2018 + "&knownAt=" + before)).isEqualTo(poor2018);
    }

    @Test
    void aProducerIsApprovedSinceItsDecisionWasMade() {
        new Village(web, tokens, "WORKSHOP");
        String query = REGION + "&from=2020-01-01&to=2020-12-31";
        String before = Instant.now().toString();
        long workshops = denominator("WORKSHOPS_OPERATING", query);
        int listed = rows("WORKSHOP_POOR_WORKERS", query).size();
        new Village(web, tokens, "WORKSHOP");
        assertThat(denominator("WORKSHOPS_OPERATING", query)).isEqualTo(workshops + 1);
        String then = query + "&knownAt=" + before;
        assertThat(denominator("WORKSHOPS_OPERATING", then)).isEqualTo(workshops);
        assertThat(rows("WORKSHOP_POOR_WORKERS", then).size()).isEqualTo(listed);
        assertThat(rows("WORKSHOP_POOR_WORKERS", query).size()).isEqualTo(listed + 1);
    }

    private AccountId institution(Village village) {
        String login = "school-" + UUID.randomUUID();
        String account = Api.guest(web)
                .post("/api/v1/auth/sign-up", Map.of("login", login, "password", "a sock for every foot"))
                .expect(201)
                .text("/id");
        village.admin.post("/api/v1/institutions", span(account, "2020-01-01")).expect(201);
        return new AccountId(UUID.fromString(account));
    }

    private static Map<String, Object> span(String account, String from) {
        return Map.of("accountId", account, "kind", "SCHOOL", "name", "school", "from", from);
    }

    @Test
    void whatAnInstitutionSentBackIsKnownSinceItWasAccepted() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        AccountId school = institution(village);
        Api buyer = Api.of(web, tokens, Caller.of(school, Grant.of(Role.SHOPPER)));
        String sku = village.sku("Eggs", 5_980);
        village.lot(sku, village.agreement(Village.eggTerms()), 2, 98L, new Object[][] {{"a", null, 60}});
        String session = village.session(0, null);
        village.show(session, sku, 5_980, null, 2);
        String order = buyer.post(
                        "/api/v1/orders",
                        Map.of("sessionId", session, "lines", List.of(Map.of("skuId", sku, "quantity", 2))))
                .expect(201)
                .text("/id");
        pay(buyer, order);
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        String query = COUNTY + "&from=" + today.minusDays(1) + "&to=" + today;
        assertThat(bought(query, school)).isEqualTo(11_960);

        String before = Instant.now().toString();
        long shareBefore = numerator("CONSUMPTION_SHARE", query);
        String line = buyer.get("/api/v1/orders/" + order).expect(200).text("/lines/0/id");
        village.producer
                .post(
                        "/api/v1/orders/" + order + "/lines/" + line + "/refunds",
                        Map.of("reason", "broken", "amountFen", 1_000))
                .expect(201);
        assertThat(bought(query, school)).isEqualTo(10_960);
        assertThat(numerator("CONSUMPTION_SHARE", query)).isEqualTo(shareBefore - 1_000);
        assertThat(bought(query + "&knownAt=" + before, school)).isEqualTo(11_960);
        assertThat(numerator("CONSUMPTION_SHARE", query + "&knownAt=" + before)).isEqualTo(shareBefore);

        shelf.run("""
                INSERT INTO industry_institution (account_id, holds_from, kind, name, recorded_by)
                VALUES (?, '2020-02-01', 'SCHOOL', 'school', ?)""", school.value(), school.value());
        assertThat(bought(query, school)).as("an overlap from before").isEqualTo(10_960);
    }

    private long bought(String query, AccountId institution) {
        return ofKey(rows("CONSUMPTION_ASSISTANCE", query), institution.toString())
                .at("/numerator")
                .asLong();
    }

    private void pay(Api buyer, String order) {
        String cashier = buyer.post("/api/v1/payments", Map.of("orderIds", List.of(order)))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> "PAID".equals(buyer.get("/api/v1/orders/" + order).text("/status")));
    }

    @Test
    void anAccountIsAnInstitutionsOnceAtATime() {
        Village village = new Village(web, tokens, "FARM");
        String account = institution(village).toString();
        Api.Answer again = village.admin.post("/api/v1/institutions", span(account, "2020-06-01"));
        assertThat(again.expect(409).text("/code")).isEqualTo("industry.overlaps");
        String fresh = Api.guest(web)
                .post(
                        "/api/v1/auth/sign-up",
                        Map.of("login", "school-" + UUID.randomUUID(), "password", "a sock for every foot"))
                .expect(201)
                .text("/id");
        List<Integer> answers = Stream.of("2020-01-01", "2020-01-02", "2020-01-03", "2020-01-04")
                .map(from -> CompletableFuture.supplyAsync(() -> village.admin
                        .post("/api/v1/institutions", span(fresh, from))
                        .status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
        assertThat(answers).containsExactly(201, 409, 409, 409);
    }

    @Test
    void whoWasDrivenOnAnyDayOfThePeriodSharesItsIncome() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        village.household("b", "SUPPLIER");
        String industry = village.officer
                .post(
                        "/api/v1/industries",
                        Map.of(
                                "countyCode",
                                "341226000000",
                                "name",
                                "eggs " + UUID.randomUUID(),
                                "from",
                                "2019-01-01",
                                "document",
                                "county paper 1"))
                .expect(201)
                .text("/id");
        village.officer
                .post(
                        "/api/v1/industries/" + industry + "/producers",
                        Map.of("producerId", village.producerId, "from", "2020-01-01"))
                .expect(201);
        String memberships = "/api/v1/producers/" + village.producerId + "/memberships";
        String membership = "";
        for (JsonNode item : village.producer
                .get(memberships + "?on=2020-03-01")
                .expect(200)
                .body()
                .at("/items")) {
            if (item.at("/person").asString().equals(village.members.get("b"))) {
                membership = item.at("/id").asString();
            }
        }
        village.producer
                .post(memberships + "/" + membership + "/end", Map.of("until", "2020-06-30"))
                .expect(204);
        assertThat(people(industry, "2020-01-01", "2020-12-31")).isEqualTo(2);
        assertThat(people(industry, "2020-07-01", "2020-12-31")).isEqualTo(1);
        assertThat(people(industry, "2019-01-01", "2019-12-31")).isZero();
    }

    private long people(String industry, String from, String to) {
        return ofKey(rows("INDUSTRY_INCOME", COUNTY + "&from=" + from + "&to=" + to), industry)
                .at("/denominator")
                .asLong();
    }
}
