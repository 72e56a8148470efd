package org.livelihood.income.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.income.payout.PayoutHistory;
import org.livelihood.income.split.Amounts;
import org.livelihood.income.split.FeeKey;
import org.livelihood.income.split.LineInputs;
import org.livelihood.income.split.LineSplit;
import org.livelihood.income.split.LotTerms;
import org.livelihood.income.split.PartKey;
import org.livelihood.income.split.TracedSaleKey;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.LargestRemainders;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;

/** One producer's lots, deliveries, sales and payouts in memory, by the rules that the program splits and pays by. */
final class SaleHistory {

    private static final class Line {

        private AttributedLine head;
        private List<UnitRange> units = new ArrayList<>();
        private Map<FeeKey, Money> carriedIn = Map.of();
        private final List<Map<PartKey, Money>> revisions = new ArrayList<>();
        private final Map<PartKey, Money> parts = new LinkedHashMap<>();
        private final Map<TracedSaleKey, Money> traced = new LinkedHashMap<>();
        private final Map<FeeKey, Money> uncharged = new LinkedHashMap<>();
        private int released;

        private Line(AttributedLine head) {
            this.head = head;
        }
    }

    /** What the program would write of it. */
    record Written(AttributedLine head, LineRevision revision) {}

    final List<Written> written = new ArrayList<>();
    private final Random random;
    private final ProducerId producer = ProducerId.next();
    private final Party earner;
    private final HistoryLots made;
    private final HistoryShelf shelf;
    private final Map<FeeKey, Money> feeBalances = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Journal> journals = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final Map<Account, Money> balances = new HashMap<>();
    private final Map<Party, Money> earned = new HashMap<>();
    private final Map<Party, Money> advanced = new HashMap<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final List<Journal> paidOut = new ArrayList<>();
    private final PayoutHistory payouts = new PayoutHistory(producer, this::postPayout, this::balance);
    private long hostWage;

    SaleHistory(Random random, HistoryLots made) {
        this.random = random;
        this.made = made;
        this.shelf = new HistoryShelf(random);
        this.earner = made.someone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            seal(made.next(producer));
        }
    }

    private void seal(HistoryLots.Made lot) {
        shelf.add(lot.terms());
        lot.advances().forEach(this::advance);
        owe("lot:" + lot.terms().lot().id(), lot.dues());
        lot.terms().lot().sources().stream()
                .filter(source -> source.price() != null)
                .forEach(source -> deliver(new Delivery(
                        source.lot().producer(), producer, source.price(), carried(source.lot(), source.numbers()))));
    }

    private static Money carried(SealedLot lot, List<UnitRange> units) {
        return Money.sum(lot.payables().stream()
                .map(owed -> lot.carriedBy(owed.amount(), units))
                .toList());
    }

    /** @param explained what the delivered units are owed for in the lots that they come from */
    private record Delivery(ProducerId from, ProducerId to, Money price, Money explained) {}

    private void deliver(Delivery delivery) {
        deliveries.add(delivery);
        Journal journal = Journal.of(producer, "lot-delivery:" + keys.size(), Instant.EPOCH)
                .debit(Account.lotCost(delivery.to()), delivery.price())
                .credit(Account.lotCost(delivery.from()), delivery.explained())
                .credit(Account.of(Party.of(delivery.from())), delivery.price().minus(delivery.explained()))
                .build();
        if (!journal.postings().isEmpty()) {
            post(journal);
        }
    }

    /** A lot is sealed, parted, merged with others, bought of another producer, sent on to one, or lost in part. */
    private void changeLots() {
        List<LotId> all = List.copyOf(shelf.lots().keySet());
        LotTerms some = Objects.requireNonNull(shelf.lots().get(all.get(random.nextInt(all.size()))));
        switch (random.nextInt(5)) {
            case 0 -> seal(made.next(producer));
            case 1, 2 -> {
                List<SealedLot.Source> parts = shelf.parts(some.lot().agreement());
                if (!parts.isEmpty()) {
                    seal(made.of(producer, parts));
                }
            }
            case 3 -> made.bought(producer).ifPresent(this::seal);
            default -> {
                List<UnitRange> units = shelf.withdraw(some.lot().id());
                if (!some.terms().accrues() && random.nextBoolean()) {
                    Money price = new Money(random.nextLong(10_000));
                    deliver(new Delivery(producer, ProducerId.next(), price, carried(some.lot(), units)));
                }
            }
        }
    }

    private void postPayout(Journal journal) {
        paidOut.add(journal);
        post(journal);
    }

    private void post(Journal journal) {
        assertThat(keys.add(journal.businessKey())).as(journal.businessKey()).isTrue();
        journals.add(journal);
        journal.postings().forEach(one -> balances.merge(one.account(), one.amount(), Money::plus));
    }

    private Money balance(Account account) {
        return balances.getOrDefault(account, Money.ZERO);
    }

    private void advance(Party party, Money amount) {
        advanced.merge(party, amount, Money::plus);
        post(Journal.of(producer, "asset:" + party.id() + keys.size(), Instant.EPOCH)
                .debit(Account.advance(party), amount)
                .credit(Account.of(Party.of(producer)), amount)
                .build());
    }

    private void owe(String key, List<HistoryLots.Owed> dues) {
        Journal.Builder journal = Journal.of(producer, key, Instant.EPOCH);
        for (HistoryLots.Owed due : dues) {
            journal.debit(Account.lotCost(producer), due.amount()).credit(Account.of(due.party()), due.amount());
            earned.merge(due.party(), due.amount(), Money::plus);
            payouts.gain(due.party(), key, due.amount(), due.recoup());
        }
        if (!dues.isEmpty()) {
            post(journal.build());
        }
    }

    /** One thing that happens, whatever comes. */
    void step() {
        switch (random.nextInt(11)) {
            case 0, 1, 2 -> sell();
            case 3, 4 -> some().forEach(this::refund);
            case 5 -> some().forEach(this::repack);
            case 6 -> release();
            case 7 -> payouts.submit();
            case 8 -> payouts.answer(random);
            case 9 -> changeLots();
            default -> {
                if (random.nextInt(4) == 0) {
                    payouts.waive(random);
                } else {
                    endSession();
                }
            }
        }
    }

    private List<Line> some() {
        return lines.isEmpty() ? List.of() : List.of(lines.get(random.nextInt(lines.size())));
    }

    private void sell() {
        long units = 1 + random.nextInt(4);
        if (shelf.left() < units) {
            return;
        }
        Money paid = new Money(random.nextInt(20) == 0 ? 0 : random.nextLong(20_000));
        SoldLine sold = new SoldLine(
                producer,
                OrderLineId.next(),
                OrderId.next(),
                null,
                SkuId.next(),
                units,
                0,
                0,
                paid,
                Money.ZERO,
                Instant.EPOCH);
        Line line = new Line(AttributedLine.first(sold, random.nextBoolean() ? HistoryLots.HOST : null));
        lines.add(line);
        if (paid.isPositive()) {
            post(Journal.of(producer, "capture:" + sold.line(), Instant.EPOCH)
                    .debit(Account.clearing(), paid)
                    .credit(Account.suspense(producer), paid)
                    .build());
        }
        line.units.addAll(shelf.take(units, shelf.lots().keySet()));
        Set<Object> agreements = line.units.stream()
                .map(range -> (Object) shelf.lot(range.lot()).agreement())
                .collect(Collectors.toSet());
        line.carriedIn = new HashMap<>(feeBalances);
        line.carriedIn.keySet().removeIf(key -> !agreements.contains(key.agreement()));
        attribute(line, line.head);
    }

    private void giveBack(Line line, long units) {
        for (long i = 0; i < units; i++) {
            shelf.giveBack(line.units.remove(line.units.size() - 1));
        }
    }

    private void refund(Line line) {
        SoldLine sold = line.head.sold();
        long back = random.nextInt(3) == 0 ? sold.units() : random.nextLong(sold.units() + 1);
        Money money = random.nextBoolean()
                ? worth(sold, back)
                : new Money(random.nextLong(sold.net().fen() + 1));
        SoldLine now = new SoldLine(
                producer,
                sold.line(),
                sold.order(),
                null,
                sold.sku(),
                sold.quantity(),
                sold.returned() + back,
                0,
                sold.paid(),
                sold.refunded().plus(money),
                sold.paidAt());
        if (now.isNoNewerThan(sold)) {
            return;
        }
        if (money.isPositive()) {
            post(Journal.of(producer, "refund:" + sold.line() + keys.size(), Instant.EPOCH)
                    .debit(Account.suspense(producer), money)
                    .credit(Account.clearing(), money)
                    .build());
        }
        giveBack(line, back);
        attribute(line, line.head.next(now));
    }

    /** What goes back for units where nobody says how much: the last ones take what is left. */
    private static Money worth(SoldLine sold, long back) {
        Money upTo = sold.paid().proportion(sold.returned() + back, sold.quantity());
        Money before = sold.paid().proportion(sold.returned(), sold.quantity());
        return back == sold.units() ? sold.net() : Money.min(sold.net(), upTo.minus(before));
    }

    private void repack(Line line) {
        long units = line.head.sold().units();
        List<LotId> enough = shelf.having(units);
        if (units > 0 && !enough.isEmpty()) {
            giveBack(line, units);
            line.units.addAll(shelf.take(units, List.of(enough.get(random.nextInt(enough.size())))));
            attribute(line, line.head.next(line.head.sold()));
        }
    }

    /** The host's wage is owed once and spread over what the session sold. */
    private void endSession() {
        List<Line> sold = lines.stream()
                .filter(line -> line.head.sold().net().isPositive())
                .toList();
        if (hostWage > 0 || sold.isEmpty()) {
            return;
        }
        hostWage = 1 + random.nextLong(3_000);
        owe("host-wage:" + producer, List.of(new HistoryLots.Owed(earner, new Money(hostWage), Money.ZERO)));
        Money[] wages = LargestRemainders.split(
                new Money(hostWage),
                producer.value(),
                sold.stream()
                        .map(line -> new LargestRemainders.Claim(
                                line.head.line().value(), line.head.sold().net().fen()))
                        .toList());
        for (int i = 0; i < wages.length; i++) {
            AttributedLine head = sold.get(i).head;
            AttributedLine due = new AttributedLine(
                    head.sold(),
                    head.host(),
                    earner,
                    wages[i],
                    head.sold().net(),
                    head.revision(),
                    head.formula(),
                    true);
            attribute(sold.get(i), due.next(due.sold()));
        }
    }

    private LineInputs inputs(Line line) {
        return line.head.inputs(line.units, line.carriedIn);
    }

    private void attribute(Line line, AttributedLine head) {
        line.head = head;
        LineSplit target = LineSplit.of(inputs(line), shelf.lots());
        Map<PartKey, Money> parts = Amounts.difference(target.parts(), line.parts);
        Map<FeeKey, Money> uncharged = Amounts.difference(target.uncharged(), line.uncharged);
        uncharged.forEach((key, amount) -> {
            Amounts.add(feeBalances, key, amount);
            Amounts.add(line.uncharged, key, amount);
        });
        Map<TracedSaleKey, Money> traced = Amounts.difference(target.tracedSales(), line.traced);
        traced.forEach((key, amount) -> Amounts.add(line.traced, key, amount));
        LineRevision.Cause cause = head.revision() == 1 ? LineRevision.Cause.SALE : LineRevision.Cause.REFUND;
        written.add(new Written(
                head,
                new LineRevision(head.revision(), cause, inputs(line), parts, traced, uncharged, null, Instant.EPOCH)));
        parts.forEach((key, amount) -> Amounts.add(line.parts, key, amount));
        line.revisions.add(parts);
        Journal journal = LineJournal.of(producer, line.head.line(), line.head.revision(), Instant.EPOCH, parts);
        if (!journal.postings().isEmpty()) {
            post(journal);
        }
        accruals(parts).forEach((key, amount) -> earned.merge(key.party(), amount, Money::plus));
    }

    private static Map<PartKey, Money> accruals(Map<PartKey, Money> parts) {
        Map<PartKey, Money> found = new LinkedHashMap<>(parts);
        found.keySet().removeIf(key -> !key.is(IncomeNature.ACCRUAL));
        return found;
    }

    /** What a released line brought since it was released last; a loss is the line's own. */
    private void release() {
        for (Line line : lines) {
            if (random.nextInt(3) > 0) {
                Map<Share, Money> sums = new LinkedHashMap<>();
                line.revisions
                        .subList(line.released, line.revisions.size())
                        .forEach(revision -> accruals(revision)
                                .forEach((key, amount) -> sums.merge(
                                        new Share(line.head.line(), key.party(), key.basis()), amount, Money::plus)));
                line.released = line.revisions.size();
                sums.forEach(this::change);
            }
        }
    }

    private record Share(OrderLineId line, Party party, String basis) {}

    private void change(Share share, Money amount) {
        if (amount.isPositive()) {
            payouts.gain(share.party(), share, amount, Money.ZERO);
        } else if (amount.isNegative()) {
            payouts.lose(share.party(), share, amount.negated());
        }
    }

    private Map<Party, Money> held() {
        Map<Party, Money> held = new HashMap<>();
        lines.forEach(line -> line.revisions
                .subList(line.released, line.revisions.size())
                .forEach(revision ->
                        accruals(revision).forEach((key, amount) -> held.merge(key.party(), amount, Money::plus))));
        return held;
    }

    /** Gives every line's money back to its buyer. */
    void refundAll() {
        for (Line line : lines) {
            SoldLine sold = line.head.sold();
            SoldLine now = new SoldLine(
                    producer,
                    sold.line(),
                    sold.order(),
                    null,
                    sold.sku(),
                    sold.quantity(),
                    sold.quantity(),
                    0,
                    sold.paid(),
                    sold.paid(),
                    sold.paidAt());
            if (!now.isNoNewerThan(sold)) {
                if (sold.net().isPositive()) {
                    post(Journal.of(producer, "refund:" + sold.line() + keys.size(), Instant.EPOCH)
                            .debit(Account.suspense(producer), sold.net())
                            .credit(Account.clearing(), sold.net())
                            .build());
                }
                giveBack(line, sold.units());
                attribute(line, line.head.next(now));
            }
            assertThat(line.parts).isEmpty();
            assertThat(line.traced).isEmpty();
            assertThat(line.uncharged).isEmpty();
        }
    }

    /** All that must hold, whatever happened. */
    void check() {
        for (Journal journal : journals) {
            assertThat(Money.sum(journal.postings().stream()
                            .map(Journal.Posting::amount)
                            .toList()))
                    .isEqualTo(Money.ZERO);
        }
        assertThat(withoutZeros(balances)).isEqualTo(replayed());
        assertThat(withoutZeros(earned)).isEqualTo(earnings());
        assertThat(balance(Account.suspense(producer))).isEqualTo(Money.ZERO);
        lines.forEach(this::check);
        checkLots();
        Map<FeeKey, Money> fees = new HashMap<>();
        lines.forEach(line -> line.uncharged.forEach((key, amount) -> Amounts.add(fees, key, amount)));
        assertThat(feeBalances).isEqualTo(fees);
        payouts.check(earned, held());
    }

    private static <K> Map<K, Money> withoutZeros(Map<K, Money> amounts) {
        Map<K, Money> left = new HashMap<>(amounts);
        left.values().removeIf(Money::isZero);
        return left;
    }

    /** What the accounts must show, from what was sold, owed, split, delivered and paid, not from how it was posted. */
    private Map<Account, Money> replayed() {
        Map<Account, Money> sums = new HashMap<>();
        advanced.forEach((party, amount) -> move(sums, Account.of(Party.of(producer)), Account.advance(party), amount));
        owed().forEach((party, amount) -> move(sums, Account.of(party), Account.lotCost(producer), amount));
        for (Delivery sent : deliveries) {
            Money margin = sent.price().minus(sent.explained());
            move(sums, Account.lotCost(sent.from()), Account.lotCost(sent.to()), sent.explained());
            move(sums, Account.of(Party.of(sent.from())), Account.lotCost(sent.to()), margin);
        }
        for (Line line : lines) {
            SoldLine sold = line.head.sold();
            move(
                    sums,
                    Account.suspense(producer),
                    Account.clearing(),
                    sold.paid().minus(sold.refunded()));
            LineSplit.of(inputs(line), shelf.lots())
                    .parts()
                    .forEach((key, amount) -> move(
                            sums,
                            key.is(IncomeNature.TRACE) ? Account.lotCost(producer) : Account.of(key.party()),
                            Account.suspense(producer),
                            amount));
        }
        paidOut.forEach(journal -> journal.postings().forEach(one -> Amounts.add(sums, one.account(), one.amount())));
        return sums;
    }

    private static void move(Map<Account, Money> sums, Account credited, Account debited, Money amount) {
        Amounts.add(sums, debited, amount);
        Amounts.add(sums, credited, amount.negated());
    }

    /** What sealed lots and the session made owed. */
    private Map<Party, Money> owed() {
        Map<Party, Money> owed = new HashMap<>();
        shelf.lots()
                .values()
                .forEach(one -> ownPayables(one.lot())
                        .forEach(payable -> Amounts.add(owed, payable.party(), payable.amount())));
        Amounts.add(owed, earner, new Money(hostWage));
        return owed;
    }

    private static List<SealedLot.Payable> ownPayables(SealedLot lot) {
        return lot.payables().stream()
                .filter(payable -> payable.origin().lot().equals(lot.id()))
                .filter(payable -> payable.party().kind() != Party.Kind.PRODUCER)
                .toList();
    }

    private Map<Party, Money> earnings() {
        Map<Party, Money> earnings = owed();
        for (Line line : lines) {
            accruals(LineSplit.of(inputs(line), shelf.lots()).parts())
                    .forEach((key, amount) -> Amounts.add(earnings, key.party(), amount));
        }
        return earnings;
    }

    private void check(Line line) {
        SoldLine sold = line.head.sold();
        assertThat(Amounts.total(line.parts)).isEqualTo(sold.net());
        LineSplit anew = LineSplit.of(inputs(line), shelf.lots());
        assertThat(line.parts).isEqualTo(anew.parts());
        assertThat(line.traced).isEqualTo(anew.tracedSales());
        assertThat(PartKey.ofPeople(line.parts)).isLessThanOrEqualTo(sold.net());
        if (sold.net().isZero()) {
            assertThat(accruals(line.parts)).isEmpty();
        }
        accruals(line.parts)
                .values()
                .forEach(accrual -> assertThat(accrual.isPositive()).isTrue());
    }

    private void checkLots() {
        Map<Party, Map<LotId, Money>> explained = new HashMap<>();
        Money wages = Money.ZERO;
        for (Line line : lines) {
            for (Map.Entry<PartKey, Money> part : line.parts.entrySet()) {
                LotId lot = part.getKey().lot();
                if (part.getKey().party().kind() == Party.Kind.PRODUCER) {
                    continue;
                }
                if (part.getKey().is(IncomeNature.TRACE) && lot != null) {
                    explained
                            .computeIfAbsent(part.getKey().party(), party -> new HashMap<>())
                            .merge(lot, part.getValue(), Money::plus);
                } else if (part.getKey().is(IncomeNature.TRACE)) {
                    wages = wages.plus(part.getValue());
                }
            }
        }
        assertThat(wages.fen()).isBetween(0L, hostWage);
        shelf.check(lines.stream().map(line -> line.units).toList());
        shelf.lots().forEach((id, terms) -> {
            Map<Party, Money> payroll = new HashMap<>();
            ownPayables(terms.lot()).forEach(owed -> payroll.merge(owed.party(), owed.amount(), Money::plus));
            explained.forEach((party, byLot) -> assertThat(byLot.getOrDefault(id, Money.ZERO))
                    .isLessThanOrEqualTo(payroll.getOrDefault(party, Money.ZERO)));
        });
    }
}
