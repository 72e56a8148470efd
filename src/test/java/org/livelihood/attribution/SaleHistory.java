package org.livelihood.attribution;

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
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.livelihood.kernel.Alloc;
import org.livelihood.kernel.IncomeNature;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.OrderId;
import org.livelihood.kernel.OrderLineId;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.SkuId;
import org.livelihood.ledger.Account;
import org.livelihood.ledger.Journal;
import org.livelihood.lot.SealedLot;
import org.livelihood.lot.UnitRange;
import org.livelihood.payout.PayoutHistory;

/** One producer's lots, sales and payouts in memory, by the rules that the program splits and pays by. */
final class SaleHistory {

    private static final class Line {

        private Head head;
        private List<UnitRange> units = new ArrayList<>();
        private Map<FeeKey, Money> carriedIn = Map.of();
        private final List<Map<PartKey, Money>> revisions = new ArrayList<>();
        private final Map<PartKey, Money> parts = new LinkedHashMap<>();
        private final Map<TracedSaleKey, Money> traced = new LinkedHashMap<>();
        private final Map<FeeKey, Money> uncharged = new LinkedHashMap<>();
        private int released;

        private Line(Head head) {
            this.head = head;
        }
    }

    private final Random random;
    private final ProducerId producer = ProducerId.next();
    private final Party earner;
    private final Map<LotId, LotTerms> lots = new LinkedHashMap<>();
    private final Map<LotId, TreeSet<Long>> free = new HashMap<>();
    private final Map<FeeKey, Money> feeBalances = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Journal> journals = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final Map<Account, Money> balances = new HashMap<>();
    private final Map<Party, Money> earned = new HashMap<>();
    private final PayoutHistory payouts = new PayoutHistory(producer, this::post, this::balance);
    private long hostWage;

    SaleHistory(Random random, HistoryLots made) {
        this.random = random;
        this.earner = made.someone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            HistoryLots.Made lot = made.next(producer);
            LotId id = lot.terms().lot().id();
            lots.put(id, lot.terms());
            free.put(
                    id,
                    LongStream.range(0, lot.terms().lot().units())
                            .boxed()
                            .collect(Collectors.toCollection(TreeSet::new)));
            lot.advances().forEach(this::advance);
            owe("lot:" + id, lot.dues());
        }
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
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> sell();
            case 3, 4 -> some().forEach(this::refund);
            case 5 -> some().forEach(this::repack);
            case 6 -> release();
            case 7 -> payouts.submit();
            case 8 -> payouts.answer(random);
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
        if (free.values().stream().mapToLong(Set::size).sum() < units) {
            return;
        }
        Money paid = new Money(random.nextInt(20) == 0 ? 0 : random.nextLong(20_000));
        Sold sold = new Sold(
                producer,
                OrderLineId.next(),
                OrderId.next(),
                null,
                SkuId.next(),
                units,
                0,
                paid,
                Money.ZERO,
                Instant.EPOCH);
        Line line = new Line(Head.first(sold, random.nextBoolean() ? HistoryLots.HOST : null));
        lines.add(line);
        if (paid.isPositive()) {
            post(Journal.of(producer, "capture:" + sold.line(), Instant.EPOCH)
                    .debit(Account.clearing(), paid)
                    .credit(Account.suspense(producer), paid)
                    .build());
        }
        take(line, units, List.copyOf(lots.keySet()));
        Set<Object> agreements = line.units.stream()
                .map(range -> (Object) lot(range.lot()).agreement())
                .collect(Collectors.toSet());
        line.carriedIn = new HashMap<>(feeBalances);
        line.carriedIn.keySet().removeIf(key -> !agreements.contains(key.agreement()));
        attribute(line, line.head);
    }

    private SealedLot lot(LotId id) {
        return Objects.requireNonNull(lots.get(id)).lot();
    }

    private void take(Line line, long units, List<LotId> from) {
        long missing = units;
        for (LotId lot : from) {
            TreeSet<Long> numbers = Objects.requireNonNull(free.get(lot));
            for (; missing > 0 && !numbers.isEmpty(); missing--) {
                long number = Objects.requireNonNull(numbers.pollFirst());
                line.units.add(new UnitRange(lot, number, number + 1));
            }
        }
        assertThat(missing).isZero();
    }

    private void giveBack(Line line, long units) {
        for (long i = 0; i < units; i++) {
            UnitRange last = line.units.remove(line.units.size() - 1);
            Objects.requireNonNull(free.get(last.lot())).add(last.from());
        }
    }

    private void refund(Line line) {
        Sold sold = line.head.sold();
        long back = random.nextInt(3) == 0 ? sold.units() : random.nextLong(sold.units() + 1);
        Money money = back == sold.units() && random.nextBoolean()
                ? sold.net()
                : new Money(random.nextLong(sold.net().fen() + 1));
        Sold now = new Sold(
                producer,
                sold.line(),
                sold.order(),
                null,
                sold.sku(),
                sold.quantity(),
                sold.returned() + back,
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

    private void repack(Line line) {
        long units = line.head.sold().units();
        List<LotId> enough = lots.keySet().stream()
                .filter(lot -> Objects.requireNonNull(free.get(lot)).size() >= units)
                .toList();
        if (units > 0 && !enough.isEmpty()) {
            giveBack(line, units);
            take(line, units, List.of(enough.get(random.nextInt(enough.size()))));
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
        Money[] wages = Alloc.split(
                new Money(hostWage),
                producer.value(),
                sold.stream()
                        .map(line -> new Alloc.Claim(
                                line.head.line().value(), line.head.sold().net().fen()))
                        .toList());
        for (int i = 0; i < wages.length; i++) {
            Head head = sold.get(i).head;
            Head due = new Head(
                    head.sold(), head.host(), earner, wages[i], head.sold().net(), head.revision(), true);
            attribute(sold.get(i), due.next(due.sold()));
        }
    }

    private LineInputs inputs(Line line) {
        return LineInputs.of(line.head, line.units, line.carriedIn);
    }

    private void attribute(Line line, Head head) {
        line.head = head;
        LineSplit target = LineSplit.of(inputs(line), lots);
        Map<PartKey, Money> parts = Amounts.difference(target.parts(), line.parts);
        Amounts.difference(target.uncharged(), line.uncharged).forEach((key, amount) -> {
            Amounts.add(feeBalances, key, amount);
            Amounts.add(line.uncharged, key, amount);
        });
        Amounts.difference(target.tracedSales(), line.traced)
                .forEach((key, amount) -> Amounts.add(line.traced, key, amount));
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
            Sold sold = line.head.sold();
            Sold now = new Sold(
                    producer,
                    sold.line(),
                    sold.order(),
                    null,
                    sold.sku(),
                    sold.quantity(),
                    sold.quantity(),
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
        Map<Account, Money> replayed = new HashMap<>();
        for (Journal journal : journals) {
            assertThat(Money.sum(journal.postings().stream()
                            .map(Journal.Posting::amount)
                            .toList()))
                    .isEqualTo(Money.ZERO);
            journal.postings().forEach(one -> replayed.merge(one.account(), one.amount(), Money::plus));
        }
        assertThat(replayed).isEqualTo(balances);
        assertThat(balance(Account.suspense(producer))).isEqualTo(Money.ZERO);
        lines.forEach(this::check);
        checkLots();
        Map<FeeKey, Money> fees = new HashMap<>();
        lines.forEach(line -> line.uncharged.forEach((key, amount) -> Amounts.add(fees, key, amount)));
        assertThat(feeBalances).isEqualTo(fees);
        payouts.check(earned, held());
    }

    private void check(Line line) {
        Sold sold = line.head.sold();
        assertThat(Amounts.total(line.parts)).isEqualTo(sold.net());
        LineSplit anew = LineSplit.of(inputs(line), lots);
        assertThat(line.parts).isEqualTo(anew.parts());
        assertThat(line.traced).isEqualTo(anew.tracedSales());
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
        lots.forEach((id, terms) -> {
            Set<Long> numbers = new HashSet<>(Objects.requireNonNull(free.get(id)));
            lines.forEach(line -> line.units.stream()
                    .filter(range -> range.lot().equals(id))
                    .forEach(range -> assertThat(numbers.add(range.from())).isTrue()));
            assertThat(numbers).hasSize((int) terms.lot().units());
            Map<Party, Money> payroll = new HashMap<>();
            terms.lot().payables().forEach(owed -> payroll.merge(owed.party(), owed.amount(), Money::plus));
            explained.forEach((party, byLot) -> assertThat(byLot.getOrDefault(id, Money.ZERO))
                    .isLessThanOrEqualTo(payroll.getOrDefault(party, Money.ZERO)));
        });
    }
}
