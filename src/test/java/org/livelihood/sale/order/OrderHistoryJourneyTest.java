package org.livelihood.sale.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** A buyer finds her orders again: by state, producer, time and words, with a count for each tab of her list. */
@JourneyTest
class OrderHistoryJourneyTest {

    private static final String ORDERS = "/api/v1/orders";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private final ProducerId workshop = ProducerId.next();
    private final ProducerId farm = ProducerId.next();
    private Api buyer;
    private String first;
    private String second;
    private String cancelled;

    @BeforeEach
    void buy() {
        buyer = Api.of(web, tokens, Tokens.shopper());
        SkuId socks = shelf.sku(workshop, 1_990, 10);
        first = order(socks);
        second = order(shelf.sku(farm, 5_980, 10));
        cancelled = order(socks);
        buyer.post(ORDERS + "/" + cancelled + "/cancellation", Map.of()).expect(200);
    }

    private String order(SkuId sku) {
        return buyer.post(ORDERS, Map.of("lines", List.of(Map.of("skuId", sku.toString(), "quantity", 1))))
                .expect(201)
                .text("/id");
    }

    private List<String> found(String query) {
        return StreamSupport.stream(
                        buyer.get(ORDERS + query)
                                .expect(200)
                                .body()
                                .at("/items")
                                .spliterator(),
                        false)
                .map(item -> item.at("/id").asString())
                .toList();
    }

    @Test
    void eachFilterLeavesWhatItSays() {
        assertThat(found("")).containsExactly(cancelled, second, first);
        assertThat(found("?status=AWAITING_PAYMENT")).containsExactly(second, first);
        assertThat(found("?status=CANCELLED&status=PAID")).containsExactly(cancelled);
        assertThat(found("?producer=" + farm)).containsExactly(second);
        assertThat(found("?session=" + UUID.randomUUID())).isEmpty();
        String placed = buyer.get(ORDERS + "/" + second).expect(200).text("/placedAt");
        assertThat(found("?from=" + placed)).containsExactly(cancelled, second);
        assertThat(found("?to=" + placed)).containsExactly(first);
        assertThat(found("?q=sock")).containsExactly(cancelled, second, first);
        assertThat(found("?q=S BLUE")).hasSize(3);
        assertThat(found("?q=_")).isEmpty();
    }

    @Test
    void filteredListsHavePagesToo() {
        Api.Answer page = buyer.get(ORDERS + "?status=AWAITING_PAYMENT&limit=1").expect(200);
        assertThat(page.text("/items/0/id")).isEqualTo(second);
        assertThat(found("?status=AWAITING_PAYMENT&limit=1&cursor=" + page.text("/nextCursor")))
                .containsExactly(first);
    }

    @Test
    void everyTabHasItsCount() {
        Api.Answer counts = buyer.get(ORDERS + "/counts").expect(200);
        assertThat(counts.number("/byStatus/AWAITING_PAYMENT")).isEqualTo(2);
        assertThat(counts.number("/byStatus/CANCELLED")).isEqualTo(1);
        assertThat(counts.number("/byStatus/PAID")).isZero();
        assertThat(counts.number("/all")).isEqualTo(3);
    }

    @Test
    void aStateThatThereIsNotIsRefusedAndNamed() {
        Api.Answer refused = buyer.get(ORDERS + "?status=LOST").expect(400);
        assertThat(refused.text("/errors/0/field")).isEqualTo("status");
    }

    @Test
    void othersOrdersAreNotFound() {
        Api other = Api.of(web, tokens, Tokens.shopper());
        assertThat(other.get(ORDERS + "?q=sock").expect(200).body().at("/items"))
                .isEmpty();
        assertThat(other.get(ORDERS + "/counts").expect(200).number("/all")).isZero();
    }
}
