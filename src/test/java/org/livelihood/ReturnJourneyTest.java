package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.goods.stock.Stock;
import org.livelihood.goods.stock.StockLevel;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.Books;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Goods that come back in parts: the households keep what the goods that were kept bring them, to the fen. */
@JourneyTest
class ReturnJourneyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Golden case 1: what one box of thirty eggs brings to whom. */
    private static final Map<String, Long> ONE_BOX = Map.of(
            "h1 PURCHASE", 1_764L,
            "h1 GUARANTEE_TOP_UP", 126L,
            "h1 REBATE", 88L,
            "h2 PURCHASE", 1_176L,
            "h2 GUARANTEE_TOP_UP", 84L,
            "h2 REBATE", 58L,
            "LOGISTICS", 1_200L,
            "PLATFORM_FEE", 299L,
            "HOST_COMMISSION", 598L,
            "REST", 587L);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    @Autowired
    private Stock stock;

    @Autowired
    private Books books;

    private Village village;
    private ProducerId producer;
    private Api shopper;
    private String eggs;
    private String agreement;
    private String session;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "FARM");
        producer = new ProducerId(UUID.fromString(village.producerId));
        shopper = village.shopper();
        village.household("h1", "SUPPLIER");
        village.household("h2", "SUPPLIER");
        eggs = village.sku("Eggs, thirty", 5_980);
        agreement = village.agreement(Village.eggTerms());
    }

    private String boxes(long boxes) {
        Object[] h1 = {"h1", null, 18 * boxes};
        Object[] h2 = {"h2", null, 12 * boxes};
        return village.lot(eggs, agreement, boxes, 98L, h1, h2).text("/id");
    }

    /** A paid and attributed line of so many boxes. */
    private record Bought(String path, String line) {

        String refunds() {
            return path + "/refunds";
        }
    }

    private void live(long poolUnits) {
        session = village.session(0, null);
        village.show(session, eggs, 5_980, null, poolUnits);
    }

    private Bought bought(long boxes) {
        Api.Answer order = shopper.post(
                        "/api/v1/orders",
                        Map.of("sessionId", session, "lines", List.of(Map.of("skuId", eggs, "quantity", boxes))))
                .expect(201);
        String cashier = shopper.post("/api/v1/payments", Map.of("orderIds", List.of(order.text("/id"))))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        String line = order.text("/lines/0/id");
        await().atMost(PATIENCE)
                .until(() -> village.auditor.get("/api/v1/trace/lines/" + line).status() == 200);
        return new Bought("/api/v1/orders/" + order.text("/id") + "/lines/" + line, line);
    }

    private static Map<String, Object> back(long quantity) {
        return Map.of("quantity", quantity, "reason", "too many");
    }

    /** What stands on a line, by party and basis. */
    private Map<String, Long> parts(Bought bought) {
        Map<String, String> names = new HashMap<>();
        village.households.forEach((name, id) -> names.put(id, name + " "));
        Map<String, Long> sums = new TreeMap<>();
        JsonNode trace = village.auditor
                .get("/api/v1/trace/lines/" + bought.line())
                .expect(200)
                .body();
        for (JsonNode part : trace.at("/parts")) {
            String party = names.getOrDefault(part.at("/party/id").asString(), "");
            sums.merge(
                    party + part.at("/basis").asString(), part.at("/amountFen").asLong(), Long::sum);
        }
        sums.values().removeIf(fen -> fen == 0);
        return sums;
    }

    private void awaitNet(Bought bought, long fen) {
        await().atMost(PATIENCE)
                .until(() -> parts(bought).values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        == fen);
    }

    private List<StockLevel> levels() {
        SkuId sku = new SkuId(UUID.fromString(eggs));
        return Objects.requireNonNull(
                stock.levels(producer, List.of(sku)).collectList().block());
    }

    private long available() {
        return levels().stream().mapToLong(StockLevel::available).sum();
    }

    private long left(String lot) {
        return village.producer
                .get("/api/v1/producers/" + village.producerId + "/lots/" + lot)
                .expect(200)
                .number("/left");
    }

    private void booksHold() {
        assertThat(books.faults(producer)).isEmpty();
        JsonNode summary = village.auditor
                .get("/api/v1/audit/summary?producer=" + village.producerId)
                .expect(200)
                .body();
        assertThat(summary.at("/verdict").asString()).as("%s", summary).isEqualTo("PASS");
    }

    @Test
    void theBoxThatWasKeptLeavesItsRebate() {
        String lot = boxes(10);
        live(10);
        Bought bought = bought(10);
        awaitNet(bought, 59_800);
        String key = UUID.randomUUID().toString();
        Api.Answer refund =
                village.producer.post(bought.refunds(), back(9), key).expect(201);
        assertThat(refund.number("/amountFen")).isEqualTo(53_820);
        assertThat(refund.number("/returnedQuantity")).isEqualTo(9);
        awaitNet(bought, 5_980);
        assertThat(parts(bought)).isEqualTo(new TreeMap<>(ONE_BOX));
        assertThat(available()).isEqualTo(9);
        assertThat(left(lot)).isEqualTo(9);
        booksHold();

        Api.Answer again = village.producer.post(bought.refunds(), back(9), key).expect(201);
        assertThat(again.text("/id")).isEqualTo(refund.text("/id"));
        assertThat(village.producer.post(bought.refunds(), back(1), key).status())
                .isEqualTo(422);
        village.producer.post(bought.refunds(), back(0)).expect(400);
        Api.Answer tooMany = village.producer.send(
                HttpMethod.POST,
                bought.refunds(),
                back(2),
                Map.of("Idempotency-Key", UUID.randomUUID().toString(), "Accept-Language", "zh-CN"));
        assertThat(tooMany.expect(409).text("/code")).isEqualTo("order.return-too-many");
        assertThat(tooMany.text("/detail")).isEqualTo("该明细最多还可退货 1 件。");
        assertThat(tooMany.text("/errors/0/field")).isEqualTo("quantity");

        village.host.post("/api/v1/sessions/" + session + "/end", Map.of()).expect(200);
        Api.Answer rest = village.producer
                .post(bought.refunds(), Map.of("reason", "none is left whole"))
                .expect(201);
        assertThat(rest.number("/amountFen")).isEqualTo(5_980);
        assertThat(rest.number("/returnedQuantity")).isEqualTo(1);
        awaitNet(bought, 0);
        assertThat(parts(bought)).isEmpty();
        assertThat(levels())
                .as("a closed pool hands on what comes back")
                .contains(new StockLevel(producer, new SkuId(UUID.fromString(eggs)), null, 10, 0, 0, false));
        assertThat(available()).isEqualTo(10);
        assertThat(left(lot)).isEqualTo(10);
        booksHold();
    }

    @Test
    void aPriceCutAndGoodsBothCount() {
        boxes(4);
        live(0);
        Bought bought = bought(4);
        assertThat(village.producer
                        .post(bought.refunds(), Map.of("amountFen", 1_000, "reason", "late"))
                        .expect(201)
                        .number("/returnedQuantity"))
                .isZero();
        village.producer
                .post(bought.refunds(), Map.of("amountFen", 10_000, "quantity", 2, "reason", "cracked"))
                .expect(201);
        awaitNet(bought, 4 * 5_980 - 11_000);
        assertThat(parts(bought)).containsEntry("h1 PURCHASE", 2 * 1_764L).containsEntry("LOGISTICS", 2_400L);
        assertThat(available()).isEqualTo(2);
        Api.Answer tooMuch = village.producer.post(
                bought.refunds(), Map.of("amountFen", 12_921, "quantity", 1, "reason", "more than is left"));
        assertThat(tooMuch.expect(409).text("/code")).isEqualTo("order.refund-too-much");
        assertThat(village.producer.post(bought.refunds(), back(1)).expect(201).number("/amountFen"))
                .isEqualTo(5_980);
        assertThat(village.producer.post(bought.refunds(), back(1)).expect(201).number("/amountFen"))
                .as("the last one takes what is left")
                .isEqualTo(4 * 5_980 - 11_000 - 5_980);
        awaitNet(bought, 0);
        assertThat(available()).isEqualTo(4);
        booksHold();
    }

    @Test
    void returnsInEitherOrderGiveTheSameParts() {
        boxes(12);
        List<Map<String, Object>> refunds = List.of(
                back(1),
                Map.of("quantity", 2, "amountFen", 9_999, "reason", "dented"),
                Map.of("amountFen", 501, "reason", "late"));
        live(0);
        Bought one = bought(6);
        Bought other = bought(6);
        for (int i = 0; i < 3; i++) {
            village.producer.post(one.refunds(), refunds.get(i)).expect(201);
            village.producer.post(other.refunds(), refunds.get(2 - i)).expect(201);
        }
        long net = 6 * 5_980 - 5_980 - 9_999 - 501;
        awaitNet(one, net);
        awaitNet(other, net);
        assertThat(parts(one)).isEqualTo(parts(other)).containsEntry("LOGISTICS", 3_600L);
        booksHold();
    }

    @Test
    void ofReturnsOfTheLastUnitsAtOnceOneWins() {
        String lot = boxes(6);
        live(0);
        Bought two = bought(2);
        Bought three = bought(3);
        assertThat(atOnce(6, two, 2)).isEqualTo(1);
        assertThat(atOnce(8, three, 1)).isEqualTo(3);
        awaitNet(two, 0);
        awaitNet(three, 0);
        assertThat(available()).isEqualTo(6);
        assertThat(left(lot)).isEqualTo(6);
        booksHold();
    }

    /** How many of so many equal returns at once succeed. */
    private long atOnce(int times, Bought bought, long quantity) {
        return IntStream.range(0, times)
                .parallel()
                .mapToObj(i -> village.producer.post(bought.refunds(), back(quantity)))
                .filter(answer -> answer.status() == 201 || answer.expect(409).status() == 201)
                .count();
    }

    private void release() {
        village.admin.post("/api/v1/payouts/releases", Map.of()).expect(200);
    }

    /** What of a household's income stands: paid or to be paid, less what is claimed back. */
    private long income(String name) {
        JsonNode standing = village.auditor
                .get("/api/v1/producers/" + village.producerId + "/payouts/households/" + village.households.get(name))
                .expect(200)
                .body();
        assertThat(standing.at("/heldFen").asLong()).isZero();
        return standing.at("/payableFen").asLong()
                + standing.at("/submittedFen").asLong()
                + standing.at("/confirmedFen").asLong()
                - standing.at("/clawbackFen").asLong();
    }

    private void payOut(String name) {
        String change = village.officer
                .post(
                        "/api/v1/households/" + village.households.get(name) + "/payee-changes",
                        Map.of(
                                "memberId",
                                village.members.get(name),
                                "bankAccount",
                                "6222"
                                        + UUID.randomUUID()
                                                .toString()
                                                .replaceAll("\\D", "")
                                                .concat("00000000000")
                                                .substring(0, 12)))
                .expect(201)
                .text("/id");
        village.admin
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
        String payouts = "/api/v1/producers/" + village.producerId + "/payouts/batches";
        Api.Answer made = village.admin.post(payouts, Map.of()).expect(201);
        String batch = payouts + "/" + made.text("/batch/id");
        village.officer.post(batch + "/approval", Map.of()).expect(200);
        String item = made.text("/items/0/id");
        village.clerk
                .csv(batch + "/results", "item_id,result,receipt,reason\n" + item + ",PAID," + item + ",\n")
                .expect(200);
    }

    private void returnsOne(Bought bought, long net) {
        village.producer.post(bought.refunds(), back(1)).expect(201);
        awaitNet(bought, net);
    }

    @Test
    void boxesComeBackBeforeAndAfterTheirIncomeIsPaid() {
        boxes(4);
        live(0);
        Bought bought = bought(4);
        returnsOne(bought, 3 * 5_980);
        shelf.closeTheWindow(producer.value());
        release();
        assertThat(income("h1")).as("a fifth of 2,199 is 439").isEqualTo(4 * 1_890 + 263);
        assertThat(income("h2")).isEqualTo(4 * 1_260 + 176);

        returnsOne(bought, 2 * 5_980);
        release();
        assertThat(income("h1")).as("a fifth of 1,466 is 293").isEqualTo(4 * 1_890 + 176);
        payOut("h1");
        returnsOne(bought, 5_980);
        release();
        assertThat(income("h1")).isEqualTo(4 * 1_890 + 88);
        assertThat(income("h2")).isEqualTo(4 * 1_260 + 58);
        assertThat(parts(bought)).isEqualTo(new TreeMap<>(ONE_BOX));
        booksHold();

        String ofSecond = village.lot(eggs, agreement, 1, 98L, new Object[][] {{"h2", null, 30}})
                .text("/id");
        String packed = "/api/v1/attribution/producers/" + village.producerId + "/lines/" + bought.line() + "/lot";
        village.producer.put(packed, Map.of("lotId", ofSecond)).expect(204);
        assertThat(parts(bought)).containsEntry("h2 REBATE", 146L).doesNotContainKey("h1 REBATE");
        release();
        assertThat(income("h1")).as("the eggs stay bought").isEqualTo(4 * 1_890);
        assertThat(income("h2")).isEqualTo(4 * 1_260 + 3_150 + 146);
        assertThat(left(ofSecond)).isZero();
        booksHold();
    }
}
