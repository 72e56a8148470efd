package org.livelihood.income.dividend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** From a period's surplus to what each household is paid of it, and back to the sales that made it. */
@JourneyTest
class DividendJourneyTest {

    private static final LocalDate FROM = Village.DAY.minusDays(30);
    private static final LocalDate TO = Village.DAY.plusDays(60);
    private static final int GRAMS_PER_JIN = 500;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Shelf shelf;

    private Village village;
    private ProducerId producer;
    private String dividends;
    private String agreement;
    private String sku;
    private String lot;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "COOPERATIVE");
        producer = new ProducerId(UUID.fromString(village.producerId));
        dividends = "/api/v1/producers/" + village.producerId + "/dividends";
        village.household("h1", "SUPPLIER");
        village.household("h2", "SUPPLIER");
        agreement = village.agreement(terms(600));
        sku = village.sku("Melons", 10_000);
        lot = village.lot(sku, agreement, 10, null, new Object[] {"h1", null, 2_000 * GRAMS_PER_JIN}, new Object[] {
                    "h2", null, 998_000 * GRAMS_PER_JIN
                })
                .text("/id");
    }

    private Map<String, Object> terms(int guaranteeBasisPoints) {
        return Map.of(
                "model",
                "SHAREHOLDING",
                "reserveBasisPoints",
                1_000,
                "patronageBasisPoints",
                7_000,
                "guaranteeBasisPoints",
                guaranteeBasisPoints,
                "shares",
                List.of(
                        Map.of("household", village.households.get("h1"), "quantifiedFen", 500_000),
                        Map.of("household", village.households.get("h2"), "quantifiedFen", 169_500_000)),
                "logisticsFen",
                0,
                "platformBasisPoints",
                0,
                "hostBasisPoints",
                0);
    }

    private Map<String, Object> declaration(long surplusFen) {
        return new HashMap<>(Map.of(
                "agreementId",
                agreement,
                "from",
                FROM.toString(),
                "to",
                TO.toString(),
                "surplusFen",
                surplusFen,
                "decision",
                "assembly 2026/1",
                "evidenceHash",
                "cd".repeat(32)));
    }

    private void soldOnTheDay(int quantity) {
        soldOnTheDay(sku, quantity);
    }

    private void soldOnTheDay(String sku, int quantity) {
        Api shopper = village.shopper();
        Api.Answer order = shopper.post(
                        "/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", quantity))))
                .expect(201);
        String cashier = shopper.post("/api/v1/payments", Map.of("orderIds", List.of(order.text("/id"))))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        String line = order.text("/lines/0/id");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> village.auditor.get("/api/v1/trace/lines/" + line).status() == 200);
        shelf.run(
                "UPDATE attribution_line SET paid_at = ?::date WHERE line_id = ?",
                Village.DAY.plusDays(10).toString(),
                UUID.fromString(line));
    }

    private long balance(Account account) {
        return Objects.requireNonNull(
                        ledger.balance(account, producer, null, null).block())
                .fen();
    }

    private String verdict(String check) {
        return village.auditor
                .get("/api/v1/audit/checks/" + check + "?producer=" + village.producerId)
                .expect(200)
                .text("/verdict");
    }

    private long payable(String name) {
        return village.auditor
                .get("/api/v1/producers/" + village.producerId + "/payouts/households/" + village.households.get(name))
                .expect(200)
                .number("/payableFen");
    }

    @Test
    void aSurplusReachesTheHouseholdsAndLeadsBackToTheSales() {
        soldOnTheDay(1);
        soldOnTheDay(2);
        Api.Answer declared =
                village.producer.post(dividends, declaration(40_000_000)).expect(201);
        assertThat(declared.number("/patronageFen")).isEqualTo(25_200_000);
        assertThat(declared.number("/capitalFen")).isEqualTo(10_800_000);
        assertThat(declared.number("/guaranteeFen")).isZero();
        String one = dividends + "/" + declared.text("/id");
        assertThat(village.officer
                        .get(one + "/parts?limit=3")
                        .expect(200)
                        .body()
                        .at("/items")
                        .size())
                .isEqualTo(3);
        village.producer.post(one + "/approval", Map.of()).expect(403);
        assertThat(payable("h1")).isZero();

        village.officer.post(one + "/approval", Map.of()).expect(200);
        assertThat(balance(Account.surplus(producer))).as("the reserve").isEqualTo(-4_000_000);
        assertThat(balance(Account.of(Party.of(producer))))
                .as("30,000 of sales, less the surplus")
                .isEqualTo(-30_000 + 40_000_000);
        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
        assertThat(payable("h1")).isBetween(50_400L + 31_764, 50_400L + 31_765);
        assertThat(payable("h1") + payable("h2")).isEqualTo(36_000_000);

        Api.Answer trace = village.auditor
                .get(one + "/trace?limit=1&household=" + village.households.get("h1"))
                .expect(200);
        assertThat(trace.number("/sales")).isEqualTo(2);
        assertThat(trace.number("/tracedFen")).isEqualTo(payable("h1"));
        long first = trace.number("/items/0/amountFen");
        long second = village.auditor
                .get(one + "/trace?household=" + village.households.get("h1") + "&cursor=" + trace.text("/nextCursor"))
                .expect(200)
                .number("/items/0/amountFen");
        assertThat(first + second).isEqualTo(payable("h1"));
        assertThat(List.of(verdict("I9"), verdict("I1"))).containsOnly("PASS");
        assertThat(verdict("F2")).as("36,000,000 of 30,000 that it sold here").isEqualTo("FAIL");
    }

    /** An enterprise that boxes what the cooperative delivered; the price of a piece is 70 fen. */
    private String boxed(int pieces) {
        Village enterprise = new Village(web, tokens, "ENTERPRISE");
        String delivery = village.producer
                .post(
                        "/api/v1/producers/" + village.producerId + "/lots/" + lot + "/deliveries",
                        Map.of("toProducerId", enterprise.producerId, "units", pieces, "evidence", "receipt 1"))
                .expect(201)
                .text("/id");
        Map<String, Object> terms = new HashMap<>(Village.eggTerms());
        terms.putAll(Map.of(
                "guaranteePriceFen",
                70,
                "rebateBasisPoints",
                0,
                "logisticsFen",
                0,
                "platformBasisPoints",
                0,
                "hostBasisPoints",
                0,
                "recoverableFenPerPiece",
                0));
        String box = enterprise.sku("Melons, boxed", 20_000);
        String lots = "/api/v1/producers/" + enterprise.producerId + "/lots";
        String made = enterprise
                .producer
                .post(lots, Map.of("skuId", box, "agreementId", enterprise.agreement(terms)))
                .expect(201)
                .text("/id");
        enterprise
                .producer
                .post(
                        lots + "/" + made + "/seal",
                        Map.of(
                                "units",
                                pieces,
                                "on",
                                Village.DAY.toString(),
                                "marketPriceFen",
                                0,
                                "deliveries",
                                List.of(delivery)))
                .expect(200);
        return box;
    }

    @Test
    void aDividendLeadsToTheSalesOfWhomTheCooperativeDeliversTo() {
        soldOnTheDay(boxed(6), 6);
        String one = dividends + "/"
                + village.producer.post(dividends, declaration(400)).expect(201).text("/id");
        village.officer.post(one + "/approval", Map.of()).expect(200);
        Api.Answer trace = village.auditor
                .get(one + "/trace?household=" + village.households.get("h2"))
                .expect(200);
        assertThat(trace.number("/sales")).isEqualTo(1);
        assertThat(trace.number("/items/0/marginFen")).isEqualTo(6 * 70);
        assertThat(trace.number("/tracedFen"))
                .isEqualTo(trace.number("/items/0/amountFen"))
                .isPositive();
        assertThat(verdict("F2")).as("what it delivered was sold").isEqualTo("PASS");

        soldOnTheDay(1);
        Api.Answer both = village.auditor
                .get(one + "/trace?household=" + village.households.get("h2"))
                .expect(200);
        assertThat(both.number("/sales")).isEqualTo(2);
        assertThat(both.number("/tracedFen")).isEqualTo(trace.number("/tracedFen"));
    }

    @Test
    void whereNobodyDeliveredSharesArePaidTheGuaranteeAlone() {
        Map<String, Object> quiet = declaration(40_000_000);
        quiet.put("to", Village.DAY.minusDays(1).toString());
        Api.Answer declared = village.producer.post(dividends, quiet).expect(201);
        assertThat(declared.number("/patronageFen")).isZero();
        assertThat(declared.number("/capitalFen")).isZero();
        assertThat(declared.number("/guaranteeFen")).isEqualTo(30_000 + 10_170_000);
        String one = dividends + "/" + declared.text("/id");
        village.officer.post(one + "/approval", Map.of()).expect(200);
        assertThat(balance(Account.surplus(producer))).isZero();
        assertThat(balance(Account.of(Party.of(producer))))
                .as("it keeps the surplus")
                .isEqualTo(10_200_000);
        assertThat(verdict("I9")).isEqualTo("PASS");
        Map<String, Object> again = declaration(40_000_000);
        again.put("agreementId", village.agreement(terms(600)));
        assertThat(village.producer.post(dividends, again).expect(409).text("/code"))
                .as("under another agreement too")
                .isEqualTo("dividend.overlaps");
    }

    @Test
    void withNoProfitTheGuaranteeIsBorneByTheProducerAndStandsOnNoSale() {
        Api.Answer declared = village.producer.post(dividends, declaration(-5)).expect(201);
        assertThat(declared.number("/guaranteeFen")).isEqualTo(30_000 + 10_170_000);
        String one = dividends + "/" + declared.text("/id");
        village.admin.post(one + "/approval", Map.of()).expect(200);
        assertThat(balance(Account.surplus(producer))).isZero();
        assertThat(balance(Account.of(Party.of(producer)))).isEqualTo(10_200_000);
        Api.Answer trace = village.auditor
                .get(one + "/trace?household=" + village.households.get("h1"))
                .expect(200);
        assertThat(trace.number("/tracedFen")).isZero();
        assertThat(trace.number("/untracedFen")).isEqualTo(30_000);
        assertThat(List.of(verdict("I9"), verdict("I1"))).containsOnly("PASS");
        assertThat(verdict("F2")).as("it sold nothing").isEqualTo("FAIL");
    }

    @Test
    @DisplayName("D10: a surplus of 9 goes 6 and 3; I9 finds one that went 5 and 4")
    void patronageIsRoundedUp() {
        Map<String, Object> floor = new HashMap<>(terms(0));
        floor.put("reserveBasisPoints", 0);
        floor.put("patronageBasisPoints", 6_000);
        agreement = village.agreement(floor);
        lot = village.lot(sku, agreement, 10, null, new Object[] {"h1", null, 2_000})
                .text("/id");
        Api.Answer declared = village.producer.post(dividends, declaration(9)).expect(201);
        assertThat(declared.number("/patronageFen")).isEqualTo(6);
        assertThat(declared.number("/capitalFen")).isEqualTo(3);
        String id = declared.text("/id");
        village.officer.post(dividends + "/" + id + "/approval", Map.of()).expect(200);
        assertThat(verdict("I9")).isEqualTo("PASS");
        for (String[] planted : new String[][] {{"PATRONAGE", "5"}, {"CAPITAL", "4"}}) {
            shelf.run(
                    "UPDATE payable SET amount_fen = CAST(? AS bigint) WHERE source_id = ? AND basis = ?",
                    planted[1],
                    UUID.fromString(id),
                    planted[0]);
        }
        assertThat(verdict("I9")).isEqualTo("FAIL");
    }

    @Test
    void aPeriodIsPaidOnceHoweverManyAsk() {
        List<Integer> declared = together(() -> village.producer.post(dividends, declaration(1_000_000)));
        assertThat(declared).containsExactlyInAnyOrder(201, 409, 409, 409);
        String one =
                dividends + "/" + village.auditor.get(dividends).expect(200).text("/items/0/id");
        List<Integer> approved = together(() -> village.officer.post(one + "/approval", Map.of()));
        assertThat(approved).containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(balance(Account.surplus(producer))).isEqualTo(-100_000);
        assertThat(verdict("I1")).isEqualTo("PASS");
    }

    private List<Integer> together(Supplier<Api.Answer> request) {
        return Stream.generate(() -> CompletableFuture.supplyAsync(request)).limit(4).toList().stream()
                .map(answer -> answer.join().status())
                .toList();
    }

    @Test
    void whatIsCancelledOwesNothingAndFreesItsPeriod() {
        String first = village.producer
                .post(dividends, declaration(1_000_000))
                .expect(201)
                .text("/id");
        village.producer.post(dividends, declaration(2_000_000)).expect(409);
        village.producer
                .post(dividends + "/" + first + "/cancellation", Map.of())
                .expect(200);
        assertThat(village.officer
                        .post(dividends + "/" + first + "/approval", Map.of())
                        .expect(409)
                        .text("/code"))
                .isEqualTo("dividend.decided");
        village.producer.post(dividends, declaration(2_000_000)).expect(201);
        assertThat(balance(Account.surplus(producer))).isZero();
    }

    @Test
    void whatCannotBeIsRefused() {
        Map<String, Object> early = declaration(1);
        early.put("to", "2100-01-01");
        early.put("from", "2099-01-01");
        assertThat(village.producer.post(dividends, early).expect(422).text("/code"))
                .isEqualTo("dividend.not-over");
        Map<String, Object> turned = declaration(1);
        turned.put("to", FROM.minusDays(1).toString());
        assertThat(village.producer.post(dividends, turned).expect(422).text("/code"))
                .isEqualTo("dividend.bad-period");
        Map<String, Object> other = declaration(1);
        other.put("agreementId", village.agreement(Village.eggTerms()));
        assertThat(village.producer.post(dividends, other).expect(422).text("/code"))
                .isEqualTo("dividend.not-shareholding");
        Map<String, Object> nothing = declaration(1_000_000);
        nothing.put("agreementId", village.agreement(terms(0)));
        assertThat(village.producer.post(dividends, nothing).expect(422).text("/code"))
                .isEqualTo("dividend.nothing-to-pay");
        String mine = village.admin
                .post(dividends, declaration(1_000_000))
                .expect(201)
                .text("/id");
        assertThat(village.admin
                        .post(dividends + "/" + mine + "/approval", Map.of())
                        .expect(403)
                        .text("/code"))
                .isEqualTo("dividend.same-person");
        Api stranger = Api.of(web, tokens, Tokens.officerOf("110000000000"));
        stranger.post(dividends + "/" + mine + "/approval", Map.of()).expect(404);
        village.shopper().get(dividends).expect(403);
        village.auditor.get(dividends + "/" + UUID.randomUUID()).expect(404);
    }
}
