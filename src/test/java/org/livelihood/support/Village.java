package org.livelihood.support;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A village with its officer, households, one approved producer and its people, all entered over HTTP. */
public final class Village {

    private static final AtomicInteger NUMBERS = new AtomicInteger(new Random().nextInt(1, 900_000));
    private static final String CHECKS = "10X98765432";
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    public static final String CODE = "341226107201";
    public static final LocalDate DAY = LocalDate.parse("2026-03-02");

    public final Api admin;
    public final Api officer;

    /** Another officer of the county: who brings the bank's results. */
    public final Api clerk;

    public final Api auditor;
    public final Api producer;
    public final AccountId hostAccount;
    public final Api host;
    public final String producerId;
    public final Map<String, String> households = new HashMap<>();
    public final Map<String, String> members = new HashMap<>();
    public final Map<String, String> workers = new HashMap<>();
    private final Map<String, String> numbers = new HashMap<>();

    private final WebTestClient web;
    private final Tokens tokens;
    private final String code;

    public Village(WebTestClient web, Tokens tokens, String kind) {
        this(web, tokens, kind, CODE);
    }

    /** As another village of the county. */
    public Village(WebTestClient web, Tokens tokens, String kind, String code) {
        this.web = web;
        this.tokens = tokens;
        this.code = code;
        admin = Api.of(web, tokens, Tokens.of(Role.ADMIN));
        officer = Api.of(web, tokens, Tokens.officerOf("341226000000"));
        clerk = Api.of(web, tokens, Tokens.officerOf("341226000000"));
        auditor = Api.of(web, tokens, Tokens.of(Role.AUDITOR));
        enterRegions();
        Map<String, String> applicant =
                Map.of("login", "applicant-" + UUID.randomUUID(), "password", "a sock for every foot");
        hostAccount = new AccountId(UUID.fromString(Api.guest(web)
                .post("/api/v1/auth/sign-up", applicant)
                .expect(201)
                .text("/id")));
        producerId = registeredProducer(kind, applicant);
        ProducerId id = new ProducerId(UUID.fromString(producerId));
        producer = Api.of(web, tokens, Tokens.of(Role.PRODUCER, id));
        host = Api.of(web, tokens, Caller.of(hostAccount, Grant.of(Role.HOST, id)));
    }

    private void enterRegions() {
        String[][] regions = {
            {"340000000000", "Anhui"},
            {"341200000000", "Fuyang"},
            {"341226000000", "Yingshang"},
            {code.substring(0, 9) + "000", "Xisanpu"},
            {code, "Hongdan"}
        };
        for (String[] region : regions) {
            admin.post(
                            "/api/v1/regions",
                            Map.of("code", region[0], "name", region[1], "oneOf832", false, "threeRegions", false))
                    .expect(201);
        }
    }

    private String registeredProducer(String kind, Map<String, String> credentials) {
        Api guest = Api.guest(web);
        String token = guest.post("/api/v1/auth/login", credentials).expect(200).text("/accessToken");
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + token);
        Map<String, Object> body = Map.of(
                "name", "Workshop " + credentials.get("login").substring(10, 18), "kind", kind, "regionCode", code);
        String id = guest.send(HttpMethod.POST, "/api/v1/producers", body, bearer)
                .expect(201)
                .text("/id");
        officer.post("/api/v1/producers/" + id + "/recommendation", Map.of()).expect(200);
        admin.post("/api/v1/producers/" + id + "/approval", Map.of()).expect(200);
        return id;
    }

    /** A household with one member who stands to the producer; both known by the name. */
    public void household(String name, String stands) {
        household(name, stands, 12);
    }

    /** As {@link #household(String, String)}, under a contract of so many months. */
    public void household(String name, String stands, int contractMonths) {
        String number = idNumber();
        numbers.put(name, number);
        Map<String, Object> card = new HashMap<>(Map.of(
                "registryNo",
                "R-" + UUID.randomUUID(),
                "villageCode",
                code,
                "attribute",
                "GENERAL",
                "mainCause",
                "NO_FUNDS",
                "status",
                "REGISTERED_POOR",
                "statusFrom",
                "2016-01-01"));
        String household = officer.post("/api/v1/households", card).expect(201).text("/id");
        Map<String, Object> member =
                Map.of("name", "张" + name, "idNumber", number, "labour", "ORDINARY", "health", "HEALTHY");
        members.put(
                name,
                officer.post("/api/v1/households/" + household + "/members", member)
                        .expect(201)
                        .text("/id"));
        households.put(name, household);
        join(name, number, stands, contractMonths).expect(201);
    }

    /** A person of no registered household who stands to the producer. */
    public void worker(String name, String stands) {
        workers.put(name, join(name, idNumber(), stands, 12).expect(201).text("/person"));
    }

    /** The member of a household of another village works here too. */
    public void join(Village other, String name) {
        members.put(name, other.members.get(name));
        households.put(name, other.households.get(name));
        numbers.put(name, other.numbers.get(name));
        join(name, numbers.get(name), "WORKER", 12).expect(201);
    }

    private Api.Answer join(String name, String number, String stands, int contractMonths) {
        Map<String, Object> body = Map.of(
                "name",
                "张" + name,
                "idNumber",
                number,
                "kind",
                stands,
                "from",
                "2020-02-01",
                "contractMonths",
                contractMonths);
        return producer.post("/api/v1/producers/" + producerId + "/memberships", body);
    }

    /** The ID number of a person who is known by a name here. */
    public String numberOf(String name) {
        return numbers.get(name);
    }

    /** A fresh number with a right check character. */
    public static String idNumber() {
        int n = NUMBERS.incrementAndGet();
        String digits = String.format(
                "341226%04d%02d%02d%03d", 1950 + n % 50, 1 + n / 50 % 12, 1 + n / 600 % 28, n / 16_800 % 1000);
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return digits + CHECKS.charAt(sum % 11);
    }

    /** An agreement in force since 2020; its id. */
    public String agreement(Map<String, Object> terms) {
        Map<String, Object> body =
                Map.of("title", "Agreement", "terms", terms, "evidenceHash", "ab".repeat(32), "from", "2020-02-01");
        String base = "/api/v1/producers/" + producerId + "/agreements";
        String id = producer.post(base, body).expect(201).text("/id");
        producer.post(base + "/" + id + "/versions/1/activation", Map.of()).expect(200);
        return id;
    }

    /** A listed SKU at a price; its id. */
    public String sku(String title, long priceFen) {
        Map<String, Object> body = Map.of(
                "content", Map.of("title", title, "description", "", "category", "socks", "originCode", code),
                "skus", List.of(Map.of("optionName", "one", "priceFen", priceFen, "weightGrams", 100)));
        Api.Answer draft = producer.post("/api/v1/producers/" + producerId + "/listings", body)
                .expect(201);
        String listing = "/api/v1/listings/" + draft.text("/id");
        producer.post(listing + "/submission", Map.of()).expect(200);
        admin.post(listing + "/approval", Map.of()).expect(200);
        producer.post(listing + "/listing", Map.of()).expect(200);
        return draft.text("/skus/0/id");
    }

    /** A sealed lot; contributions as (person, operation or null for a delivery, units). */
    public Api.Answer lot(String sku, String agreement, long units, Long marketPriceFen, Object[]... contributions) {
        String base = "/api/v1/producers/" + producerId + "/lots";
        String lot = producer.post(base, Map.of("skuId", sku, "agreementId", agreement))
                .expect(201)
                .text("/id");
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Object[] contribution : contributions) {
            Map<String, Object> entry = new HashMap<>();
            String name = (String) contribution[0];
            entry.put(
                    members.containsKey(name) ? "memberId" : "workerId", members.getOrDefault(name, workers.get(name)));
            entry.put("kind", contribution[1] == null ? "DELIVERY" : "LABOUR");
            if (contribution[1] != null) {
                entry.put("operation", contribution[1]);
            }
            entry.put("units", contribution[2]);
            entry.put("workedOn", DAY.toString());
            entry.put("evidence", "sheet 1");
            entries.add(entry);
        }
        producer.post(base + "/" + lot + "/contributions", Map.of("contributions", entries))
                .expect(201);
        Map<String, Object> seal = new HashMap<>(Map.of("units", units, "on", DAY.toString()));
        if (marketPriceFen != null) {
            seal.put("marketPriceFen", marketPriceFen);
        }
        return producer.post(base + "/" + lot + "/seal", seal).expect(200);
    }

    /** A live session of this village's host; wages are owed to the named person. */
    public String session(long wageFen, String earner) {
        Map<String, Object> plan = new HashMap<>(Map.of(
                "title",
                "Live",
                "plannedStart",
                "2026-03-02T12:00:00Z",
                "hostId",
                hostAccount.toString(),
                "official",
                false,
                "wageFen",
                wageFen));
        if (wageFen > 0) {
            plan.put("wageMemberId", members.get(earner));
        }
        Api planner = wageFen > 0 ? producer : host;
        String id = planner.post("/api/v1/producers/" + producerId + "/sessions", plan)
                .expect(201)
                .text("/id");
        host.post("/api/v1/sessions/" + id + "/start", Map.of()).expect(200);
        return id;
    }

    /** Shows a SKU in a session. */
    public void show(String session, String sku, long livePriceFen, Integer buyerLimit, long poolUnits) {
        Map<String, Object> item =
                new HashMap<>(Map.of("position", 1, "livePriceFen", livePriceFen, "poolUnits", poolUnits));
        if (buyerLimit != null) {
            item.put("buyerLimit", buyerLimit);
        }
        host.put("/api/v1/sessions/" + session + "/items/" + sku, item).expect(200);
    }

    public Api shopper() {
        return Api.of(web, tokens, Tokens.shopper());
    }

    /** Pays orders of a buyer at the sandbox's cashier; that they are paid comes with its notice. */
    public static void pay(WebTestClient web, Api buyer, String... orders) {
        String cashier = buyer.post("/api/v1/payments", Map.of("orderIds", List.of(orders)))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
    }

    public static Map<String, Object> workshopTerms() {
        return Map.of(
                "model",
                "WORKSHOP",
                "logisticsFen",
                0,
                "platformBasisPoints",
                0,
                "operations",
                List.of(
                        Map.of("code", "knit", "unit", "PIECE", "rateFen", 30, "perUnits", 1),
                        Map.of("code", "sew", "unit", "PIECE", "rateFen", 20, "perUnits", 1),
                        Map.of("code", "pack", "unit", "PIECE", "rateFen", 10, "perUnits", 1)));
    }

    public static Map<String, Object> eggTerms() {
        return Map.of(
                "model",
                "ORDER_ASSISTANCE",
                "guaranteePriceFen",
                105,
                "rebateBasisPoints",
                2000,
                "logisticsFen",
                1200,
                "platformBasisPoints",
                500,
                "hostBasisPoints",
                1000,
                "recoverableFenPerPiece",
                3);
    }
}
