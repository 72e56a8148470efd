package org.livelihood.income.payroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** From minutes and wages of a period to what the minimum wage adds, owed and payable once. */
@JourneyTest
class PayrollJourneyTest {

    private static final LocalDate FROM = Village.DAY.minusDays(1);
    private static final LocalDate TO = Village.DAY.plusDays(28);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private Village village;
    private String periods;
    private String agreement;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        periods = "/api/v1/producers/" + village.producerId + "/pay-periods";
        village.household("knitter", "WORKER");
        village.worker("packer", "WORKER");
        agreement = village.agreement(terms(1_000, 10));
        minimumWage(village.officer, Village.CODE, TO).expect(201);
    }

    private static Map<String, Object> terms(long fenPerHour, long fenPerPiece) {
        return Map.of(
                "model",
                "WORKSHOP",
                "logisticsFen",
                0,
                "platformBasisPoints",
                0,
                "operations",
                List.of(
                        Map.of("code", "hours", "unit", "MINUTE", "rateFen", fenPerHour, "perUnits", 60),
                        Map.of("code", "pack", "unit", "PIECE", "rateFen", fenPerPiece, "perUnits", 1)));
    }

    private static Api.Answer minimumWage(Api by, String region, LocalDate from) {
        return by.post(
                "/api/v1/minimum-wages",
                Map.of("regionCode", region, "validFrom", from.toString(), "fenPerHour", 1_800, "document", "2026/1"));
    }

    private void lot() {
        village.lot(
                village.sku("Socks", 6_900), agreement, 1, null, new Object[] {"knitter", "hours", 100}, new Object[] {
                    "packer", "pack", 10
                });
    }

    private Map<String, Object> period(LocalDate from, LocalDate to) {
        return new HashMap<>(
                Map.of("from", from.toString(), "to", to.toString(), "evidence", "sheet 3", "attendance", List.of()));
    }

    /** With the packer's minutes, who works by the piece. */
    private Map<String, Object> told(LocalDate from, LocalDate to, long minutes) {
        Map<String, Object> period = period(from, to);
        period.put("attendance", List.of(Map.of("workerId", village.workers.get("packer"), "minutes", minutes)));
        return period;
    }

    private JsonNode line(String period, String party) {
        for (JsonNode line : village.auditor
                .get(periods + "/" + period + "/lines")
                .expect(200)
                .body()
                .at("/items")) {
            if (line.at("/party/id").asString().equals(party)) {
                return line;
            }
        }
        throw new AssertionError("no line of " + party);
    }

    @Test
    void wagesUnderTheMinimumAreToppedUpAndLateWorkComesWithTheNextPeriod() {
        lot();
        String closed =
                village.producer.post(periods, told(FROM, TO, 60)).expect(201).text("/id");
        String knitter = village.households.get("knitter");
        assertThat(line(closed, knitter).at("/wagesFen").asLong()).isEqualTo(1_666);
        assertThat(line(closed, knitter).at("/topUpFen").asLong()).isEqualTo(1_334);
        String packer = village.workers.get("packer");
        assertThat(line(closed, packer).at("/wagesFen").asLong()).isEqualTo(100);
        assertThat(line(closed, packer).at("/topUpFen").asLong()).isEqualTo(1_700);

        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
        String standing = "/api/v1/producers/" + village.producerId + "/payouts/households/" + knitter;
        assertThat(village.auditor.get(standing).expect(200).number("/payableFen"))
                .isEqualTo(3_000);

        lot();
        assertThat(village.producer
                        .post(periods, told(FROM, TO, 60))
                        .expect(409)
                        .text("/code"))
                .isEqualTo("payroll.overlaps");
        String next = village.producer
                .post(periods, told(TO.plusDays(1), TO.plusDays(30), 60))
                .expect(201)
                .text("/id");
        assertThat(line(next, knitter).at("/wagesFen").asLong()).isEqualTo(1_666);
        assertThat(line(next, knitter).at("/minutes").asLong()).isEqualTo(100);
        for (String check : List.of("I1", "I6")) {
            assertThat(village.auditor
                            .get("/api/v1/audit/checks/" + check + "?producer=" + village.producerId)
                            .expect(200)
                            .text("/verdict"))
                    .isEqualTo("PASS");
        }
    }

    @Test
    void aPeriodIsClosedOnceHoweverManyAsk() {
        lot();
        List<Integer> answers = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> village.producer.post(periods, told(FROM, TO, 60)).status()))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(village.auditor.get(periods).expect(200).body().at("/items").size())
                .isEqualTo(1);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(refused(period(LocalDate.parse("2099-01-01"), LocalDate.parse("2099-01-31"))))
                .isEqualTo("payroll.not-over");
        assertThat(refused(period(TO, FROM))).isEqualTo("payroll.bad-period");
        assertThat(refused(period(LocalDate.parse("1993-01-01"), LocalDate.parse("1993-01-31"))))
                .isEqualTo("payroll.no-minimum-wage");
        Map<String, Object> foreign = period(FROM, TO);
        foreign.put("attendance", List.of(Map.of("workerId", UUID.randomUUID().toString(), "minutes", 60)));
        assertThat(refused(foreign)).isEqualTo("payroll.not-linked");
        lot();
        Api.Answer silent = village.producer.post(periods, period(FROM, TO)).expect(422);
        assertThat(silent.text("/code")).isEqualTo("payroll.minutes-missing");
        assertThat(silent.text("/detail")).contains(village.workers.get("packer"));
        Api.Answer endless = village.producer.post(periods, told(TO, TO, 1_441)).expect(422);
        assertThat(endless.text("/code")).isEqualTo("payroll.too-many-minutes");
        assertThat(endless.text("/errors/0/field")).isEqualTo("attendance[0].minutes");
        village.producer.post(periods, told(TO, TO, 1_440)).expect(201);
        village.producer.post(periods, period(FROM, TO)).expect(409);
        Map<String, Object> twice = period(TO.plusDays(1), TO.plusDays(1));
        Map<String, Object> hour = Map.of("workerId", village.workers.get("packer"), "minutes", 60);
        twice.put("attendance", List.of(hour, hour));
        assertThat(refused(twice)).isEqualTo("payroll.twice");
        Map<String, Object> both = period(FROM, TO);
        both.put(
                "attendance",
                List.of(Map.of(
                        "workerId",
                        village.workers.get("packer"),
                        "householdId",
                        village.households.get("knitter"),
                        "minutes",
                        60)));
        village.producer.post(periods, both).expect(400);
        Api stranger = Api.of(web, tokens, Tokens.officerOf("110000000000"));
        assertThat(minimumWage(stranger, Village.CODE, TO).expect(403).text("/code"))
                .isEqualTo("payroll.other-region");
        village.shopper().get(periods).expect(403);
    }

    @Test
    void whoLeftWithinThePeriodIsToppedUp() {
        lot();
        String members = "/api/v1/producers/" + village.producerId + "/memberships";
        for (JsonNode membership : village.producer
                .get(members + "?on=" + Village.DAY)
                .expect(200)
                .body()
                .at("/items")) {
            String end = members + "/" + membership.at("/id").asString() + "/end";
            village.producer
                    .post(end, Map.of("until", Village.DAY.plusDays(3).toString()))
                    .expect(204);
        }
        String closed =
                village.producer.post(periods, told(FROM, TO, 60)).expect(201).text("/id");
        assertThat(line(closed, village.workers.get("packer")).at("/topUpFen").asLong())
                .isEqualTo(1_700);
        assertThat(refused(told(TO.plusDays(1), TO.plusDays(2), 60))).isEqualTo("payroll.not-linked");
    }

    @Test
    void workThatALotOwedNothingForIsToppedUpOnce() {
        agreement = village.agreement(terms(1, 0));
        village.lot(
                village.sku("Socks", 6_900), agreement, 1, null, new Object[] {"knitter", "hours", 59}, new Object[] {
                    "packer", "pack", 10
                });
        String closed =
                village.producer.post(periods, told(FROM, TO, 30)).expect(201).text("/id");
        JsonNode knitter = line(closed, village.households.get("knitter"));
        assertThat(knitter.at("/minutes").asLong()).isEqualTo(59);
        assertThat(knitter.at("/wagesFen").asLong()).isZero();
        assertThat(knitter.at("/topUpFen").asLong()).isEqualTo(1_770);
        assertThat(line(closed, village.workers.get("packer")).at("/topUpFen").asLong())
                .isEqualTo(900);
        String next = village.producer
                .post(periods, period(TO.plusDays(1), TO.plusDays(30)))
                .expect(201)
                .text("/id");
        assertThat(village.auditor
                        .get(periods + "/" + next + "/lines")
                        .expect(200)
                        .body()
                        .at("/items")
                        .size())
                .isZero();
    }

    private String refused(Map<String, Object> period) {
        return village.producer.post(periods, period).expect(422).text("/code");
    }

    @Test
    void theNearestRegionsMinimumIsShownFirst() {
        String village = Village.CODE;
        JsonNode first = this.village
                .officer
                .get("/api/v1/minimum-wages?region=" + village)
                .expect(200)
                .body()
                .at("/items/0");
        assertThat(first.at("/regionCode").asString()).isEqualTo(village);
    }

    /** One day of one worker: a lot tells some of it, sheets the rest. */
    private static Map<String, Object> sheet(Village of, long minutes) {
        return Map.of(
                "from",
                Village.DAY.toString(),
                "to",
                Village.DAY.toString(),
                "evidence",
                "sheet 3",
                "attendance",
                List.of(Map.of("householdId", of.households.get("knitter"), "minutes", minutes)));
    }

    @Test
    @DisplayName("D4: a day that a lot tells of has no room on the sheet, and its hours are topped up once: 46,560")
    void aDayHas24HoursInLotsAndOnSheetsTogether() {
        agreement = village.agreement(terms(500, 10));
        village.admin
                .post(
                        "/api/v1/minimum-wages",
                        Map.of(
                                "regionCode",
                                Village.CODE,
                                "validFrom",
                                Village.DAY.minusDays(9).toString(),
                                "fenPerHour",
                                2_440,
                                "document",
                                "2026/9"))
                .expect(201);
        village.lot(village.sku("Socks", 69_000), agreement, 1, null, new Object[] {"knitter", "hours", 1_440});
        assertThat(refused(sheet(village, 1_440))).isEqualTo("payroll.too-many-minutes");
        assertThat(refused(sheet(village, 1))).isEqualTo("payroll.too-many-minutes");
        Map<String, Object> silent = period(Village.DAY, Village.DAY);
        String closed = village.producer.post(periods, silent).expect(201).text("/id");
        JsonNode knitter = line(closed, village.households.get("knitter"));
        assertThat(knitter.at("/minutes").asLong()).isEqualTo(1_440);
        assertThat(knitter.at("/topUpFen").asLong()).isEqualTo(46_560);
    }

    @Test
    @DisplayName("D4: a second producer pays no hour of a day that is full")
    void aDayHas24HoursOverAllProducers() {
        Village second = new Village(web, tokens, "WORKSHOP");
        second.join(village, "knitter");
        String other = "/api/v1/producers/" + second.producerId + "/pay-periods";
        village.producer.post(periods, sheet(village, 1_000)).expect(201);
        assertThat(second.producer.post(other, sheet(second, 441)).expect(422).text("/code"))
                .isEqualTo("payroll.too-many-minutes");
        String byTime = second.agreement(terms(1_000, 10));
        assertThat(hours(second, byTime, 441).expect(422).text("/code")).isEqualTo("lot.too-many-hours");
        hours(second, byTime, 400).expect(201);
        second.producer.post(other, sheet(second, 41)).expect(422);
        second.producer.post(other, sheet(second, 40)).expect(201);
        hours(village, agreement, 1).expect(422);
    }

    @Test
    @DisplayName("D4: I6 reads the whole book: lots and sheets of all producers, by the day and by the period")
    void theCheckReadsTheWholeBook() {
        Village second = new Village(web, tokens, "WORKSHOP");
        second.join(village, "knitter");
        hours(village, agreement, 1_000).expect(201);
        String other = "/api/v1/producers/" + second.producerId + "/pay-periods";
        second.producer.post(other, sheet(second, 440)).expect(201);
        List<Village> both = List.of(village, second);
        assertThat(both.stream().map(this::fullDays)).containsOnly("[]");
        UUID person = UUID.fromString(village.members.get("knitter"));
        String told = "UPDATE payroll_attendance SET minutes = ?, to_day = from_day + ? WHERE person_id = ?";
        shelf.run(told, 441, 0, person);
        assertThat(both.stream().map(this::fullDays)).allMatch(found -> found.contains(person + "\",\"details"));
        shelf.run(told, 2 * 1_440 - 1_000, 1, person);
        assertThat(both.stream().map(this::fullDays)).containsOnly("[]");
        shelf.run(told, 2 * 1_440 - 1_000 + 1, 1, person);
        assertThat(both.stream().map(this::fullDays)).allMatch(found -> found.contains("\"minutes\":2881"));
    }

    private String fullDays(Village of) {
        JsonNode rules = of.auditor
                .get("/api/v1/audit/checks/I6?producer=" + of.producerId)
                .expect(200)
                .body()
                .at("/rules");
        for (JsonNode rule : rules) {
            if (rule.at("/rule").asString().equals("day-has-24-hours")) {
                return rule.at("/offenders").toString();
            }
        }
        throw new AssertionError("no such rule in " + rules);
    }

    private Api.Answer hours(Village of, String agreement, long minutes) {
        String lots = "/api/v1/producers/" + of.producerId + "/lots";
        String lot = of.producer
                .post(lots, Map.of("skuId", of.sku("Socks", 69_000), "agreementId", agreement))
                .expect(201)
                .text("/id");
        Map<String, Object> entry = Map.of(
                "memberId",
                of.members.get("knitter"),
                "kind",
                "LABOUR",
                "operation",
                "hours",
                "units",
                minutes,
                "workedOn",
                Village.DAY.toString(),
                "evidence",
                "sheet 1");
        return of.producer.post(lots + "/" + lot + "/contributions", Map.of("contributions", List.of(entry)));
    }

    @Test
    @DisplayName("D4: of a lot and sheets at two producers that tell a whole day at once, one stands")
    void ofWholeDaysToldAtOnceOneStands() {
        Village second = new Village(web, tokens, "WORKSHOP");
        second.join(village, "knitter");
        String other = "/api/v1/producers/" + second.producerId + "/pay-periods";
        List<Supplier<Api.Answer>> all = List.of(
                () -> village.producer.post(periods, sheet(village, 1_440)),
                () -> second.producer.post(other, sheet(second, 1_440)),
                () -> hours(village, agreement, 1_440),
                () -> hours(second, second.agreement(terms(1_000, 10)), 1_440));
        List<Integer> answers =
                all.stream()
                        .map(one ->
                                CompletableFuture.supplyAsync(() -> one.get().status()))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();
        assertThat(answers).containsExactlyInAnyOrder(201, 422, 422, 422);
    }
}
