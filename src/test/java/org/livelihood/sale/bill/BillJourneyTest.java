package org.livelihood.sale.bill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.sale.wechatpay.WechatBillText;
import org.livelihood.sale.wechatpay.WechatPayNotice;
import org.livelihood.sale.wechatpay.WechatPayServer;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.LocalProviders;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/**
 * Two days' bills of WeChat Pay beside our own books, read by an auditor and by an officer of the producer's county.
 */
@JourneyTest
class BillJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private final WechatPayServer wechat = LocalProviders.wechatPay();
    private final Caller buyer = Tokens.shopper();

    /** Long ago, so that nothing that others paid today is of it. */
    private final LocalDate day =
            LocalDate.of(2010, 1, 1).plusDays(ThreadLocalRandom.current().nextInt(3000));

    private String paid(ProducerId producer, LocalDate on) {
        return paid(producer, on, ordered(producer));
    }

    private Api.Answer ordered(ProducerId producer) {
        SkuId sku = shelf.sku(producer, 700, 1);
        return Api.of(web, tokens, buyer)
                .post("/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", sku, "quantity", 1))))
                .expect(201);
    }

    /** Paid with WeChat for 7 yuan on a day; its number. */
    private String paid(ProducerId producer, LocalDate on, Api.Answer order) {
        Api shopper = Api.of(web, tokens, buyer);
        String payment = shopper.post(
                        "/api/v1/payments", Map.of("orderIds", List.of(order.text("/id")), "provider", "wechatpay"))
                .expect(201)
                .text("/id");
        String number = payment.replace("-", "");
        wechat.pay(number);
        WechatPayNotice notice = wechat.notice(number);
        Map<String, String> headers = new HashMap<>(notice.headers().toSingleValueMap());
        headers.put("Content-Type", "application/json");
        String body = new String(notice.body(), StandardCharsets.UTF_8);
        Api.guest(web)
                .send(HttpMethod.POST, "/api/v1/payments/notifications/wechatpay", body, headers)
                .expect(200);
        shelf.run(
                "UPDATE payment SET paid_at = CAST(? AS timestamptz) WHERE id = ?",
                on + "T12:00:00+08:00",
                UUID.fromString(payment));
        return number;
    }

    private static String transactionOf(String number) {
        return "42000" + number.substring(9);
    }

    private static String line(String number, String yuan, String fee) {
        return WechatBillText.payment(number, transactionOf(number), yuan, fee, "袜子");
    }

    private String path(LocalDate of) {
        return "/api/v1/provider-bills/wechatpay/days/" + of;
    }

    /** Kind and number of each. */
    private static List<String> told(Api.Answer page) {
        List<String> told = new ArrayList<>();
        for (JsonNode item : page.expect(200).body().path("items")) {
            told.add(item.path("kind").asString() + " " + item.path("number").asString());
        }
        return told;
    }

    @Test
    @DisplayName(
            "bills: amounts, fees, a second transfer, ours unknown to them and theirs to us; the next day's settles one")
    void bills() {
        Village village = new Village(web, tokens, "WORKSHOP");
        ProducerId producer = new ProducerId(UUID.fromString(village.producerId));
        String right = paid(producer, day);
        String fenOff = paid(producer, day);
        String dear = paid(producer, day);
        String twice = paid(producer, day);
        String atMidnight = paid(producer, day);
        String stranger = UUID.randomUUID().toString().replace("-", "");
        wechat.billOf(
                day,
                WechatBillText.of(
                        line(right, "7.00", "0.04000"),
                        line(fenOff, "7.01", "0.04000"),
                        line(dear, "7.00", "0.07000"),
                        line(twice, "7.00", "0.04000"),
                        WechatBillText.payment(twice, "4200099" + twice.substring(11), "7.00", "0.04000", "袜子"),
                        line(stranger, "9.00", "0.05000")));
        Api.Answer bill = village.admin.post(path(day), Map.of()).expect(200);
        assertThat(bill.number("/lines")).isEqualTo(6);
        assertThat(bill.number("/paidFen")).isEqualTo(4401);
        assertThat(bill.number("/differences")).isEqualTo(5);
        assertThat(village.admin.post(path(day), Map.of()).expect(200).text("/fetchedAt"))
                .isEqualTo(bill.text("/fetchedAt"));

        String[] about = {
            "PAYMENT_AMOUNT " + fenOff,
            "FEE " + dear,
            "PAYMENT_TWICE " + twice,
            "PAYMENT_UNKNOWN_THERE " + atMidnight,
            "PAYMENT_UNKNOWN_HERE " + stranger
        };
        String differences = path(day) + "/differences";
        assertThat(told(village.auditor.get(differences))).containsExactlyInAnyOrder(about);
        assertThat(told(village.officer.get(differences + "?producer=" + producer)))
                .containsExactlyInAnyOrder(about[0], about[1], about[2], about[3]);
        assertThat(village.officer.get(differences).expect(422).text("/code")).isEqualTo("bill.producer-needed");
        Api.of(web, tokens, Tokens.officerOf("341227000000"))
                .get(differences + "?producer=" + producer)
                .expect(404);

        LocalDate next = day.plusDays(1);
        wechat.billOf(next, WechatBillText.of(line(atMidnight, "7.00", "0.04000")));
        village.admin.post(path(next), Map.of()).expect(200);
        assertThat(told(village.auditor.get(path(next) + "/differences"))).isEmpty();
        JsonNode settled = village.auditor.get(differences).body();
        for (JsonNode item : settled.path("items")) {
            assertThat(item.hasNonNull("goneAt"))
                    .isEqualTo(item.path("number").asString().equals(atMidnight));
        }
        assertThat(village.auditor
                        .get("/api/v1/provider-bills")
                        .expect(200)
                        .body()
                        .toString())
                .contains("\"day\":\"" + day + "\"", "\"day\":\"" + next + "\"");
    }

    @Test
    @DisplayName("a refund that began yesterday is in yesterday's bill, and is not missed in today's")
    void yesterdaysRefund() {
        ProducerId producer = ProducerId.next();
        Api.Answer order = ordered(producer);
        String number = paid(producer, day.minusDays(9), order);
        Api shopper = Api.of(web, tokens, buyer);
        String orders = "/api/v1/orders/";
        String id = order.text("/id");
        Api.of(web, tokens, Tokens.of(Role.PRODUCER, producer))
                .post(
                        orders + id + "/lines/" + order.text("/lines/0/id") + "/refunds",
                        Map.of("reason", "a hole in it"))
                .expect(201);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        shopper.get(orders + id + "/refunds").text("/0/status").equals("SUCCEEDED"));
        String refund = wechat.refundsOf(number).get(0);
        shelf.run(
                "UPDATE payment_refund SET succeeded_at = CAST(? AS timestamptz) WHERE producer_id = ?",
                day.minusDays(7) + "T00:10:00+08:00",
                producer.value());
        Api admin = Api.of(web, tokens, Tokens.of(Role.ADMIN));
        wechat.billOf(day.minusDays(9), WechatBillText.of(line(number, "7.00", "0.04000")));
        wechat.billOf(
                day.minusDays(8),
                WechatBillText.of(WechatBillText.refund(
                        number, refund, transactionOf(number), "7.00", "-0.04000", "PROCESSING")));
        for (int back : new int[] {9, 8, 7}) {
            admin.post(path(day.minusDays(back)), Map.of()).expect(200);
            assertThat(told(admin.get(path(day.minusDays(back)) + "/differences")))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("a day that is not over, a provider without bills, a bill that is not here: refused")
    void refused() {
        Api admin = Api.of(web, tokens, Tokens.of(Role.ADMIN));
        LocalDate today = ChinaTime.dayOf(Instant.now());
        assertThat(admin.post(path(today), Map.of()).expect(422).text("/code")).isEqualTo("bill.day-not-over");
        assertThat(admin.post("/api/v1/provider-bills/sandbox/days/" + day, Map.of())
                        .expect(404)
                        .text("/code"))
                .isEqualTo("bill.unknown-provider");
        assertThat(admin.get(path(day.plusDays(40)) + "/differences")
                        .expect(404)
                        .text("/code"))
                .isEqualTo("bill.not-found");
    }
}
