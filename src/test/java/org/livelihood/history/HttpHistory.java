package org.livelihood.history;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.Village;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * One random history over HTTP: a farm that buys eggs and a cooperative that pays dividends and delivers to the farm,
 * in a village of their own, with people who marry, move and leave. What is refused changes nothing; what is taken is
 * told to a {@link Recount} besides.
 */
final class HttpHistory {

    private static final LocalDate FIRST = LocalDate.parse("2026-01-05");
    private static final LocalDate REGISTERED = LocalDate.parse("2016-01-01");
    private static final int DAYS = 120;
    private static final long GUARANTEE = 105;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final Recount recount = new Recount();
    final Village farm;
    final Village coop;
    final String village;
    final String otherVillage;
    final Map<String, String> households = new LinkedHashMap<>();

    /** Acts that were taken, and such that were refused. */
    final Map<String, int[]> acts = new LinkedHashMap<>();

    /** What was taken, in order: for whoever looks for what went wrong. */
    final List<String> told = new ArrayList<>();

    private final Random random;
    private final WebTestClient web;
    private final List<String> suppliers = new ArrayList<>();
    private final List<String> members = new ArrayList<>();
    private final Map<String, Village> standsAt = new HashMap<>();
    private final Map<String, Long> shares = new LinkedHashMap<>();
    private final List<String> coopLots = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final String eggs;
    private final String eggTerms;
    private final String melons;
    private final String shareTerms;
    private int numbers;

    HttpHistory(WebTestClient web, Tokens tokens, long seed) {
        this.web = web;
        random = new Random(seed);
        village = String.format("341226%03d%03d", 300 + seed / 400 % 600, 100 + seed % 400);
        otherVillage = String.format("341226%03d%03d", 300 + seed / 400 % 600, 550 + seed % 400);
        farm = new Village(web, tokens, "FARM", village);
        coop = new Village(web, tokens, "COOPERATIVE", village);
        farm.admin
                .post(
                        "/api/v1/regions",
                        Map.of("code", otherVillage, "name", "Other", "oneOf832", false, "threeRegions", false))
                .expect(201);
        for (int i = 0; i < 3; i++) {
            household(farm, "f" + i);
            household(coop, "c" + i);
        }
        for (int i = 0; i < 3; i++) {
            shares.put(households.get("c" + i), 100_000L * (1 + random.nextInt(9)));
        }
        eggTerms = farm.agreement(Village.eggTerms());
        eggs = farm.sku("Eggs, thirty", 5_980);
        shareTerms = coop.agreement(shareTerms());
        melons = coop.sku("Melons", 10_000);
    }

    private Map<String, Object> shareTerms() {
        Map<String, Object> terms = new HashMap<>(Map.of(
                "model", "SHAREHOLDING",
                "reserveBasisPoints", 1_000,
                "patronageBasisPoints", 6_000,
                "guaranteeBasisPoints", 0,
                "logisticsFen", 0,
                "platformBasisPoints", 0,
                "hostBasisPoints", 0));
        terms.put(
                "shares",
                shares.entrySet().stream()
                        .map(share -> Map.of("household", share.getKey(), "quantifiedFen", share.getValue()))
                        .toList());
        return terms;
    }

    private void household(Village at, String name) {
        at.household(name, "SUPPLIER");
        String household = at.households.get(name);
        households.put(name, household);
        recount.registered(household, village, REGISTERED);
        recount.joined(at.members.get(name), household, LocalDate.MIN);
        (at == farm ? suppliers : members).add(at.members.get(name));
        standsAt.put(at.members.get(name), at);
        payee(household, at.members.get(name));
    }

    private void payee(String household, String member) {
        Api.Answer change = farm.officer.post(
                "/api/v1/households/" + household + "/payee-changes",
                Map.of(
                        "memberId",
                        member,
                        "bankAccount",
                        "62220000" + String.format("%08d", random.nextInt(99_999_999))));
        if (taken("payee", change)) {
            farm.admin
                    .post("/api/v1/payee-changes/" + change.text("/id") + "/confirmation", Map.of())
                    .expect(200);
        }
    }

    void run(int events) {
        seal(farm);
        seal(coop);
        for (int i = 0; i < events; i++) {
            switch (random.nextInt(12)) {
                case 0, 1 -> seal(farm);
                case 2 -> seal(coop);
                case 3, 4 -> sell(random.nextBoolean() ? farm : coop);
                case 5 -> refund();
                case 6 -> marry();
                case 7 -> move();
                case 8 -> leaveOrCome();
                case 9 -> advance();
                case 10 -> deliver();
                default -> pay();
            }
        }
        dividend();
        pay();
        settled();
    }

    private boolean taken(String act, Api.Answer answer) {
        if (answer.status() >= 500) {
            throw new AssertionError(act + ": " + answer.status() + " " + answer.body());
        }
        boolean taken = answer.status() < 300;
        acts.computeIfAbsent(act, fresh -> new int[2])[taken ? 0 : 1]++;
        return taken;
    }

    private LocalDate someDay() {
        return FIRST.plusDays(random.nextInt(DAYS));
    }

    private String anyOf(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static String base(Village at) {
        return "/api/v1/producers/" + at.producerId;
    }

    private void seal(Village at) {
        boolean ofFarm = at == farm;
        Api.Answer opened = at.producer.post(
                base(at) + "/lots",
                Map.of("skuId", ofFarm ? eggs : melons, "agreementId", ofFarm ? eggTerms : shareTerms));
        if (!taken("open", opened)) {
            return;
        }
        String lot = opened.text("/id");
        long units = 1 + random.nextInt(4);
        for (int i = 0; i < 2; i++) {
            String person = anyOf(ofFarm ? suppliers : members);
            long pieces = 15 * units;
            LocalDate day = someDay();
            Map<String, Object> entry = Map.of(
                    "memberId",
                    person,
                    "kind",
                    "DELIVERY",
                    "units",
                    pieces,
                    "workedOn",
                    day.toString(),
                    "evidence",
                    "slip " + ++numbers);
            Api.Answer done = at.producer.post(
                    base(at) + "/lots/" + lot + "/contributions", Map.of("contributions", List.of(entry)));
            if (taken("deliver", done)) {
                recount.delivered(lot, person, pieces, day);
                told.add(nameOf(person) + " delivered " + pieces + " on " + day);
            }
        }
        Map<String, Object> seal =
                new HashMap<>(Map.of("units", units, "on", FIRST.plusDays(DAYS).toString()));
        long market = 90 + random.nextInt(30);
        if (ofFarm) {
            seal.put("marketPriceFen", market);
        }
        if (taken("seal", at.producer.post(base(at) + "/lots/" + lot + "/seal", seal))) {
            if (ofFarm) {
                recount.bought(lot, GUARANTEE, market);
            } else {
                recount.patronized(lot);
                coopLots.add(lot);
            }
        }
    }

    private void sell(Village at) {
        Api shopper = at.shopper();
        Api.Answer order = shopper.post(
                "/api/v1/orders",
                Map.of(
                        "lines",
                        List.of(Map.of("skuId", at == farm ? eggs : melons, "quantity", 1 + random.nextInt(2)))));
        if (!taken("order", order)) {
            return;
        }
        String cashier = shopper.post("/api/v1/payments", Map.of("orderIds", List.of(order.text("/id"))))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        String line = order.text("/lines/0/id");
        await().atMost(PATIENCE)
                .until(() -> farm.auditor.get("/api/v1/trace/lines/" + line).status() == 200);
        lines.add("/api/v1/orders/" + order.text("/id") + "/lines/" + line);
    }

    private void refund() {
        if (lines.isEmpty()) {
            return;
        }
        Map<String, Object> body = random.nextBoolean()
                ? Map.of("reason", "broken", "quantity", 1)
                : Map.of("reason", "late", "amountFen", 1 + random.nextInt(3_000));
        taken("refund", farm.admin.post(anyOf(lines) + "/refunds", body));
    }

    /** Out of one household into another, the day after. */
    private void marry() {
        List<String> all = new ArrayList<>(standsAt.keySet());
        all.sort(String::compareTo);
        String person = anyOf(all);
        LocalDate last = someDay();
        String into = anyOf(List.copyOf(households.values()));
        if (!recount.stays(person, last)
                || recount.householdOf(person, last).filter(into::equals).isPresent()) {
            return;
        }
        Map<String, Object> departure =
                Map.of("until", last.toString(), "reason", "MARRIED_OUT", "document", "certificate " + ++numbers);
        if (taken("marry out", farm.officer.post("/api/v1/members/" + person + "/departure", departure))) {
            recount.left(person, last);
            told.add(nameOf(person) + " left on " + last);
            String name = nameOf(person);
            Village at = standsAt.get(person);
            Map<String, Object> body = Map.of(
                    "name",
                    "张" + name,
                    "idNumber",
                    at.numberOf(name),
                    "labour",
                    "ORDINARY",
                    "health",
                    "HEALTHY",
                    "from",
                    last.plusDays(1).toString(),
                    "reason",
                    "MARRIED_IN",
                    "document",
                    "certificate " + numbers);
            if (taken("marry in", farm.officer.post("/api/v1/households/" + into + "/members", body))) {
                recount.joined(person, into, last.plusDays(1));
                told.add(nameOf(person) + " joined " + named(into));
            }
        }
    }

    private String named(String household) {
        return households.entrySet().stream()
                .filter(one -> one.getValue().equals(household))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("?");
    }

    private String nameOf(String person) {
        return standsAt.get(person).members.entrySet().stream()
                .filter(one -> one.getValue().equals(person))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private void move() {
        String household = anyOf(List.copyOf(households.values()));
        LocalDate day = someDay();
        String to = random.nextBoolean() ? village : otherVillage;
        Map<String, Object> body = Map.of("villageCode", to, "from", day.toString(), "document", "permit " + ++numbers);
        if (taken("move", farm.officer.post("/api/v1/households/" + household + "/moves", body))) {
            recount.moved(household, to, day);
            told.add(named(household) + " moved to " + to + " on " + day);
        }
    }

    private void leaveOrCome() {
        String household = anyOf(List.copyOf(households.values()));
        Map<String, Object> body = Map.of(
                "name",
                "李" + ++numbers,
                "idNumber",
                Village.idNumber(),
                "labour",
                "NONE",
                "health",
                "HEALTHY",
                "from",
                someDay().toString(),
                "reason",
                "BORN",
                "document",
                "certificate " + numbers);
        Api.Answer born = farm.officer.post("/api/v1/households/" + household + "/members", body);
        if (taken("born", born)) {
            recount.joined(born.text("/id"), household, LocalDate.parse((String) body.get("from")));
        }
    }

    private void advance() {
        Map<String, Object> hens = Map.of(
                "householdId",
                households.get("f" + random.nextInt(3)),
                "kind",
                "RECOVERABLE",
                "what",
                "hen",
                "units",
                10,
                "valueFen",
                500,
                "givenOn",
                someDay().toString(),
                "evidence",
                "receipt " + ++numbers);
        taken("advance", farm.producer.post(base(farm) + "/assets", hens));
    }

    private void deliver() {
        if (coopLots.isEmpty()) {
            return;
        }
        taken(
                "deliver on",
                coop.producer.post(
                        base(coop) + "/lots/" + anyOf(coopLots) + "/deliveries",
                        Map.of("toProducerId", farm.producerId, "units", 1, "evidence", "receipt " + ++numbers)));
        List<Integer> parts = List.of(1, 1);
        taken("split", coop.producer.post(base(coop) + "/lots/" + anyOf(coopLots) + "/split", Map.of("parts", parts)));
    }

    private void dividend() {
        long surplus = 1_000 + random.nextInt(900_000);
        Map<String, Object> body = new HashMap<>(Map.of(
                "agreementId",
                shareTerms,
                "from",
                FIRST.toString(),
                "to",
                FIRST.plusDays(DAYS).toString(),
                "surplusFen",
                surplus,
                "decision",
                "assembly",
                "evidenceHash",
                "cd".repeat(32)));
        Api.Answer declared = coop.producer.post(base(coop) + "/dividends", body);
        if (taken("declare", declared)) {
            coop.officer
                    .post(base(coop) + "/dividends/" + declared.text("/id") + "/approval", Map.of())
                    .expect(200);
            told.add("dividend of " + surplus);
            recount.dividend(
                    surplus,
                    1_000,
                    6_000,
                    FIRST,
                    FIRST.plusDays(DAYS),
                    LocalDate.now(ZoneId.of("Asia/Shanghai")),
                    shares);
        }
    }

    /** Releases, pays each producer's batch, and lets the bank fail some of it. */
    private void pay() {
        farm.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
        for (Village at : List.of(farm, coop)) {
            Api.Answer made = at.producer.post(base(at) + "/payouts/batches", Map.of());
            if (!taken("batch", made)) {
                continue;
            }
            String batch = base(at) + "/payouts/batches/" + made.text("/batch/id");
            if (!taken("approve", at.officer.post(batch + "/approval", Map.of()))) {
                continue;
            }
            StringBuilder results = new StringBuilder("item_id,result,receipt,reason\n");
            List<Runnable> then = new ArrayList<>();
            for (JsonNode item : made.body().at("/items")) {
                String id = item.at("/id").asString();
                boolean fails = random.nextInt(5) == 0;
                results.append(id).append(fails ? ",FAILED,,closed\n" : ",PAID," + UUID.randomUUID() + ",\n");
                if (!fails && item.at("/party/kind").asString().equals("HOUSEHOLD")) {
                    then.add(() -> recount.paid(
                            item.at("/party/id").asString(),
                            at == farm ? "OPERATING" : "PROPERTY",
                            item.at("/grossFen").asLong()));
                }
            }
            if (taken("results", at.clerk.csv(batch + "/results", results.toString()))) {
                then.forEach(Runnable::run);
            }
        }
    }

    /** Nothing is on its way any more. */
    private void settled() {
        for (String line : lines) {
            String trace = "/api/v1/trace/lines/" + line.substring(line.lastIndexOf('/') + 1);
            await().atMost(PATIENCE)
                    .until(() ->
                            farm.auditor.get(trace).body().at("/sale/upToDate").asBoolean());
        }
        farm.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
    }

    /** The lines that were sold. */
    List<String> soldLines() {
        return lines.stream()
                .map(line -> line.substring(line.lastIndexOf('/') + 1))
                .toList();
    }

    Map<String, Village> standing() {
        return standsAt;
    }
}
