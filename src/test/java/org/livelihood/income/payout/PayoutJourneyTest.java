package org.livelihood.income.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.income.bank.BankFileTest;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.Books;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.w3c.dom.Document;
import tools.jackson.databind.JsonNode;

/** From what is owed to the bank's receipt, and back when a sale is refunded; golden case 1 to the fen. */
@JourneyTest
class PayoutJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Books books;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    private Village village;
    private ProducerId producer;
    private String payouts;

    private void settle(String kind, String stands, String... names) {
        village = new Village(web, tokens, kind);
        producer = new ProducerId(UUID.fromString(village.producerId));
        payouts = "/api/v1/producers/" + village.producerId + "/payouts";
        for (String name : names) {
            village.household(name, stands);
        }
    }

    private Api.Answer propose(String household, String member, String account) {
        return village.officer.post(
                "/api/v1/households/" + village.households.get(household) + "/payee-changes",
                Map.of("memberId", village.members.get(member), "bankAccount", account));
    }

    private void payee(String name, String account) {
        String change = propose(name, name, account).expect(201).text("/id");
        village.admin
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
    }

    private void release() {
        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
    }

    private void closeTheWindow() {
        database.sql("UPDATE attribution_line SET paid_at = paid_at - interval '16 days' WHERE producer_id = :producer")
                .bind("producer", producer.value())
                .then()
                .as(transactions::transactional)
                .block();
    }

    private JsonNode standing(String name) {
        return village.auditor
                .get(payouts + "/households/" + village.households.get(name))
                .expect(200)
                .body();
    }

    private void stands(String name, long held, long payable, long submitted, long confirmed, long clawback) {
        JsonNode standing = standing(name);
        assertThat(List.of("heldFen", "payableFen", "submittedFen", "confirmedFen", "clawbackFen"))
                .extracting(field -> standing.at("/" + field).asLong())
                .containsExactly(held, payable, submitted, confirmed, clawback);
    }

    private Api.Answer batch() {
        return village.admin.post(payouts + "/batches", Map.of()).expect(201);
    }

    private String approved(Api.Answer batch) {
        String id = batch.text("/batch/id");
        village.officer.post(payouts + "/batches/" + id + "/approval", Map.of()).expect(200);
        return payouts + "/batches/" + id;
    }

    private Api.Answer result(String batch, String rows) {
        return village.clerk.csv(batch + "/results", "item_id,result,receipt,reason\n" + rows);
    }

    private long balance(Account account) {
        return Objects.requireNonNull(
                        ledger.balance(account, producer, null, null).block())
                .fen();
    }

    private Account owed(String name) {
        return Account.of(party(name));
    }

    private Party party(String name) {
        return Party.of(new HouseholdId(UUID.fromString(village.households.get(name))));
    }

    private String soldEggs(Api shopper) {
        String sku = village.sku("Eggs, thirty", 5_980);
        Object[] h1 = {"h1", null, 18};
        Object[] h2 = {"h2", null, 12};
        village.lot(sku, village.agreement(Village.eggTerms()), 1, 98L, h1, h2);
        String session = village.session(0, null);
        village.show(session, sku, 5_980, null, 1);
        Api.Answer order = shopper.post(
                        "/api/v1/orders",
                        Map.of("sessionId", session, "lines", List.of(Map.of("skuId", sku, "quantity", 1))))
                .expect(201);
        String cashier = shopper.post("/api/v1/payments", Map.of("orderIds", List.of(order.text("/id"))))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        await().atMost(PATIENCE).until(() -> standing("h1").at("/heldFen").asLong() == 88);
        return "/api/v1/orders/" + order.text("/id") + "/lines/" + order.text("/lines/0/id");
    }

    private void advance(String name, long fen) {
        ledger.post(List.of(Journal.of(producer, "asset:" + UUID.randomUUID(), Instant.now())
                        .debit(Account.advance(party(name)), new Money(fen))
                        .credit(Account.of(Party.of(producer)), new Money(fen))
                        .build()))
                .block();
    }

    @Test
    void eggsArePaidToTheFenAndARefundIsClawedBackByAFifth() {
        settle("FARM", "SUPPLIER", "h1", "h2");
        Api shopper = village.shopper();
        String line = soldEggs(shopper);
        advance("h1", 40);
        release();
        stands("h1", 88, 1_890, 0, 0, 0);
        closeTheWindow();
        release();
        stands("h1", 0, 1_978, 0, 0, 0);
        payee("h1", "6222000011112222");

        Api.Answer made = batch();
        assertThat(made.body().at("/leftOut/0/why").asString()).isEqualTo("NO_PAYEE");
        assertThat(made.body().at("/leftOut/0/party/id").asString()).isEqualTo(village.households.get("h2"));
        assertThat(made.number("/items/0/grossFen")).isEqualTo(1_978);
        assertThat(made.number("/items/0/recoupFen"))
                .as("of 54, 40 are outstanding")
                .isEqualTo(40);
        advance("h1", -1);
        Api.Answer stale = village.officer.post(payouts + "/batches/" + made.text("/batch/id") + "/approval", Map.of());
        assertThat(stale.expect(409).text("/code")).isEqualTo("payout.advance-changed");
        advance("h1", 1);
        String first = approved(made);
        stands("h1", 0, 0, 1_978, 0, 0);
        assertThat(balance(owed("h1"))).isZero();
        assertThat(balance(Account.advance(party("h1")))).isZero();
        assertThat(balance(Account.payoutTransit(producer))).isEqualTo(-1_938);

        result(first, made.text("/items/0/id") + ",FAILED,,account closed\n").expect(200);
        stands("h1", 0, 1_978, 0, 0, 0);
        assertThat(balance(owed("h1"))).isEqualTo(-1_978);
        assertThat(balance(Account.advance(party("h1")))).isEqualTo(40);

        Api.Answer second = batch();
        String item = second.text("/items/0/id");
        assertThat(item).isNotEqualTo(made.text("/items/0/id"));
        String approved = approved(second);
        assertThat(result(approved, item + ",PAID," + item + ",\n").expect(200).number("/confirmed"))
                .isEqualTo(1);
        assertThat(result(approved, item + ",PAID," + item + ",\n").expect(200).number("/known"))
                .isEqualTo(1);
        result(approved, item + ",PAID,other,\n").expect(422);
        stands("h1", 0, 0, 0, 1_978, 0);
        assertThat(balance(Account.payoutTransit(producer))).isZero();

        payIntoReserve("PLATFORM", 1);
        village.producer.post(line + "/refunds", Map.of("reason", "broken")).expect(201);
        await().atMost(PATIENCE).until(() -> balance(owed("h1")) == 88);
        release();
        stands("h1", 0, 0, 0, 1_978, 88);
        stands("h2", 0, 1_260, 0, 0, 0);
        JsonNode unsold =
                village.auditor.get(payouts + "/unsold").expect(200).body().at("/items/0");
        assertThat(unsold.at("/unsoldFen").asLong()).isEqualTo(1_890);

        clawBackAFifthAndWaiveTheRest();
        List<String> offenders = StreamSupport.stream(
                        village.auditor
                                .get("/api/v1/audit/summary?limit=100&producer=" + village.producerId)
                                .expect(200)
                                .body()
                                .at("/results")
                                .spliterator(),
                        false)
                .map(JsonNode::toString)
                .filter(check -> check.contains(village.households.get("h1")))
                .toList();
        assertThat(offenders).isEmpty();
    }

    private void clawBackAFifthAndWaiveTheRest() {
        Object[] four = {"h1", null, 4};
        village.lot(
                village.sku("Eggs, four", 900), village.agreement(Village.eggTerms()), 1, 98L, new Object[][] {four});
        release();
        Api.Answer made = batch();
        assertThat(made.number("/items/0/grossFen")).isEqualTo(420);
        assertThat(made.number("/items/0/clawbackFen")).isEqualTo(84);
        String approved = approved(made);
        String item = made.text("/items/0/id");
        result(approved, item + ",PAID," + item + ",\n").expect(200);
        stands("h1", 0, 0, 0, 1_978 + 420 - 84, 4);

        String clawback =
                village.auditor.get(payouts + "/clawbacks").expect(200).text("/items/0/id");
        String waiver = payouts + "/clawbacks/" + clawback + "/waiver";
        village.producer.post(waiver, Map.of("reason", "flood")).expect(403);
        village.auditor.post(waiver, Map.of("reason", " ")).expect(400);
        payIntoReserve("PRODUCER", 2);
        long producerBefore = balance(Account.of(Party.of(producer)));
        assertThat(village.auditor
                        .post(waiver, Map.of("reason", "flood"))
                        .expect(200)
                        .number("/waivedFen"))
                .isEqualTo(4);
        Api.Answer twice = village.auditor.post(waiver, Map.of("reason", "flood"));
        assertThat(twice.expect(409).text("/code")).isEqualTo("payout.clawback-closed");
        stands("h1", 0, 0, 0, 2_314, 0);
        assertThat(balance(owed("h1"))).isZero();
        assertThat(balance(Account.of(Party.of(producer)))).isEqualTo(producerBefore + 1);
        assertThat(balance(Account.riskReserve(producer)))
                .as("the reserve bears what it holds")
                .isZero();
    }

    private void payIntoReserve(String payer, long fen) {
        String reserve = payouts + "/reserve";
        long before = village.producer.get(reserve).expect(200).number("/balanceFen");
        Map<String, Object> body =
                Map.of("payer", payer, "amountFen", fen, "reason", "harvest risk", "evidence", "minutes 3");
        village.officer.post(reserve + "/payments", body).expect(403);
        Map<String, Object> tooMuch = new HashMap<>(body);
        tooMuch.put("amountFen", 99_999_999_999L);
        assertThat(village.admin
                        .post(reserve + "/payments", tooMuch)
                        .expect(409)
                        .text("/code"))
                .isEqualTo("payout.not-enough");
        String key = UUID.randomUUID().toString();
        village.admin.post(reserve + "/payments", body, key).expect(201);
        village.admin.post(reserve + "/payments", body, key).expect(201);
        assertThat(village.auditor.get(reserve).expect(200).number("/balanceFen"))
                .isEqualTo(before + fen);
        assertThat(village.officer
                        .get(reserve + "/payments")
                        .expect(200)
                        .body()
                        .at("/items")
                        .toString())
                .contains(payer, "minutes 3");
    }

    private byte[] file(Caller caller, String path, int status) {
        var answer = web.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, tokens.bearer(caller))
                .exchange()
                .expectStatus()
                .isEqualTo(status);
        if (status == 200) {
            answer.expectHeader().valueEquals(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        return Objects.requireNonNullElse(answer.expectBody().returnResult().getResponseBody(), new byte[0]);
    }

    @Test
    void onlyTheApproverHasTheBankFileAndItIsRecorded() throws Exception {
        settle("WORKSHOP", "WORKER", "knitter");
        village.worker("packer", "WORKER");
        payee("knitter", "6222000033334444");
        String change = village.officer
                .post(
                        "/api/v1/workers/" + village.workers.get("packer") + "/payee-changes",
                        Map.of("bankAccount", "6222000055556666"))
                .expect(201)
                .text("/id");
        village.admin
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
        Object[] knitted = {"knitter", "knit", 10};
        Object[] packed = {"packer", "pack", 10};
        String agreement = village.agreement(Village.workshopTerms());
        village.lot(village.sku("Socks", 6_900), agreement, 1, null, knitted, packed);
        release();
        Api.Answer made = village.producer.post(payouts + "/batches", Map.of()).expect(201);
        assertThat(made.number("/batch/netFen")).isEqualTo(400);
        String batch = payouts + "/batches/" + made.text("/batch/id");
        Caller officer = Tokens.officerOf("341226000000");
        file(officer, batch + "/bank-file", 409);
        String before = approved(made);
        file(Tokens.of(Role.PRODUCER, producer), before + "/bank-file", 403);
        file(Tokens.of(Role.AUDITOR), before + "/bank-file", 403);
        file(Tokens.officerOf("110000000000"), before + "/bank-file", 404);

        String csv = new String(file(officer, batch + "/bank-file", 200), StandardCharsets.UTF_8);
        assertThat(csv)
                .startsWith("\"item_id\",\"account_no\",\"account_name\",\"amount_yuan\",\"currency\",\"purpose\"\r\n")
                .contains("\"6222000033334444\",\"张knitter\",\"3.00\",\"CNY\",\"LIVELIHOOD\"")
                .contains("\"6222000055556666\",\"张packer\",\"1.00\",\"CNY\",\"LIVELIHOOD\"");
        String xml = new String(file(officer, batch + "/bank-file?format=PAIN_001", 200), StandardCharsets.UTF_8);
        Document message = BankFileTest.parsed(xml);
        assertThat(BankFileTest.texts(message, "NbOfTxs")).containsOnly("2");
        assertThat(BankFileTest.texts(message, "CtrlSum")).containsOnly("4.00");
        assertThat(BankFileTest.texts(message, "CdtTrfTxInf"))
                .extracting(transfer -> transfer.replaceFirst("^[0-9a-f]{64}", ""))
                .as("amount, name and account behind the two references")
                .containsExactlyInAnyOrder("3.00张knitter6222000033334444", "1.00张packer6222000055556666");
        assertThat(books.count("SELECT count(*) FROM payout_bank_file WHERE producer_id = :producer", producer))
                .isEqualTo(2);
        assertThat(village.officer.get(batch).expect(200).body().toString()).doesNotContain("6222", "张");
        assertThat(books.count("""
                        SELECT count(*) FROM household_payee p
                         WHERE p.party_id IN (SELECT party_id FROM payout_item WHERE producer_id = :producer)
                           AND position(convert_to('62220000', 'UTF8') IN p.bank_account) > 0""", producer)).as("account numbers lie sealed").isZero();
    }

    @Test
    void aPayeeBelongsToTheHouseholdIsConfirmedByAnotherAndRunsNoProducer() {
        settle("WORKSHOP", "WORKER", "a", "b");
        assertThat(propose("a", "b", "6222000011110000").expect(422).text("/code"))
                .isEqualTo("household.payee-elsewhere");
        String change = propose("a", "a", "6222000011110000").expect(201).text("/id");
        String confirmation = "/api/v1/payee-changes/" + change + "/confirmation";
        assertThat(village.officer.post(confirmation, Map.of()).expect(403).text("/code"))
                .isEqualTo("household.payee-same-person");
        Api.of(web, tokens, Tokens.officerOf("110000000000"))
                .post(confirmation, Map.of())
                .expect(404);
        village.admin.post(confirmation, Map.of()).expect(200);
        village.admin.post(confirmation, Map.of()).expect(409);
        String same = propose("b", "b", "6222000011110000").expect(201).text("/id");
        assertThat(village.admin
                        .post("/api/v1/payee-changes/" + same + "/confirmation", Map.of())
                        .expect(200)
                        .body()
                        .at("/shared")
                        .asBoolean())
                .as("one account of two households is flagged")
                .isTrue();

        String number = Village.idNumber();
        Map<String, Object> boss = Map.of("name", "王总", "idNumber", number);
        village.officer
                .post("/api/v1/producers/" + village.producerId + "/managers", boss)
                .expect(201);
        String household = village.households.get("a");
        Object[] knitted = {"a", "knit", 10};
        village.lot(village.sku("Socks", 6_900), village.agreement(Village.workshopTerms()), 1, null, new Object[][] {
            knitted
        });
        release();
        Api.Answer made = batch();
        makeManager(village.members.get("a"));
        Api.Answer refused =
                village.officer.post(payouts + "/batches/" + made.text("/batch/id") + "/approval", Map.of());
        assertThat(refused.expect(409).text("/code")).isEqualTo("payout.payee-changed");
        village.officer
                .post(payouts + "/batches/" + made.text("/batch/id") + "/cancellation", Map.of())
                .expect(200);
        Api.Answer nothing = village.admin.send(
                HttpMethod.POST,
                payouts + "/batches",
                Map.of(),
                Map.of("Idempotency-Key", UUID.randomUUID().toString(), "Accept-Language", "zh-CN"));
        assertThat(nothing.expect(409).text("/detail")).isEqualTo("目前没有可兑付的款项。因缺少合规收款人而未列入的对象数：1。");
        assertThat(standing("a").at("/payableFen").asLong()).as(household).isEqualTo(300);
    }

    @Test
    void aWorkersPayeeIsKeptWhereSheWorks() {
        settle("WORKSHOP", "WORKER");
        village.worker("packer", "WORKER");
        String changes = "/api/v1/workers/" + village.workers.get("packer") + "/payee-changes";
        Map<String, Object> account = Map.of("bankAccount", "6222000055557777");
        Api elsewhere = Api.of(web, tokens, Tokens.officerOf("110000000000"));
        assertThat(elsewhere.post(changes, account).expect(404).text("/code")).isEqualTo("household.not-found");
        String change = village.admin.post(changes, account).expect(201).text("/id");
        String confirmation = "/api/v1/payee-changes/" + change + "/confirmation";
        assertThat(elsewhere.post(confirmation, Map.of()).expect(404).text("/code"))
                .isEqualTo("household.payee-not-found");
        village.officer.post(confirmation, Map.of()).expect(200);

        String memberships = "/api/v1/producers/" + village.producerId + "/memberships";
        String membership =
                village.producer.get(memberships + "?on=2026-03-02").expect(200).text("/items/0/id");
        village.producer
                .post(memberships + "/" + membership + "/end", Map.of("until", "2026-03-01"))
                .expect(204);
        village.officer.post(changes, account).expect(404);
        village.admin.post(changes, account).expect(201);
    }

    @Test
    @DisplayName("F3: a manager of another producer, or one whom nobody confirmed, holds up no payout")
    void strangersHoldNobodysMoneyUp() {
        settle("WORKSHOP", "WORKER");
        String number = Village.idNumber();
        village.household("a", "WORKER");
        village.members.put(
                "a",
                village.officer
                        .post(
                                "/api/v1/households/" + village.households.get("a") + "/members",
                                Map.of("name", "李四", "idNumber", number, "labour", "SKILLED", "health", "HEALTHY"))
                        .expect(201)
                        .text("/id"));
        payee("a", "6222000077778888");
        village.producer
                .post(
                        "/api/v1/producers/" + village.producerId + "/memberships",
                        Map.of(
                                "name",
                                "李四",
                                "idNumber",
                                number,
                                "kind",
                                "WORKER",
                                "from",
                                "2020-02-01",
                                "contractMonths",
                                12))
                .expect(201);
        Object[] knitted = {"a", "knit", 10};
        village.lot(village.sku("Socks", 6_900), village.agreement(Village.workshopTerms()), 1, null, new Object[][] {
            knitted
        });
        release();
        Map<String, Object> him = Map.of("name", "李四", "idNumber", number);
        Village other = new Village(web, tokens, "FARM");
        other.producer
                .post("/api/v1/producers/" + other.producerId + "/managers", him)
                .expect(201);
        other.officer
                .post("/api/v1/producers/" + other.producerId + "/managers", him)
                .expect(201);
        String managers = "/api/v1/producers/" + village.producerId + "/managers";
        Map<String, Object> since = Map.of("name", "李四", "idNumber", number, "from", "2026-01-01");
        String manager = village.producer.post(managers, since).expect(201).text("/id");
        Api.Answer made = batch();
        assertThat(made.body().at("/items").size()).isEqualTo(1);
        village.officer
                .post(managers + "/" + manager + "/confirmation", Map.of())
                .expect(200);
        Api.Answer refused =
                village.officer.post(payouts + "/batches/" + made.text("/batch/id") + "/approval", Map.of());
        assertThat(refused.expect(409).text("/code")).isEqualTo("payout.payee-changed");
        String yesterday =
                LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(1).toString();
        village.officer
                .post(managers + "/" + manager + "/end", Map.of("until", yesterday, "reason", "a wrong word"))
                .expect(200);
        approved(made);
    }

    private void makeManager(String person) {
        database.sql("INSERT INTO producer_manager (producer_id, id, person_id, holds_from, recorded_by, confirmed_by,"
                        + " confirmed_at) VALUES (:producer, :person, :person, DATE '2020-01-01', :person,"
                        + " :person, now())")
                .bind("producer", producer.value())
                .bind("person", UUID.fromString(person))
                .then()
                .as(transactions::transactional)
                .block();
    }

    @Test
    @DisplayName("F4: maker, approver and bringer of the bank's results are three persons")
    void whoMakesABatchApprovesNothingOfItAndWrongResultFilesChangeNothing() {
        settle("WORKSHOP", "WORKER", "a");
        payee("a", "6222000077778888");
        Object[] knitted = {"a", "knit", 10};
        village.lot(village.sku("Socks", 6_900), village.agreement(Village.workshopTerms()), 1, null, new Object[][] {
            knitted
        });
        release();
        Api.Answer made = batch();
        String batch = payouts + "/batches/" + made.text("/batch/id");
        String item = made.text("/items/0/id");
        Api.Answer own =
                village.admin.send(HttpMethod.POST, batch + "/approval", Map.of(), Map.of("Accept-Language", "zh-CN"));
        assertThat(own.expect(403).text("/code")).isEqualTo("payout.same-person");
        assertThat(own.text("/detail")).isEqualTo("兑付批次须由三个不同的人分别制单、审批和回录银行结果。");
        village.producer.post(batch + "/approval", Map.of()).expect(403);
        assertThat(result(batch, item + ",PAID,r,\n").expect(409).text("/code")).isEqualTo("payout.batch-not-approved");
        approved(made);
        assertThat(village.officer
                        .post(batch + "/approval", Map.of())
                        .expect(409)
                        .text("/code"))
                .isEqualTo("payout.batch-decided");
        village.officer.post(batch + "/cancellation", Map.of()).expect(409);

        Api.Answer unknown = result(batch, item + ",PAID,r1,\n" + UUID.randomUUID() + ",PAID,r2,\n");
        assertThat(unknown.expect(422).text("/code")).isEqualTo("payout.unknown-items");
        assertThat(unknown.text("/detail")).endsWith("not in this batch: 2.");
        assertThat(unknown.text("/errors/0/field")).isEqualTo("row 2");
        assertThat(result(batch, item + ",MAYBE,,\nx,PAID,r,\n").expect(422).text("/detail"))
                .endsWith("a wrong one: 1 (result), 2 (item_id).");
        assertThat(result(batch, item + ",PAID,r1,\n" + item + ",FAILED,,no\n")
                        .expect(422)
                        .text("/code"))
                .isEqualTo("payout.contradicting-results");
        stands("a", 0, 0, 300, 0, 0);
        village.clerk.csv(batch + "/results", "item,what\n").expect(400);
        for (Api hand : List.of(village.admin, village.officer)) {
            Api.Answer again = hand.csv(batch + "/results", "item_id,result,receipt,reason\n" + item + ",PAID,r1,\n");
            assertThat(again.expect(403).text("/code")).isEqualTo("payout.same-person");
        }
        stands("a", 0, 0, 300, 0, 0);
        assertThat(result(batch, "").expect(400).text("/code")).isEqualTo("sheet.no-rows");
        result(batch, item.replace("-", "") + ",PAID,r1,\n").expect(200);
        String report = "<Document><CstmrPmtStsRpt><GrpHdr><MsgId>M</MsgId></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>"
                + batch.substring(batch.lastIndexOf('/') + 1).replace("-", "")
                + "</OrgnlMsgId></OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><TxInfAndSts>"
                + "<OrgnlEndToEndId>" + item.replace("-", "") + "</OrgnlEndToEndId><TxSts>ACSC</TxSts>"
                + "<AcctSvcrRef>r1</AcctSvcrRef></TxInfAndSts></OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>";
        Map<String, String> xml = Map.of("Content-Type", "application/xml");
        assertThat(village.clerk
                        .send(HttpMethod.POST, batch + "/results", report, xml)
                        .expect(200)
                        .number("/known"))
                .isEqualTo(1);
        stands("a", 0, 0, 0, 300, 0);
        JsonNode earning = village.producer
                .get(payouts + "/earnings?status=CONFIRMED")
                .expect(200)
                .body()
                .at("/items/0");
        assertThat(earning.at("/category").asString()).isEqualTo("WAGE");
        assertThat(earning.at("/confirmedAt").asString()).isNotEmpty();
    }
}
