package org.livelihood.people.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** People over time: who belongs where on which day, and what follows for money and for heads. */
@JourneyTest
class PeopleJourneyTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final int AT_ONCE = 8;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private DatabaseClient database;

    private Village village;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
    }

    private Api.Answer enter(String name, String number, String kind, String from) {
        return village.producer.post(
                "/api/v1/producers/" + village.producerId + "/memberships",
                Map.of("name", name, "idNumber", number, "kind", kind, "from", from, "contractMonths", 12));
    }

    private String household() {
        Map<String, Object> card = Map.of(
                "registryNo",
                "R-" + UUID.randomUUID(),
                "villageCode",
                Village.CODE,
                "attribute",
                "GENERAL",
                "mainCause",
                "NO_FUNDS",
                "status",
                "REGISTERED_POOR",
                "statusFrom",
                "2016-01-01");
        return village.officer.post("/api/v1/households", card).expect(201).text("/id");
    }

    private Api.Answer join(String household, String name, String number, Map<String, Object> more) {
        Map<String, Object> body =
                new HashMap<>(Map.of("name", name, "idNumber", number, "labour", "ORDINARY", "health", "HEALTHY"));
        body.putAll(more);
        return village.officer.post("/api/v1/households/" + household + "/members", body);
    }

    private void leave(String member, LocalDate until, String reason) {
        village.officer
                .post(
                        "/api/v1/members/" + member + "/departure",
                        Map.of("until", until.toString(), "reason", reason, "document", "户口簿 7"))
                .expect(204);
    }

    /** A lot of socks that one person knitted on a day; whom it is owed to. */
    private String earnedBy(String person, LocalDate day) {
        String base = "/api/v1/producers/" + village.producerId + "/lots";
        String lot = open();
        knit(lot, person, day);
        village.producer
                .post(base + "/" + lot + "/seal", Map.of("units", 10, "on", TODAY.toString()))
                .expect(200);
        return owedOf(lot);
    }

    private String open() {
        String sku = village.sku("Socks", 6_900);
        String agreement = village.agreement(Village.workshopTerms());
        return village.producer
                .post(
                        "/api/v1/producers/" + village.producerId + "/lots",
                        Map.of("skuId", sku, "agreementId", agreement))
                .expect(201)
                .text("/id");
    }

    private void knit(String lot, String person, LocalDate day) {
        village.producer
                .post(
                        "/api/v1/producers/" + village.producerId + "/lots/" + lot + "/contributions",
                        Map.of(
                                "contributions",
                                List.of(Map.of(
                                        "memberId",
                                        person,
                                        "kind",
                                        "LABOUR",
                                        "operation",
                                        "knit",
                                        "units",
                                        10,
                                        "workedOn",
                                        day.toString(),
                                        "evidence",
                                        "sheet 1"))))
                .expect(201);
    }

    private String owedOf(String lot) {
        return database.sql("SELECT party_kind || ':' || party_id || ':' || amount_fen AS owed FROM payable"
                        + " WHERE source_id = :lot")
                .bind("lot", UUID.fromString(lot))
                .map(row -> row.get("owed", String.class))
                .one()
                .block();
    }

    private long poorWorkers(LocalDate day) {
        return village.auditor
                .get("/api/v1/producers/" + village.producerId + "/recognition?on=" + day)
                .expect(200)
                .number("/roster/poorWorkers");
    }

    private void rule() {
        Map<String, Object> rule = Map.of(
                "regionCode",
                "340000000000",
                "validFrom",
                "2019-01-01",
                "minPoorWorkers",
                10,
                "minPoorBasisPoints",
                2000,
                "minContractMonths",
                6,
                "document",
                "rule");
        village.admin.put("/api/v1/recognition-rules", rule).expect(200);
    }

    @Test
    @DisplayName("A1: a person of no household joins one, leaves it and joins the next; what she earned stays")
    void aPersonOfNoHouseholdJoinsOneAndLaterTheNext() {
        String number = Village.idNumber();
        String person = enter("甲", number, "WORKER", "2020-02-01").expect(201).text("/person");
        String first = household();
        String next = household();
        LocalDate joined = TODAY.minusDays(20);
        assertThat(earnedBy(person, joined.minusDays(1))).isEqualTo("WORKER:" + person + ":300");
        String member = join(first, "甲", number, Map.of("from", joined.toString(), "reason", "MARRIED_IN"))
                .expect(201)
                .text("/id");
        assertThat(member).isEqualTo(person);
        assertThat(village.officer
                        .post("/api/v1/households/lookup", Map.of("idNumber", number))
                        .body()
                        .at("/registered")
                        .asBoolean())
                .isTrue();
        assertThat(earnedBy(person, joined)).isEqualTo("HOUSEHOLD:" + first + ":300");
        assertThat(join(next, "甲", number, Map.of()).expect(409).text("/code")).isEqualTo("household.person-elsewhere");
        leave(person, TODAY.minusDays(11), "MARRIED_OUT");
        assertThat(join(next, "甲", number, Map.of("from", TODAY.minusDays(11).toString()))
                        .expect(409)
                        .text("/code"))
                .isEqualTo("household.person-elsewhere");
        join(next, "甲", number, Map.of("from", TODAY.minusDays(10).toString())).expect(201);
        assertThat(earnedBy(person, TODAY.minusDays(11))).isEqualTo("HOUSEHOLD:" + first + ":300");
        assertThat(earnedBy(person, TODAY.minusDays(10))).isEqualTo("HOUSEHOLD:" + next + ":300");
        assertThat(earnedBy(person, joined.minusDays(1))).isEqualTo("WORKER:" + person + ":300");
    }

    @Test
    @DisplayName("A2: after her span has ended, work is her own, and she is her former household's payee no more")
    void workAfterHerSpanIsHerOwn() {
        village.household("knitter", "WORKER");
        String member = village.members.get("knitter");
        String household = village.households.get("knitter");
        String change = payee(household, member).expect(201).text("/id");
        leave(member, TODAY.minusDays(5), "MARRIED_OUT");
        assertThat(earnedBy(member, TODAY.minusDays(5))).isEqualTo("HOUSEHOLD:" + household + ":300");
        assertThat(earnedBy(member, TODAY.minusDays(4))).isEqualTo("WORKER:" + member + ":300");
        assertThat(payee(household, member).expect(422).text("/code")).isEqualTo("household.payee-elsewhere");
        assertThat(village.admin
                        .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                        .expect(422)
                        .text("/code"))
                .isEqualTo("household.payee-elsewhere");
    }

    @Test
    @DisplayName("A2: sealing asks again: a span that was corrected after the work was entered counts")
    void sealingAsksAgain() {
        village.household("knitter", "WORKER");
        String member = village.members.get("knitter");
        String lot = open();
        knit(lot, member, TODAY.minusDays(3));
        leave(member, TODAY.minusDays(5), "MARRIED_OUT");
        village.producer
                .post(
                        "/api/v1/producers/" + village.producerId + "/lots/" + lot + "/seal",
                        Map.of("units", 10, "on", TODAY.toString()))
                .expect(200);
        assertThat(owedOf(lot)).isEqualTo("WORKER:" + member + ":300");
    }

    @Test
    @DisplayName("A2: who has left since the approval is in no bank file; what stands waits for another payee")
    void whoHasLeftIsInNoBankFile() {
        village.household("gone", "WORKER");
        village.household("stays", "WORKER");
        for (String name : List.of("gone", "stays")) {
            earnedBy(village.members.get(name), TODAY.minusDays(1));
            String change = payee(village.households.get(name), village.members.get(name))
                    .expect(201)
                    .text("/id");
            village.admin
                    .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                    .expect(200);
        }
        String payouts = "/api/v1/producers/" + village.producerId + "/payouts";
        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
        String batch = village.producer
                .post(payouts + "/batches", Map.of())
                .expect(201)
                .text("/batch/id");
        Caller approver = Tokens.officerOf("341226000000");
        Api.of(web, tokens, approver)
                .post(payouts + "/batches/" + batch + "/approval", Map.of())
                .expect(200);
        leave(village.members.get("gone"), TODAY.minusDays(1), "MARRIED_OUT");
        village.officer
                .post(
                        "/api/v1/members/" + village.members.get("stays") + "/corrections",
                        Map.of("name", "张改正", "document", "身份证"))
                .expect(204);
        byte[] bytes = web.get()
                .uri(payouts + "/batches/" + batch + "/bank-file?format=CSV")
                .header("Authorization", tokens.bearer(approver))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        String file = new String(Objects.requireNonNull(bytes), StandardCharsets.UTF_8);
        assertThat(file).contains("张改正").doesNotContain("张gone").doesNotContain("张stays");
        assertThat(payable(payouts, "gone")).isEqualTo(300);
        assertThat(payable(payouts, "stays")).isZero();
        assertThat(village.producer
                        .post(payouts + "/batches", Map.of())
                        .expect(409)
                        .text("/code"))
                .isEqualTo("payout.nothing-payable");
    }

    private long payable(String payouts, String name) {
        return village.auditor
                .get(payouts + "/households/" + village.households.get(name))
                .expect(200)
                .number("/payableFen");
    }

    private Api.Answer payee(String household, String member) {
        return village.officer.post(
                "/api/v1/households/" + household + "/payee-changes",
                Map.of("memberId", member, "bankAccount", "62220212%08d".formatted(member.hashCode() >>> 5)));
    }

    @Test
    @DisplayName("A2: a dead member's late income is her household's")
    void theDeadEarnForTheirHousehold() {
        village.household("knitter", "WORKER");
        String member = village.members.get("knitter");
        leave(member, TODAY.minusDays(5), "DIED");
        assertThat(earnedBy(member, TODAY.minusDays(4)))
                .isEqualTo("HOUSEHOLD:" + village.households.get("knitter") + ":300");
    }

    @Test
    @DisplayName("A3: a household out of all risk earns as before and is counted no more; I8 passes")
    void statusDecidesWhoIsCountedNeverWhoIsPaid() {
        rule();
        village.household("knitter", "WORKER");
        String household = village.households.get("knitter");
        String participation =
                "/api/v1/indicators/PARTICIPATION?region=" + Village.CODE + "&from=" + TODAY + "&to=" + TODAY;
        village.agreement(Village.workshopTerms());
        long before = village.auditor.get(participation).expect(200).number("/rows/0/numerator");
        assertThat(poorWorkers(TODAY)).isEqualTo(1);
        village.officer
                .post(
                        "/api/v1/households/" + household + "/statuses",
                        Map.of(
                                "status",
                                "RISK_CLEARED",
                                "holdsFrom",
                                TODAY.minusDays(1).toString()))
                .expect(204);
        assertThat(poorWorkers(TODAY)).isZero();
        assertThat(poorWorkers(TODAY.minusDays(2))).isEqualTo(1);
        assertThat(village.auditor.get(participation).expect(200).number("/rows/0/numerator"))
                .isEqualTo(before - 1);
        assertThat(earnedBy(village.members.get("knitter"), TODAY)).isEqualTo("HOUSEHOLD:" + household + ":300");
    }

    @Test
    @DisplayName("A4: a second membership on one of the days is refused with the one that stands")
    void membershipsOfOnePersonDoNotOverlap() {
        String number = Village.idNumber();
        String first = enter("甲", number, "WORKER", "2026-01-01").expect(201).text("/id");
        Api.Answer again = enter("甲", number, "WORKER", "2026-02-01").expect(409);
        assertThat(again.text("/code")).isEqualTo("producer.membership-taken");
        assertThat(again.text("/detail")).contains("2026-01-01");
        enter("甲", number, "SUPPLIER", "2026-02-01").expect(201);
        village.producer
                .post(
                        "/api/v1/producers/" + village.producerId + "/memberships/" + first + "/end",
                        Map.of("until", "2026-01-31"))
                .expect(204);
        enter("甲", number, "WORKER", "2026-01-31").expect(409);
        enter("甲", number, "WORKER", "2026-02-01").expect(201);
    }

    @Test
    @DisplayName("A5: a number with another's name is refused wherever a person is named, and the person is not told")
    void aNumberWithAnothersNameIsRefused() {
        String number = Village.idNumber();
        String household = household();
        join(household, "王秀英", number, Map.of()).expect(201);
        enter("王 秀英", number, "WORKER", "2026-01-01").expect(201);
        Map<String, Object> manager = Map.of("name", "李四", "idNumber", number);
        List<Api.Answer> refused = List.of(
                enter("李四", number, "SUPPLIER", "2026-01-01"),
                join(household(), "李四", number, Map.of()),
                village.officer.post("/api/v1/producers/" + village.producerId + "/managers", manager));
        for (Api.Answer answer : refused) {
            assertThat(answer.expect(409).text("/code")).isEqualTo("household.person-name-differs");
            assertThat(answer.body().toString()).doesNotContain("秀英").doesNotContain(number);
        }
        String roster = "name,id_number,kind,from,contract_months\n李四," + number + ",SUPPLIER,2026-01-01,12\n";
        Api.Answer file = village.producer.csv("/api/v1/producers/" + village.producerId + "/roster/import", roster);
        assertThat(file.expect(200).body().toString())
                .contains("person-name-differs")
                .doesNotContain("秀英")
                .doesNotContain(number);
    }

    @Test
    @DisplayName("A6: a day of birth that is none, or is to come, is no ID number")
    void anIdNumberHasADayOfBirth() {
        for (String birth : List.of("19900231", "19901939", "20990101", "19000229")) {
            enter("甲", numberBorn("341226" + birth), "WORKER", "2026-01-01").expect(400);
        }
        for (String region : List.of("001226", "991226", "161226")) {
            enter("甲", numberBorn(region + "19900228"), "WORKER", "2026-01-01").expect(400);
        }
        enter("甲", numberBorn("34122619920229"), "WORKER", "2026-01-01").expect(201);
    }

    private static String numberBorn(String digits) {
        String all = digits + "%03d".formatted((int) (System.nanoTime() % 1000));
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (all.charAt(i) - '0');
        }
        return all + "10X98765432".charAt(sum % 11);
    }

    @Test
    @DisplayName("A7: a card is corrected, and what was known before stays known; the history tells all of it")
    void cardsChangeWithoutChangingWhatWasKnown() {
        String household = household();
        String path = "/api/v1/households/" + household;
        Map<String, Object> right = Map.of("mainCause", "ILLNESS", "attribute", "LOW_INCOME", "document", "复核表 3");
        village.officer.post(path + "/corrections", right).expect(204);
        Api.Answer card = village.auditor.get(path).expect(200);
        assertThat(card.text("/household/mainCause")).isEqualTo("ILLNESS");
        assertThat(card.text("/household/attribute")).isEqualTo("LOW_INCOME");
        assertThat(village.officer
                        .post(path + "/corrections", right)
                        .expect(422)
                        .text("/code"))
                .isEqualTo("household.nothing-changes");
        Api.Answer history = village.auditor.get(path + "/history").expect(200);
        assertThat(history.body().at("/items").size()).isEqualTo(3);
        assertThat(history.body().toString()).contains("复核表 3").contains("\"was\":\"NO_FUNDS\"");
        Api other = Api.of(web, tokens, Tokens.officerOf("510000000000"));
        other.post(path + "/corrections", right).expect(404);
        other.get(path + "/history").expect(404);
    }

    @Test
    @DisplayName("A7: a household moves; each year counts it where it lived")
    void aHouseholdMoves() {
        String household = household();
        String path = "/api/v1/households/" + household;
        String other = "341226107202";
        village.admin
                .post(
                        "/api/v1/regions",
                        Map.of("code", other, "name", "Next", "oneOf832", false, "threeRegions", false))
                .expect(201);
        join(household, "甲", Village.idNumber(), Map.of()).expect(201);
        String there = "/api/v1/indicators/PARTICIPATION?region=" + other + "&from=" + TODAY + "&to=";
        long before = village.auditor.get(there + TODAY).expect(200).number("/rows/0/denominator");
        Map<String, Object> move = Map.of("villageCode", other, "from", TODAY.toString(), "document", "搬迁协议 1");
        village.officer.post(path + "/moves", move).expect(204);
        assertThat(village.auditor.get(path).text("/household/villageCode")).isEqualTo(other);
        assertThat(village.auditor.get(there + TODAY).expect(200).number("/rows/0/denominator"))
                .isEqualTo(before + 1);
        String yesterday = there.replace("from=" + TODAY, "from=" + TODAY.minusDays(1)) + TODAY.minusDays(1);
        assertThat(village.auditor.get(yesterday).expect(200).number("/rows/0/denominator"))
                .isEqualTo(before);
    }

    @Test
    @DisplayName("A7: households are merged and split; members go over on the day, and each earns where she belongs")
    void householdsAreMergedAndSplit() {
        village.household("a", "WORKER");
        village.household("b", "WORKER");
        String from = village.households.get("a");
        String into = village.households.get("b");
        String member = village.members.get("a");
        LocalDate day = TODAY.minusDays(3);
        Map<String, Object> merger = Map.of("into", into, "from", day.toString(), "document", "并户决定 1");
        village.officer.post("/api/v1/households/" + from + "/merger", merger).expect(204);
        assertThat(earnedBy(member, day.minusDays(1))).isEqualTo("HOUSEHOLD:" + from + ":300");
        assertThat(earnedBy(member, day)).isEqualTo("HOUSEHOLD:" + into + ":300");
        payee(from, village.members.get("b")).expect(201);
        assertThat(village.officer
                        .post("/api/v1/households/" + from + "/merger", merger)
                        .expect(409)
                        .text("/code"))
                .isEqualTo("household.merged-already");
        Map<String, Object> split = Map.of(
                "registryNo",
                "R-" + UUID.randomUUID(),
                "attribute",
                "GENERAL",
                "mainCause",
                "NO_FUNDS",
                "status",
                "REGISTERED_POOR",
                "members",
                List.of(member),
                "from",
                TODAY.toString(),
                "document",
                "分户决定 2");
        String fresh = village.officer
                .post("/api/v1/households/" + into + "/split", split)
                .expect(201)
                .text("/id");
        assertThat(earnedBy(member, TODAY)).isEqualTo("HOUSEHOLD:" + fresh + ":300");
        assertThat(village.auditor
                        .get("/api/v1/households/" + into)
                        .body()
                        .at("/members")
                        .size())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("A7: a name that was taken wrongly is corrected")
    void aNameIsCorrected() {
        String number = Village.idNumber();
        String member = join(household(), "吴祥", number, Map.of()).expect(201).text("/id");
        village.officer
                .post("/api/v1/members/" + member + "/corrections", Map.of("name", "吴𬭊祥", "document", "身份证"))
                .expect(204);
        assertThat(village.officer
                        .post("/api/v1/members/" + member + "/unmasking", Map.of("reason", "to see the name"))
                        .expect(200)
                        .text("/name"))
                .isEqualTo("吴𬭊祥");
        enter("吴祥", number, "WORKER", "2026-01-01").expect(409);
        enter("吴𬭊祥", number, "WORKER", "2026-01-01").expect(201);
    }

    @Test
    @DisplayName("D7: a closing version ends what stood before, also for the checks")
    void aClosingVersionEndsWhatStoodBefore() {
        village.household("knitter", "WORKER");
        String agreement = village.agreement(Village.workshopTerms());
        String base = "/api/v1/producers/" + village.producerId + "/agreements/" + agreement + "/versions";
        Map<String, Object> closing = Map.of(
                "title",
                "Agreement",
                "terms",
                Village.workshopTerms(),
                "evidenceHash",
                "ab".repeat(32),
                "from",
                TODAY.toString(),
                "until",
                TODAY.toString());
        village.producer.post(base, closing).expect(201);
        village.producer.post(base + "/2/activation", Map.of()).expect(200);
        assertThat(inForce(agreement, TODAY.minusDays(1))).containsExactly(1);
        assertThat(inForce(agreement, TODAY)).containsExactly(2);
        assertThat(inForce(agreement, TODAY.plusDays(1))).isEmpty();
    }

    private List<Integer> inForce(String agreement, LocalDate day) {
        return database.sql("SELECT version FROM agreement_in_force(:day, 'infinity') WHERE agreement_id = :agreement")
                .bind("day", day)
                .bind("agreement", UUID.fromString(agreement))
                .map(row -> row.get("version", Integer.class))
                .all()
                .collectList()
                .block();
    }

    @Test
    @DisplayName("F6: eight who enter one new person at once are told one and the same, who is in the vault")
    void whoEntersOnePersonAtOnceFindsWhatStands() throws Exception {
        String number = Village.idNumber();
        List<String> kinds = List.of("WORKER", "SUPPLIER", "SHAREHOLDER", "TRUSTOR", "LESSOR");
        Set<String> persons = new HashSet<>();
        Set<Integer> statuses = new HashSet<>();
        try (Closing pool = new Closing(Executors.newFixedThreadPool(AT_ONCE))) {
            List<Future<Api.Answer>> answers = java.util.stream.IntStream.range(0, AT_ONCE)
                    .mapToObj(i ->
                            pool.threads().submit(() -> enter("甲", number, kinds.get(i % kinds.size()), "2026-01-01")))
                    .toList();
            for (Future<Api.Answer> answer : answers) {
                statuses.add(answer.get().status());
                if (answer.get().status() == 201) {
                    persons.add(answer.get().text("/person"));
                }
            }
        }
        assertThat(statuses).containsExactlyInAnyOrder(201, 409);
        assertThat(persons).hasSize(1);
        assertThat(database.sql("SELECT count(*) AS n FROM household_vault WHERE person_id = :person")
                        .bind("person", UUID.fromString(persons.iterator().next()))
                        .map(row -> row.get("n", Long.class))
                        .one()
                        .block())
                .isEqualTo(1L);
    }

    private record Closing(ExecutorService threads) implements AutoCloseable {

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("F12: the answer to a roster entry does not tell whether the person is registered, nor where")
    void aRosterEntryDoesNotTell() {
        String number = Village.idNumber();
        String household = household();
        join(household, "甲", number, Map.of()).expect(201);
        Api.Answer registered = enter("甲", number, "WORKER", "2026-01-01").expect(201);
        Api.Answer stranger =
                enter("乙", Village.idNumber(), "WORKER", "2026-01-01").expect(201);
        assertThat(registered.body().propertyNames()).isEqualTo(stranger.body().propertyNames());
        assertThat(registered.body().toString()).doesNotContain(household);
        assertThat(village.producer
                        .get("/api/v1/producers/" + village.producerId + "/memberships?on=2026-01-01")
                        .expect(200)
                        .body()
                        .toString())
                .doesNotContain(household);
    }

    @Test
    @DisplayName("F11: attendance of a foreign member is refused as that of nobody's, and no household is told")
    void aForeignMemberAttendsNothing() {
        village.household("own", "WORKER");
        Api other = Api.of(web, tokens, Tokens.officerOf("510000000000"));
        village.admin.post(
                "/api/v1/regions",
                Map.of("code", "510000000000", "name", "Sichuan", "oneOf832", false, "threeRegions", false));
        Map<String, Object> teacher =
                Map.of("kind", "INSTRUCTOR", "name", "老师", "regionCode", "510000000000", "from", "2026-01-01");
        String instructor =
                other.post("/api/v1/training/instructors", teacher).expect(201).text("/id");
        Map<String, Object> lesson = Map.of(
                "instructorId",
                instructor,
                "regionCode",
                "510000000000",
                "title",
                "Hens",
                "startsAt",
                "2026-03-02T01:00:00Z",
                "minutes",
                60);
        String id = other.post("/api/v1/training/lessons", lesson).expect(201).text("/id");
        for (String member :
                List.of(village.members.get("own"), UUID.randomUUID().toString())) {
            Api.Answer refused = other.post(
                    "/api/v1/training/lessons/" + id + "/attendance",
                    Map.of("attendance", List.of(Map.of("memberId", member, "minutes", 60))));
            assertThat(refused.expect(422).text("/code")).isEqualTo("training.member-unknown");
            assertThat(refused.body().toString()).doesNotContain(village.households.get("own"));
        }
    }
}
