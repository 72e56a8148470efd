package org.livelihood.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.producer.Producer;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.security.Accounts;
import org.livelihood.sale.live.Session;
import org.livelihood.sale.live.Sessions;
import org.livelihood.sale.order.Order;
import org.livelihood.sale.order.Orders;
import org.livelihood.sale.order.RequestedLine;
import org.livelihood.sale.payment.Payer;
import org.livelihood.sale.payment.PaymentMethod;
import org.livelihood.sale.payment.Payments;
import org.livelihood.sale.payment.ProviderTalk;
import org.livelihood.sale.sandbox.Cashier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Three live sessions: two whose sales are the worked cases, socks with a host's wage and eggs with a guaranteed price,
 * and one in which an institution buys. Every step is taken once and remembered by its own key, so a start that was cut
 * off is taken up again, and no session, listing or order of anybody else is ever touched.
 */
@Component
class DemoSales {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BREATH = Duration.ofMillis(200);
    private static final Set<Session.Status> OPEN = Set.of(Session.Status.SCHEDULED, Session.Status.LIVE);
    private static final LocalDate TODAY = LocalDate.parse("2020-03-02");

    private final Accounts accounts;
    private final Producers producers;
    private final Sessions sessions;
    private final Orders orders;
    private final ProviderTalk talk;
    private final Cashier cashier;
    private final Idempotency idempotency;
    private final Clock clock;
    private final DemoSteps steps;

    DemoSales(
            Accounts accounts,
            Producers producers,
            Sessions sessions,
            Orders orders,
            ProviderTalk talk,
            Cashier cashier,
            Idempotency idempotency,
            Clock clock,
            DemoSteps steps) {
        this.accounts = accounts;
        this.producers = producers;
        this.sessions = sessions;
        this.orders = orders;
        this.talk = talk;
        this.cashier = cashier;
        this.idempotency = idempotency;
        this.clock = clock;
        this.steps = steps;
    }

    /**
     * @param wage of the host, owed to the first household's member
     * @param buyer whose account buys
     */
    private record Show(String login, String title, Money wage, String buyer, Map<String, Long> sold) {}

    private record Stage(Caller host, Caller shopper, Session session) {}

    /** Goes through the shows that were not over yet. */
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
        return Mono.zip(callerOf(show.login()), callerOf(show.buyer()))
                .flatMap(both -> steps.once("session:" + show.login(), () -> planned(both.getT1(), show))
                        .flatMap(session -> sessions.get(new SessionId(session)))
                        .filter(session -> OPEN.contains(session.status()))
                        .map(session -> new Stage(both.getT1(), both.getT2(), session)))
                .flatMap(stage -> live(stage)
                        .thenMany(Flux.fromIterable(show.sold().entrySet()))
                        .concatMap(sale -> sell(stage, sale.getKey(), sale.getValue()))
                        .then(sessions.end(stage.host(), stage.session().id())))
                .then();
    }

    private Mono<Caller> callerOf(String login) {
        return accounts.findByLogin(login).flatMap(accounts::find);
    }

    private Mono<SessionId> planned(Caller host, Show show) {
        return steps.find(DemoRegistry.producerOf(show.login()))
                .map(ProducerId::new)
                .flatMap(producer -> earner(host, producer, show)
                        .flatMap(earner -> planned(host, producer, show, earner))
                        .switchIfEmpty(Mono.defer(() -> planned(host, producer, show, null))));
    }

    private Mono<MemberId> earner(Caller host, ProducerId producer, Show show) {
        return show.wage().isZero()
                ? Mono.empty()
                : producers
                        .memberships(host, producer, TODAY, null, 100)
                        .flatMapIterable(page -> page.items())
                        .next()
                        .map(Producer.Membership::person)
                        .map(MemberId::new);
    }

    private Mono<SessionId> planned(Caller host, ProducerId producer, Show show, @Nullable MemberId earner) {
        Instant now = clock.instant();
        Session.Plan plan = new Session.Plan(show.title(), now, host.account(), false, show.wage(), earner, null);
        return sessions.schedule(host, producer, plan);
    }

    private Mono<Void> live(Stage stage) {
        return stage.session().status() == Session.Status.LIVE
                ? Mono.empty()
                : sessions.start(stage.host(), stage.session().id()).then();
    }

    private Mono<Void> sell(Stage stage, String title, long quantity) {
        return steps.find(DemoRegistry.skuOf(title))
                .map(SkuId::new)
                .flatMap(sku -> ordered(stage, title, sku, quantity))
                .flatMap(order -> orders.get(stage.shopper(), new OrderId(order)))
                .filter(order -> order.status() == Order.Status.AWAITING_PAYMENT)
                .flatMap(order -> pay(stage.shopper(), order));
    }

    private Mono<UUID> ordered(Stage stage, String title, SkuId sku, long quantity) {
        String step = "order:" + title;
        return steps.find(step)
                .switchIfEmpty(Mono.defer(() -> shown(stage, title, sku)
                        .then(bought(stage, sku, quantity))
                        .flatMap(order -> steps.once(step, () -> Mono.just(order)))));
    }

    private Mono<Session.Item> shown(Stage stage, String title, SkuId sku) {
        Session.ItemDraft draft = new Session.ItemDraft(1, Places.priceOf(title), null, 0);
        return sessions.putItem(stage.host(), stage.session().id(), sku, draft);
    }

    private Mono<OrderId> bought(Stage stage, SkuId sku, long quantity) {
        List<RequestedLine> wanted = List.of(new RequestedLine(sku, quantity));
        Idempotency.Key key = idempotency.key(stage.shopper(), "demo-" + sku, "demo", sku);
        return orders.place(key, stage.session().id(), wanted, List.of(), null)
                .map(placed -> placed.orders().get(0).id());
    }

    private Mono<Void> pay(Caller shopper, Order order) {
        Payments.Way sandbox = new Payments.Way("sandbox", PaymentMethod.PAGE);
        Idempotency.Key key = idempotency.key(shopper, "pay-" + order.id(), "payments", order.id());
        return talk.open(key, List.of(order.id()), sandbox, Payer.unknown())
                .map(Payments.Opened::payment)
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
