package org.livelihood.sale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.http.HttpReason;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.sale.order.OrderReason;
import org.livelihood.sale.order.Orders;
import org.livelihood.sale.order.RequestedLine;
import org.livelihood.support.Books;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@JourneyTest
class OpeningRaceTest {

    private static final Payments.Way SANDBOX = new Payments.Way("sandbox", PaymentMethod.PAGE);

    @Autowired
    private ProviderTalk talk;

    @Autowired
    private Orders orders;

    @Autowired
    private Idempotency idempotency;

    @Autowired
    private Shelf shelf;

    @Autowired
    private Books books;

    private final ProducerId producer = ProducerId.next();
    private final Caller buyer = Tokens.shopper();

    private OrderId order(SkuId sku) {
        Idempotency.Key key = idempotency.key(buyer, UUID.randomUUID().toString(), "orders", sku);
        return Objects.requireNonNull(orders.place(key, null, List.of(new RequestedLine(sku, 1)), List.of(), null)
                        .block())
                .orders()
                .get(0)
                .id();
    }

    private Mono<Object> open(String key, List<OrderId> ids) {
        return talk.open(idempotency.key(buyer, key, "payments", ids), ids, SANDBOX, Payer.unknown())
                .<Object>map(opened -> opened)
                .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.reason()));
    }

    private static List<Object> atOnce(List<Mono<Object>> openings) {
        return Objects.requireNonNull(Flux.fromIterable(openings)
                .flatMap(opening -> opening, 256)
                .collectList()
                .block());
    }

    private long count(String rest) {
        return books.count("SELECT count(*) FROM " + rest, producer);
    }

    @Test
    @DisplayName("E3: one key sent fifty times at once opens one payment, and another body under it none")
    void oneKeyOpensOnePayment() {
        SkuId sku = shelf.sku(producer, 700, 10);
        List<OrderId> first = List.of(order(sku));
        List<OrderId> second = List.of(order(sku));
        List<Mono<Object>> openings = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            openings.add(open("one-payment", first));
        }
        List<Object> answers = atOnce(openings);
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isInstanceOf(Payments.Opened.class));
        assertThat(answers.stream().filter(answer -> !((Payments.Opened) answer).replayed()))
                .hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> ((Payments.Opened) answer).payment().id())
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .map(answer -> ((Payments.Opened) answer).payment().cashierUrl()))
                .doesNotContainNull();
        assertThat(open("one-payment", second).block()).isEqualTo(HttpReason.IDEMPOTENCY_KEY_REUSED);
        assertThat(count("payment_order WHERE producer_id = :producer")).isEqualTo(1);
        assertThat(count("orders WHERE producer_id = :producer AND open_payments = 1"))
                .isEqualTo(1);
    }

    @Test
    void whoIsRefusedLeavesTheOthersOfTheBatchAsTheyAre() {
        SkuId sku = shelf.sku(producer, 700, 50);
        List<Mono<Object>> openings = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            OrderId waiting = order(sku);
            OrderId over = order(sku);
            orders.cancel(buyer, over, null).block();
            openings.add(open("good-payment-" + i, List.of(waiting)));
            openings.add(open("late-payment-" + i, List.of(waiting, over)));
            openings.add(open("lost-payment-" + i, List.of(OrderId.next())));
        }
        List<Object> answers = atOnce(openings);
        assertThat(answers.stream().filter(Payments.Opened.class::isInstance)).hasSize(20);
        assertThat(answers.stream().filter(OrderReason.NOT_AWAITING_PAYMENT::equals))
                .hasSize(20);
        assertThat(answers.stream().filter(OrderReason.NOT_FOUND::equals)).hasSize(20);
        assertThat(count("orders WHERE producer_id = :producer AND open_payments = 1"))
                .isEqualTo(20);
    }

    @Test
    @DisplayName("a payment over two producers is opened whole or not at all")
    void whatOneProducerGrantedIsTakenBack() {
        OrderId own = order(shelf.sku(producer, 700, 10));
        OrderId other = order(shelf.sku(ProducerId.next(), 300, 10));
        orders.cancel(buyer, other, null).block();
        assertThat(open("payment-of-two", List.of(own, other)).block()).isEqualTo(OrderReason.NOT_AWAITING_PAYMENT);
        assertThat(count("orders WHERE producer_id = :producer AND open_payments > 0"))
                .isZero();
        assertThat(open("payment-of-two-b", List.of(own)).block()).isInstanceOf(Payments.Opened.class);
    }

    @Test
    void anotherBuyersOrderDoesNotExist() {
        OrderId order = order(shelf.sku(producer, 700, 10));
        Caller stranger = Tokens.shopper();
        Mono<Payments.Opened> opening = talk.open(
                idempotency.key(stranger, "not-her-order", "payments", order),
                List.of(order),
                SANDBOX,
                Payer.unknown());
        assertThat(opening.<Object>map(opened -> opened)
                        .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.reason()))
                        .block())
                .isEqualTo(OrderReason.NOT_FOUND);
    }
}
