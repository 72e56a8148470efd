package org.livelihood.account.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
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

/** Who is the producer's own may buy: the sale is attributed and marked, and is no traced sale that is counted. */
@JourneyTest
class OwnBuyerJourneyTest {

    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private Village village;
    private UUID producer;
    private String socks;

    @BeforeEach
    void settle() {
        village = new Village(web, tokens, "WORKSHOP");
        producer = UUID.fromString(village.producerId);
        village.household("contributes", "WORKER");
        village.household("works", "WORKER");
        socks = village.sku("Socks", 6_900);
        Object[] knitted = {"contributes", "knit", 100};
        village.lot(socks, village.agreement(Village.workshopTerms()), 10, null, new Object[][] {knitted});
    }

    private void manages(UUID person, LocalDate from, @Nullable LocalDate until) {
        shelf.run("""
                INSERT INTO producer_manager (producer_id, id, person_id, recorded_by, holds_from, holds_until,
                                              confirmed_by, confirmed_at)
                VALUES (?, gen_random_uuid(), ?, ?, ?, ?, ?, now())""", producer, person, UUID.randomUUID(), from, until, UUID.randomUUID());
    }

    /** A pair bought by an account, of a person where one is known; the line. */
    private String bought(@Nullable UUID person) {
        AccountId account = AccountId.next();
        if (person != null) {
            shelf.run(
                    "INSERT INTO security_person (account_id, person_id, recorded_by) VALUES (?, ?, ?)",
                    account.value(),
                    person,
                    UUID.randomUUID());
        }
        Api buyer = Api.of(web, tokens, Caller.of(account, Grant.of(Role.SHOPPER)));
        Api.Answer order = buyer.post("/api/v1/orders", Map.of("lines", List.of(Map.of("skuId", socks, "quantity", 1))))
                .expect(201);
        String cashier = buyer.post("/api/v1/payments", Map.of("orderIds", List.of(order.text("/id"))))
                .expect(201)
                .text("/cashierUrl");
        Api.guest(web).post(cashier.substring(cashier.indexOf("/api/")), Map.of("decision", "PAY"));
        String line = order.text("/lines/0/id");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> village.auditor.get("/api/v1/trace/lines/" + line).status() == 200);
        return line;
    }

    private void isMarked(String line, @Nullable String tie) {
        JsonNode trace =
                village.auditor.get("/api/v1/trace/lines/" + line).expect(200).body();
        JsonNode marked = trace.at("/sale/ownBuyer");
        assertThat(marked.isString() ? marked.asString() : null).isEqualTo(tie);
        assertThat(trace.at("/parts").isEmpty()).as("it is attributed").isFalse();
        assertThat(trace.at("/tracedSales/0/amountFen").asLong()).isEqualTo(6_900);
    }

    private long counted(String indicator) {
        JsonNode rows = village.auditor
                .get("/api/v1/indicators/" + indicator + "?region=" + Village.CODE + "&from=" + TODAY + "&to=" + TODAY)
                .expect(200)
                .body()
                .at("/rows");
        long sum = 0;
        for (JsonNode row : rows) {
            if (!indicator.endsWith("PRODUCER") || row.at("/key").asString().equals(village.producerId)) {
                sum += row.at("/numerator").asLong();
            }
        }
        return sum;
    }

    @Test
    @DisplayName("E10: a sale to the producer's own people is attributed and marked, and counts as no traced sale")
    void ownPeopleMayBuyAndCountForNothing() {
        long before = counted("TRACED_SALES_BY_VILLAGE");
        UUID manager = UUID.randomUUID();
        UUID former = UUID.randomUUID();
        manages(manager, TODAY.minusDays(9), null);
        manages(former, TODAY.minusDays(9), TODAY.minusDays(1));
        isMarked(bought(UUID.fromString(village.members.get("contributes"))), "CONTRIBUTES");
        isMarked(bought(UUID.fromString(village.members.get("works"))), "WORKS");
        isMarked(bought(manager), "MANAGES");
        assertThat(counted("TRACED_SALES_BY_PRODUCER")).isZero();

        isMarked(bought(former), null);
        isMarked(bought(UUID.randomUUID()), null);
        isMarked(bought(null), null);
        assertThat(counted("TRACED_SALES_BY_PRODUCER")).isEqualTo(3 * 6_900);
        assertThat(counted("TRACED_SALES_BY_VILLAGE") - before).isEqualTo(3 * 6_900);
    }
}
