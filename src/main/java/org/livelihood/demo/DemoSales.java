package org.livelihood.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.catalog.Listing;
import org.livelihood.catalog.Listings;
import org.livelihood.http.Idempotency;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.MemberId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Role;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;
import org.livelihood.live.Session;
import org.livelihood.live.Sessions;
import org.livelihood.order.Order;
import org.livelihood.order.Orders;
import org.livelihood.payment.Payments;
import org.livelihood.payment.ProviderTalk;
import org.livelihood.producer.Producer;
import org.livelihood.producer.Producers;
import org.livelihood.sandbox.Cashier;
import org.livelihood.security.Accounts;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Three live sessions: two whose sales are the worked cases, socks with a host's wage and eggs with a guaranteed price,
 * and one in which an institution buys. Every step asks first what stands already, so a start that was cut off is taken
 * up again.
 */
@Component
class DemoSales {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BREATH = Duration.ofMillis(200);
    private static final LocalDate TODAY = LocalDate.parse("2020-03-02");

    private final Accounts accounts;
    private final Producers producers;
    private final Listings listings;
    private final Sessions sessions;
    private final Orders orders;
    private final Payments payments;
    private final ProviderTalk talk;
    private final Cashier cashier;
    private final Idempotency idempotency;
    private final Clock clock;

    DemoSales(
            Accounts accounts,
            Producers producers,
            Listings listings,
            Sessions sessions,
            Orders orders,
            Payments payments,
            ProviderTalk talk,
            Cashier cashier,
            Idempotency idempotency,
            Clock clock) {
        this.accounts = accounts;
        this.producers = producers;
        this.listings = listings;
        this.sessions = sessions;
        this.orders = orders;
        this.payments = payments;
        this.talk = talk;
        this.cashier = cashier;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /**
     * @param wage of the host, owed to the first household's member
     * @param buyer whose account buys
     */
    private record Show(String login, String title, Money wage, String buyer, Map<String, Long> sold) {}

    private record Stage(
            Caller host, Caller shopper, ProducerId producer, Session session, Map<String, Listing> shelf) {}

    Mono<Void> sell() {
        return Flux.just(
                        new Show(
                                "workshop",
                                "春季直播 Spring live sale",
                                new Money(8_000),
                                "shopper",
                                Map.of(Places.SOCKS, 1L, Places.FAMILY_BOX, 10L)),
                        new Show("xinche", "土鸡蛋直播 Eggs live", Money.ZERO, "shopper", Map.of(Places.EGGS, 1L)),
                        new Show(
                                "wanchanggou",
                                "银耳直播 White fungus live",
                                Money.ZERO,
                                DemoFigures.INSTITUTION,
                                Map.of(Places.FUNGUS, 5L)))
                .flatMap(this::sell)
                .then();
    }

    private Mono<Void> sell(Show show) {
        return stage(show)
                .filter(stage -> stage.session().status() != Session.Status.ENDED)
                .flatMap(stage -> live(stage)
                        .thenMany(Flux.fromIterable(show.sold().entrySet()))
                        .concatMap(sale -> buy(stage, sale.getKey(), sale.getValue()))
                        .then(sessions.end(stage.host(), stage.session().id())))
                .then();
    }

    private Mono<Stage> stage(Show show) {
        return Mono.zip(callerOf(show.login()), callerOf(show.buyer())).flatMap(both -> {
            Caller host = both.getT1();
            ProducerId producer = producerOf(host);
            return session(host, producer, show)
                    .zipWith(shelf(host, producer))
                    .map(found -> new Stage(host, both.getT2(), producer, found.getT1(), found.getT2()));
        });
    }

    private Mono<Caller> callerOf(String login) {
        return accounts.findByLogin(login).flatMap(accounts::find);
    }

    /** The one producer that a host of the demo sells for. */
    private static ProducerId producerOf(Caller host) {
        return host.grants().stream()
                .filter(grant -> grant.role() == Role.HOST)
                .map(grant -> new ProducerId(UUID.fromString(grant.scope())))
                .findAny()
                .orElseThrow();
    }

    private Mono<Map<String, Listing>> shelf(Caller host, ProducerId producer) {
        return listings.ofProducer(host, producer, null, 100)
                .map(page -> page.items().stream()
                        .collect(Collectors.toMap(listing -> listing.content().title(), listing -> listing)));
    }

    private Mono<Session> session(Caller host, ProducerId producer, Show show) {
        return Flux.just(Session.Status.SCHEDULED, Session.Status.LIVE, Session.Status.ENDED)
                .concatMap(status -> sessions.list(status, producer, null, 1))
                .flatMapIterable(page -> page.items())
                .next()
                .switchIfEmpty(Mono.defer(() -> earner(host, producer, show)
                        .flatMap(earner -> schedule(host, producer, show, earner))
                        .switchIfEmpty(Mono.defer(() -> schedule(host, producer, show, null)))));
    }

    private Mono<MemberId> earner(Caller host, ProducerId producer, Show show) {
        return show.wage().isZero()
                ? Mono.empty()
                : producers
                        .memberships(host, producer, TODAY, null, 100)
                        .flatMapIterable(page -> page.items())
                        .filter(membership -> membership.household() != null)
                        .next()
                        .map(Producer.Membership::person)
                        .map(MemberId::new);
    }

    private Mono<Session> schedule(Caller host, ProducerId producer, Show show, @Nullable MemberId earner) {
        Instant now = clock.instant();
        Session.Plan plan = new Session.Plan(show.title(), now, host.account(), false, show.wage(), earner, null);
        return sessions.schedule(host, producer, plan).flatMap(sessions::get);
    }

    private Mono<Void> live(Stage stage) {
        SessionId id = stage.session().id();
        Mono<?> started =
                stage.session().status() == Session.Status.LIVE ? Mono.empty() : sessions.start(stage.host(), id);
        return started.thenMany(Flux.fromIterable(stage.shelf().values()))
                .concatMap(listing -> sessions.putItem(stage.host(), id, skuOf(listing), shown(listing)))
                .then();
    }

    private static SkuId skuOf(Listing listing) {
        return listing.skus().get(0).id();
    }

    private static Session.ItemDraft shown(Listing listing) {
        return new Session.ItemDraft(1, listing.skus().get(0).priceFen(), null, 0);
    }

    private Mono<Void> buy(Stage stage, String title, long quantity) {
        SkuId sku = skuOf(Objects.requireNonNull(stage.shelf().get(title)));
        List<Orders.Wanted> wanted = List.of(new Orders.Wanted(sku, quantity));
        Idempotency.Key key = idempotency.key(stage.shopper(), "demo-" + sku, "demo", title);
        return orders.place(key, stage.session().id(), wanted)
                .map(bought -> bought.orders().get(0))
                .filter(order -> order.status() == Order.Status.AWAITING_PAYMENT)
                .flatMap(order -> pay(stage.shopper(), order));
    }

    private Mono<Void> pay(Caller shopper, Order order) {
        return payments.open(shopper, List.of(order.id()))
                .flatMap(talk::announced)
                .flatMap(payment -> cashier.byNumber(payment.id().toString()))
                .flatMap(payment -> cashier.decide(payment.id(), true))
                .then(untilPaid(shopper, order));
    }

    /** The cashier's notice comes over HTTP, a moment later. */
    private Mono<Void> untilPaid(Caller shopper, Order order) {
        return orders.get(shopper, order.id())
                .repeatWhen(again -> again.delayElements(BREATH))
                .takeUntil(now -> now.status() == Order.Status.PAID)
                .then()
                .timeout(PATIENCE);
    }
}
