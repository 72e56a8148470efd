package org.livelihood.account.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Self-reports by two persons, the statement of a year, as it was known, by an older method; a payout back to its lot.
 */
@JourneyTest
class StatementJourneyTest {

    private static final LocalDate TODAY = ChinaTime.dayOf(Instant.now());

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Village village;
    private String household;
    private String year;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        village.household("a", "WORKER");
        household = "/api/v1/households/" + village.households.get("a");
        year = household + "/statements/years/" + TODAY.getYear();
    }

    private static Map<String, Object> report(String part, String costKind, long fen) {
        Map<String, Object> body = new HashMap<>(
                Map.of("part", part, "on", TODAY.toString(), "amountFen", fen, "documentKind", "INVOICE"));
        body.put("documentName", "invoice 7");
        body.put("documentHash", "ab".repeat(32));
        if (costKind != null) {
            body.put("costKind", costKind);
        }
        return body;
    }

    private String enter(Map<String, Object> body) {
        return "/api/v1/income-reports/"
                + village.officer
                        .post(household + "/income-reports", body)
                        .expect(201)
                        .text("/id");
    }

    private void confirmed(String report) {
        village.admin.post(report + "/confirmation", Map.of()).expect(200);
    }

    private Api.Answer statement(String query) {
        return village.auditor.get(year + "?" + query).expect(200);
    }

    @Test
    void onlyWhatASecondPersonConfirmedCountsAndWhatWasKnownStays() {
        String wage = enter(report("WAGE", null, 1_001));
        assertThat(statement("method=1").number("/netFen")).isZero();
        Api.Answer own = village.officer.post(wage + "/confirmation", Map.of());
        assertThat(own.expect(403).text("/code")).isEqualTo("statement.same-person");
        Api stranger = Api.of(web, tokens, Tokens.officerOf("530000000000"));
        stranger.post(wage + "/confirmation", Map.of()).expect(404);
        stranger.get(year).expect(404);
        confirmed(wage);
        village.admin.post(wage + "/rejection", Map.of("reason", "late")).expect(409);
        confirmed(enter(report("COST", "INPUTS", 300)));
        String rejected = enter(report("TRANSFER", null, 50));
        village.admin.post(rejected + "/rejection", Map.of("reason", " ")).expect(400);
        village.admin
                .post(rejected + "/rejection", Map.of("reason", "no stamp"))
                .expect(200);

        Api.Answer before = statement("method=1");
        assertThat(before.number("/netFen")).isEqualTo(701);
        assertThat(before.text("/income/0/evidence")).isEqualTo("SELF_REPORTED");
        assertThat(before.number("/members")).isEqualTo(1);
        assertThat(before.number("/perCapita/amountFen")).isEqualTo(701);
        String asOf = before.text("/asOf");

        Api.Answer twice = village.officer.post(household + "/income-reports", report("WAGE", null, 2_000));
        assertThat(twice.expect(409).text("/code")).isEqualTo("statement.duplicate");
        String reversal = "/api/v1/income-reports/"
                + village.officer
                        .post(wage + "/reversal", Map.of("note", "a wrong month"))
                        .expect(201)
                        .text("/id");
        village.officer.post(wage + "/reversal", Map.of("note", "again")).expect(409);
        assertThat(statement("method=1").number("/netFen")).isEqualTo(701);
        confirmed(reversal);
        confirmed(enter(report("WAGE", null, 900)));
        assertThat(statement("method=1").number("/netFen")).isEqualTo(600);
        assertThat(statement("method=1&asOf=" + asOf).number("/netFen")).isEqualTo(701);

        String lines = household + "/statements/lines?from=" + TODAY + "&to=" + TODAY + "&part=WAGE&limit=2";
        Api.Answer first = village.auditor.get(lines).expect(200);
        assertThat(first.body().at("/items").size()).isEqualTo(2);
        Api.Answer rest = village.auditor
                .get(lines + "&cursor=" + first.text("/nextCursor"))
                .expect(200);
        assertThat(rest.body().at("/items").size()).isEqualTo(1);
    }

    @Test
    void whatCannotBeIsRefused() {
        Map<String, Object> unfit = report("COST", null, 1);
        assertThat(village.officer
                        .post(household + "/income-reports", unfit)
                        .expect(400)
                        .text("/code"))
                .isEqualTo("statement.cost-kind-unfit");
        Map<String, Object> future = report("WAGE", null, 1);
        future.put("on", TODAY.plusDays(2).toString());
        assertThat(village.officer
                        .post(household + "/income-reports", future)
                        .expect(400)
                        .text("/code"))
                .isEqualTo("statement.future-day");
        village.officer
                .post(household + "/income-reports", report("WAGE", null, 0))
                .expect(400);
        village.auditor
                .post(household + "/income-reports", report("WAGE", null, 1))
                .expect(403);
        village.auditor.get(year + "?asOf=2999-01-01T00:00:00Z").expect(400);
        village.auditor.get(year + "?method=9999").expect(404);
        village.auditor.get(household + "/statements/years/1900").expect(400);
        village.auditor
                .get(household + "/statements/rolling?to=%2B999999999-12-31")
                .expect(400);
        village.auditor.get(household + "/statements/rolling?to=2020-02-29").expect(200);
        village.officer.get("/api/v1/income-warnings?region=530000000000").expect(403);
    }

    @Test
    void anOlderMethodCanBeAskedForAndMembersAreThoseOfTheDay() {
        confirmed(enter(report("OPERATING", null, 1_000)));
        confirmed(enter(report("COST", "RENT", 400)));
        LocalDate later = LocalDate.parse(village.admin
                        .get("/api/v1/statement-methods")
                        .expect(200)
                        .body()
                        .at("/items")
                        .valueStream()
                        .map(item -> item.at("/validFrom").asString())
                        .max(String::compareTo)
                        .orElseThrow())
                .plusDays(1);
        Map<String, Object> body = Map.of(
                "validFrom",
                later.toString(),
                "divisorOn",
                "PERIOD_START",
                "costs",
                List.of("INPUTS"),
                "document",
                "d");
        long version = village.admin
                .post("/api/v1/statement-methods", body)
                .expect(201)
                .number("/version");
        assertThat(village.admin
                        .post("/api/v1/statement-methods", body)
                        .expect(409)
                        .text("/code"))
                .isEqualTo("statement.method-not-later");
        assertThat(statement("method=1").number("/netFen")).isEqualTo(600);
        Api.Answer newer = statement("method=" + version);
        assertThat(newer.number("/netFen")).isEqualTo(1_000);
        assertThat(newer.number("/method")).isEqualTo(version);
        assertThat(newer.body().at("/costs/0/counted").asBoolean()).isFalse();

        String spans = "/api/v1/members/" + village.members.get("a") + "/spans";
        village.officer
                .post(spans, Map.of("from", "2020-01-02", "until", "2020-01-01", "document", "d"))
                .expect(400);
        village.officer
                .post(spans, Map.of("from", TODAY.getYear() + "-01-02", "document", "household register"))
                .expect(204);
        assertThat(statement("method=1").number("/members")).isEqualTo(1);
        Api.Answer atStart = statement("method=" + version);
        assertThat(atStart.number("/members")).isZero();
        assertThat(atStart.body().at("/perCapita").isNull()).isTrue();
    }

    @Test
    void aPaidWageLeadsBackToItsLotAndAFallIsWarnedOf() {
        Object[] knitted = {"a", "knit", 10};
        village.lot(village.sku("Socks", 6_900), village.agreement(Village.workshopTerms()), 1, null, new Object[][] {
            knitted
        });
        String change = village.officer
                .post(
                        household + "/payee-changes",
                        Map.of("memberId", village.members.get("a"), "bankAccount", "6222000011119999"))
                .expect(201)
                .text("/id");
        village.admin
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
        assertThat(statement("method=1").number("/beside/unpaid/0/amountFen")).isEqualTo(300);
        String payouts = "/api/v1/producers/" + village.producerId + "/payouts";
        Api.Answer made = village.admin.post(payouts + "/batches", Map.of()).expect(201);
        String batch = payouts + "/batches/" + made.text("/batch/id");
        village.officer.post(batch + "/approval", Map.of()).expect(200);
        String unpaidThen = statement("method=1").text("/asOf");
        village.clerk
                .csv(batch + "/results", "item_id,result,receipt,reason\n" + made.text("/items/0/id") + ",PAID,r1,\n")
                .expect(200);

        Api.Answer paid = statement("method=1");
        assertThat(paid.number("/netFen")).isEqualTo(300);
        assertThat(paid.text("/income/0/evidence")).isEqualTo("LEDGER_PAID");
        assertThat(paid.body().at("/beside/unpaid").size()).isZero();
        assertThat(paid.number("/beside/earned/0/amountFen")).isEqualTo(300);
        assertThat(statement("method=1&asOf=" + unpaidThen).number("/netFen")).isZero();
        Api.Answer line = village.auditor
                .get(household + "/statements/lines?from=" + TODAY + "&to=" + TODAY)
                .expect(200);
        assertThat(line.text("/items/0/receipt")).isEqualTo("r1");
        String sources = household + "/statements/lines/" + line.text("/items/0/id") + "/sources?producer=";
        Api.Answer source = village.auditor.get(sources + village.producerId).expect(200);
        assertThat(source.text("/items/0/kind")).isEqualTo("LOT");
        assertThat(source.number("/items/0/amountFen")).isEqualTo(300);
        village.auditor.get(sources + UUID.randomUUID()).expect(404);

        String warned = "/api/v1/income-warnings?region=" + Village.CODE + "&limit=100&method=1&to=";
        assertThat(why(warned + TODAY)).isEmpty();
        assertThat(why(warned + TODAY.plusYears(1))).contains("DROPPED");
        String query = "?region=" + Village.CODE + "&method=1&to=" + TODAY.plusYears(1);
        assertThat(warningLine(query))
                .contains("," + Village.CODE + ",")
                .contains("dropped")
                .contains(",3.00,1,");
        byte[] xlsx = file("xlsx" + query);
        assertThat(xlsx).startsWith('P', 'K');
        village.officer.get("/api/v1/income-warnings/csv?region=530000000000").expect(403);
    }

    private String warningLine(String query) {
        String text = new String(file("csv" + query), StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFFHousehold,Village code,Why");
        return text.lines()
                .filter(line -> line.startsWith(village.households.get("a")))
                .findFirst()
                .orElseThrow();
    }

    private byte[] file(String path) {
        var result = web.get()
                .uri("/api/v1/income-warnings/" + path)
                .header(HttpHeaders.AUTHORIZATION, tokens.bearer(Tokens.of(Role.AUDITOR)))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult();
        assertThat(result.getResponseHeaders().getContentDisposition().getFilename())
                .startsWith("income-warnings-" + Village.CODE);
        return Objects.requireNonNull(result.getResponseBody());
    }

    /** Monitoring is 1.5 times the poverty line of 2020: 6,000 yuan a head. */
    @Test
    void whoIsAFenUnderTheMonitoringLineIsWarnedOf() {
        Map<String, Object> line = Map.of(
                "regionCode",
                "",
                "year",
                2020,
                "kind",
                "MONITORING",
                "amountFen",
                4_000 * 100 * 3 / 2,
                "document",
                "d");
        village.admin.put("/api/v1/poverty-lines", line).expect(200);
        confirmed(enter(report("WAGE", null, 599_999)));
        String warned = "/api/v1/income-warnings?region=" + Village.CODE + "&limit=100&method=1&to=" + TODAY;
        JsonNode warning = warning(warned);
        assertThat(warning.at("/why/0").asString()).isEqualTo("BELOW_LINE");
        assertThat(warning.at("/lineFen").asLong()).isEqualTo(600_000);
        assertThat(warning.at("/lineYear").asInt()).isEqualTo(2020);
        confirmed(enter(report("TRANSFER", null, 1)));
        assertThat(warning(warned).isMissingNode()).isTrue();
    }

    private String why(String path) {
        return warning(path).path("why").toString().replace("[\"BELOW_LINE\"]", "");
    }

    private JsonNode warning(String path) {
        String next = "";
        Api officer = Api.of(web, tokens, Tokens.of(Role.AUDITOR));
        do {
            Api.Answer page = officer.get(path + next).expect(200);
            for (var item : page.body().at("/items")) {
                if (item.at("/household").asString().equals(village.households.get("a"))) {
                    return item;
                }
            }
            next = page.body().path("nextCursor").isString() ? "&cursor=" + page.text("/nextCursor") : "";
        } while (!next.isEmpty());
        return MissingNode.getInstance();
    }
}
