package org.livelihood.sale.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.goods.stock.Stock;
import org.livelihood.goods.stock.StockLevel;
import org.livelihood.platform.http.HttpReason;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.sale.order.Orders.Bought;
import org.livelihood.support.Books;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@JourneyTest
class PlacementRaceTest {

    @Autowired
    private Orders orders;

    @Autowired
    private Quotes quotes;

    @Autowired
    private Idempotency idempotency;

    @Autowired
    private Shelf shelf;

    @Autowired
    private Books books;

    @Autowired
    private Stock stock;

    @Autowired
    private Expiry expiry;

    private final ProducerId producer = ProducerId.next();

    private Mono<Object> buy(Caller buyer, String key, @Nullable SessionId session, RequestedLine... wanted) {
        Idempotency.Key once = idempotency.key(buyer, key, "orders", List.of(wanted));
        return orders.place(once, session, List.of(wanted), List.of(), null)
                .<Object>map(bought -> bought)
                .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.reason()));
    }

    private Mono<Object> buy(SkuId sku, long units) {
        return buy(Tokens.shopper(), UUID.randomUUID().toString(), null, new RequestedLine(sku, units));
    }

    private static List<Object> atOnce(List<Mono<Object>> purchases) {
        return Objects.requireNonNull(Flux.fromIterable(purchases)
                .flatMap(purchase -> purchase, 1024)
                .collectList()
                .block());
    }

    private static long placed(List<Object> answers) {
        return answers.stream()
                .filter(answer -> answer instanceof Bought bought && !bought.replayed())
                .count();
    }

    private static long refused(List<Object> answers, Reason reason) {
        return answers.stream().filter(reason::equals).count();
    }

    private StockLevel level(SkuId sku) {
        return Objects.requireNonNull(stock.levels(producer, List.of(sku))
                .filter(level -> level.session() == null)
                .blockFirst());
    }

    private void booksHold() {
        assertThat(books.faults(producer)).isEmpty();
    }

    @Test
    void fiveHundredBuyersOfAHundredUnitsBuyExactlyAHundred() {
        SkuId sku = shelf.sku(producer, 1990, 100);
        List<Mono<Object>> purchases = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            purchases.add(buy(sku, 1));
        }
        List<Object> answers = atOnce(purchases);
        assertThat(placed(answers)).isEqualTo(100);
        assertThat(refused(answers, OrderReason.SOLD_OUT)).isEqualTo(400);
        assertThat(level(sku)).isEqualTo(new StockLevel(producer, sku, null, 0, 100, 0, false));
        booksHold();
    }

    @Test
    @DisplayName("E3: of many who buy one quote at the same time under keys of their own, one does")
    void aQuoteIsBoughtOnceHoweverManyAsk() {
        ProducerId other = ProducerId.next();
        SkuId one = shelf.sku(producer, 1990, 100);
        SkuId two = shelf.sku(other, 990, 100);
        Caller buyer = Tokens.shopper();
        QuoteId quote = Objects.requireNonNull(quotes.make(
                                buyer,
                                null,
                                List.of(new RequestedLine(one, 2), new RequestedLine(two, 3)),
                                List.of(),
                                null)
                        .block())
                .id();
        List<Mono<Object>> purchases = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Idempotency.Key key = idempotency.key(buyer, "quoted-key-" + i % 40, "orders", quote);
            purchases.add(orders.placeQuoted(key, quote, null)
                    .<Object>map(bought -> bought)
                    .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.reason())));
        }
        List<Object> answers = atOnce(purchases);
        assertThat(placed(answers)).isEqualTo(1);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(((Bought) answer).orders()).hasSize(2));
        assertThat(answers.stream()
                        .flatMap(answer -> ((Bought) answer).orders().stream())
                        .map(Order::id)
                        .distinct())
                .hasSize(2);
        assertThat(level(one).reserved()).isEqualTo(2);
        booksHold();
    }

    @Test
    void unitsGoInTheOrderOfArrivalAsFarAsTheyReach() {
        SkuId sku = shelf.sku(producer, 100, 6);
        assertThat(buy(sku, 1).block())
                .as("whose the SKU is, is known from now on")
                .isInstanceOf(Bought.class);
        List<Object> answers =
                Objects.requireNonNull(Flux.mergeSequential(List.of(buy(sku, 3), buy(sku, 3), buy(sku, 2), buy(sku, 1)))
                        .collectList()
                        .block());
        assertThat(placed(answers)).isEqualTo(2);
        assertThat(refused(answers, OrderReason.SOLD_OUT)).isEqualTo(2);
        assertThat(level(sku).available()).isZero();
        booksHold();
    }

    @Test
    void oneKeySentFiftyTimesAtOnceMakesOneOrder() {
        SkuId sku = shelf.sku(producer, 1990, 100);
        Caller buyer = Tokens.shopper();
        List<Mono<Object>> purchases = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            purchases.add(buy(buyer, "one-and-only", null, new RequestedLine(sku, 2)));
        }
        List<Object> answers = atOnce(purchases);
        assertThat(placed(answers)).isEqualTo(1);
        assertThat(answers.stream()
                        .map(answer -> ((Bought) answer).orders().get(0).id())
                        .distinct())
                .hasSize(1);
        assertThat(level(sku).reserved()).isEqualTo(2);
        booksHold();
    }

    @Test
    void oneKeyForDifferentPurchasesAtOnceMakesOneOrder() {
        List<SkuId> skus = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            skus.add(shelf.sku(i % 2 == 0 ? producer : ProducerId.next(), 500, 10));
        }
        Caller buyer = Tokens.shopper();
        List<Object> answers = atOnce(skus.stream()
                .map(sku -> buy(buyer, "spread-over-shards", null, new RequestedLine(sku, 1)))
                .toList());
        assertThat(placed(answers)).isEqualTo(1);
        assertThat(refused(answers, HttpReason.IDEMPOTENCY_KEY_REUSED)).isEqualTo(11);
        booksHold();
    }

    @Test
    void aRefusedKeyMayBeUsedAgain() {
        SkuId sku = shelf.sku(producer, 500, 1);
        Caller buyer = Tokens.shopper();
        assertThat(buy(buyer, "too-many-first", null, new RequestedLine(sku, 2)).block())
                .isEqualTo(OrderReason.SOLD_OUT);
        assertThat(buy(buyer, "too-many-first", null, new RequestedLine(sku, 1)).block())
                .isInstanceOf(Bought.class);
    }

    @Test
    void whatIsRefusedNeverTouchesItsNeighbours() {
        SkuId plenty = shelf.sku(producer, 700, 1_000);
        SkuId rare = shelf.sku(producer, 700, 3);
        SkuId foreign = shelf.sku(ProducerId.next(), 700, 1_000);
        SessionId session = shelf.session(producer);
        shelf.show(producer, session, plenty, 600, 1, 0);
        List<Mono<Object>> purchases = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            purchases.add(buy(plenty, 1));
            purchases.add(buy(
                    Tokens.shopper(),
                    UUID.randomUUID().toString(),
                    null,
                    new RequestedLine(plenty, 1),
                    new RequestedLine(rare, 4)));
            purchases.add(buy(SkuId.next(), 1));
            purchases.add(buy(Tokens.shopper(), UUID.randomUUID().toString(), session, new RequestedLine(plenty, 2)));
            purchases.add(buy(Tokens.shopper(), UUID.randomUUID().toString(), session, new RequestedLine(rare, 1)));
            purchases.add(buy(
                    Tokens.shopper(),
                    UUID.randomUUID().toString(),
                    null,
                    new RequestedLine(plenty, 1),
                    new RequestedLine(foreign, 1)));
        }
        List<Object> answers = atOnce(purchases);
        assertThat(placed(answers)).isEqualTo(40);
        for (Reason reason : List.of(
                OrderReason.SOLD_OUT,
                OrderReason.UNKNOWN_SKU,
                OrderReason.LIMIT_REACHED,
                OrderReason.NOT_SHOWN,
                OrderReason.SEVERAL_PRODUCERS)) {
            assertThat(refused(answers, reason)).as(reason.code()).isEqualTo(40);
        }
        assertThat(level(plenty)).isEqualTo(new StockLevel(producer, plenty, null, 960, 40, 0, false));
        booksHold();
    }

    @Test
    void ordersOfSeveralLinesInAnyOrderNeverBlockEachOther() {
        List<SkuId> skus = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            skus.add(shelf.sku(producer, 300, 60));
        }
        List<Mono<Object>> purchases = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int a = ThreadLocalRandom.current().nextInt(8);
            int b = (a + 1 + ThreadLocalRandom.current().nextInt(7)) % 8;
            purchases.add(buy(
                    Tokens.shopper(),
                    UUID.randomUUID().toString(),
                    null,
                    new RequestedLine(skus.get(a), 1),
                    new RequestedLine(skus.get(b), 2)));
        }
        List<Object> answers = atOnce(purchases);
        long placed = placed(answers);
        assertThat(placed + refused(answers, OrderReason.SOLD_OUT)).isEqualTo(300);
        long reserved = skus.stream().mapToLong(sku -> level(sku).reserved()).sum();
        assertThat(reserved).isEqualTo(placed * 3);
        booksHold();
    }

    @Test
    void aBuyersLimitHoldsInARace() {
        SkuId sku = shelf.sku(producer, 900, 500);
        SessionId session = shelf.session(producer);
        shelf.show(producer, session, sku, 800, 3, 200);
        Caller buyer = Tokens.shopper();
        List<Mono<Object>> purchases = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            purchases.add(buy(buyer, "limited-" + i, session, new RequestedLine(sku, 1)));
        }
        List<Object> answers = atOnce(purchases);
        assertThat(placed(answers)).isEqualTo(3);
        assertThat(refused(answers, OrderReason.LIMIT_REACHED)).isEqualTo(27);
        Order one = answers.stream()
                .filter(Bought.class::isInstance)
                .map(answer -> ((Bought) answer).orders().get(0))
                .findFirst()
                .orElseThrow();
        assertThat(one.total()).isEqualTo(new Money(800));
        booksHold();

        orders.cancel(buyer, one.id(), null).block();
        assertThat(buy(buyer, "limited-again", session, new RequestedLine(sku, 1))
                        .block())
                .isInstanceOf(Bought.class);
        booksHold();
    }

    @Test
    void expiryGivesBackOnceAndClosedPoolsGoHome() {
        SkuId sku = shelf.sku(producer, 900, 50);
        SessionId session = shelf.session(producer);
        shelf.show(producer, session, sku, 800, 2, 20);
        for (int i = 0; i < 5; i++) {
            assertThat(buy(Tokens.shopper(), "expires-" + i, session, new RequestedLine(sku, 2))
                            .block())
                    .isInstanceOf(Bought.class);
        }
        stock.closePools(producer, session).block();
        shelf.run("UPDATE orders SET expires_at = now() - interval '1 minute' WHERE producer_id = ?", producer.value());
        Flux.range(0, 8).flatMap(i -> OrderLifecycle.allExpired(expiry)).blockLast();
        assertThat(books.count(
                        "SELECT count(*) FROM orders WHERE status = 'EXPIRED' AND producer_id = :producer", producer))
                .isEqualTo(5);
        assertThat(level(sku).available()).isEqualTo(50);
        booksHold();
    }

    @Test
    @DisplayName("While a payment of it is open an order does not expire: its units are somebody's who may have paid")
    void whatMayBePaidForDoesNotExpire() {
        SkuId sku = shelf.sku(producer, 900, 2);
        assertThat(buy(sku, 1).block()).isInstanceOf(Bought.class);
        assertThat(buy(sku, 1).block()).isInstanceOf(Bought.class);
        shelf.run("""
                UPDATE orders SET open_payments = 1
                 WHERE id = (SELECT id FROM orders WHERE producer_id = ? ORDER BY id LIMIT 1)""", producer.value());
        shelf.run("UPDATE orders SET expires_at = now() - interval '1 minute' WHERE producer_id = ?", producer.value());
        OrderLifecycle.allExpired(expiry).block();
        assertThat(books.count(
                        "SELECT count(*) FROM orders WHERE status = 'AWAITING_PAYMENT' AND producer_id = :producer",
                        producer))
                .isEqualTo(1);
        assertThat(level(sku).available()).isEqualTo(1);
        booksHold();
    }

    @Test
    void aBuyerWhoLeavesChangesNothing() {
        SkuId sku = shelf.sku(producer, 900, 5_000);
        assertThat(buy(sku, 1).block())
                .as("whose the SKU is, is known from now on")
                .isInstanceOf(Bought.class);
        for (int i = 1; i < 1_000; i++) {
            Disposable client = buy(sku, 1).subscribe();
            client.dispose();
        }
        await().until(() -> level(sku).reserved() == 1_000);
        assertThat(books.count("SELECT count(*) FROM orders WHERE producer_id = :producer", producer))
                .isEqualTo(1_000);
        booksHold();
    }

    @Test
    void tooManyOfOneSkuOverSeveralLinesPointsAtTheLine() {
        SkuId sku = shelf.sku(producer, 900, 5_000);
        Idempotency.Key key = idempotency.key(Tokens.shopper(), "sum-of-lines", "orders", "x");
        assertThatThrownBy(() -> orders.place(
                                key,
                                null,
                                List.of(new RequestedLine(sku, 999), new RequestedLine(sku, 1)),
                                List.of(),
                                null)
                        .block())
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(OrderReason.TOO_MANY_UNITS);
                    assertThat(refusal.field()).isEqualTo("lines[1].quantity");
                });
    }

    @Test
    @DisplayName("two producers and an unknown SKU at once: each batch is one producer's, and nobody touches another")
    void producersAndStrangersGoTheirOwnWays() {
        ProducerId other = ProducerId.next();
        SkuId socks = shelf.sku(producer, 700, 100);
        SkuId eggs = shelf.sku(other, 300, 30);
        List<Mono<Object>> purchases = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            purchases.add(buy(socks, 1));
            purchases.add(buy(eggs, 1));
            purchases.add(buy(SkuId.next(), 1));
        }
        List<Object> answers = atOnce(purchases);
        assertThat(placed(answers)).isEqualTo(90);
        assertThat(refused(answers, OrderReason.SOLD_OUT)).isEqualTo(30);
        assertThat(refused(answers, OrderReason.UNKNOWN_SKU)).isEqualTo(60);
        assertThat(level(socks).reserved()).isEqualTo(60);
        assertThat(transactionsWithOrdersOfBoth(other)).isZero();
        assertThat(books.faults(other)).isEmpty();
        booksHold();
    }

    private long transactionsWithOrdersOfBoth(ProducerId other) {
        return books.count("""
                SELECT count(*) FROM orders a JOIN orders b ON a.xmin = b.xmin
                 WHERE a.producer_id = :producer AND b.producer_id = '%s'""".formatted(other), producer);
    }

    @Test
    @DisplayName("a quote of two producers is bought whole or not at all")
    void aRefusalOfOneProducerTakesBackWhatTheOtherGranted() {
        ProducerId other = ProducerId.next();
        SkuId socks = shelf.sku(producer, 700, 100);
        SkuId eggs = shelf.sku(other, 300, 5);
        Caller buyer = Tokens.shopper();
        QuoteId quote = Objects.requireNonNull(quotes.make(
                                buyer,
                                null,
                                List.of(new RequestedLine(socks, 2), new RequestedLine(eggs, 5)),
                                List.of(),
                                null)
                        .block())
                .id();
        Idempotency.Key key = idempotency.key(buyer, "quote-of-two", "orders", quote);
        assertThat(buy(eggs, 1).block()).isInstanceOf(Bought.class);
        assertThatThrownBy(() -> orders.placeQuoted(key, quote, null).block())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(OrderReason.SOLD_OUT));
        assertThat(level(socks).reserved()).isZero();
        booksHold();

        stock.add(other, eggs, 1).block();
        Bought bought =
                Objects.requireNonNull(orders.placeQuoted(key, quote, null).block());
        assertThat(bought.replayed()).isFalse();
        assertThat(bought.orders()).extracting(Order::producer).containsExactlyInAnyOrder(producer, other);
        assertThat(Objects.requireNonNull(orders.placeQuoted(key, quote, null).block())
                        .replayed())
                .isTrue();
        booksHold();
    }
}
