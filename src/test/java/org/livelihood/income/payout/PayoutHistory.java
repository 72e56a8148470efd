package org.livelihood.income.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

/** Payouts of one producer in memory, by the rules that the program pays by. */
public final class PayoutHistory {

    private final ProducerId producer;
    private final Consumer<Journal> ledger;
    private final Function<Account, Money> balance;
    private final Set<Party> parties = new HashSet<>();
    private final Map<Party, Map<Object, Money>> unpaid = new HashMap<>();
    private final Set<Object> refunded = new HashSet<>();
    private final Map<Party, Money> wanted = new HashMap<>();
    private final Map<Party, Money> open = new HashMap<>();
    private final Map<Party, Money> waived = new HashMap<>();
    private final Map<Party, Money> settled = new HashMap<>();
    private final List<Payment> underWay = new ArrayList<>();

    /**
     * @param parts what of it comes from which source
     * @param lost what was taken back of these since: the bank's answer decides
     */
    private record Payment(PayoutItem item, Map<Object, Money> parts, Map<Object, Money> lost) {

        /** What can still be taken back of what a source gave. */
        private Money left(Object source) {
            return parts.getOrDefault(source, Money.ZERO).minus(lost.getOrDefault(source, Money.ZERO));
        }
    }

    public PayoutHistory(ProducerId producer, Consumer<Journal> ledger, Function<Account, Money> balance) {
        this.producer = producer;
        this.ledger = ledger;
        this.balance = balance;
    }

    private static Money of(Map<Party, Money> amounts, Party party) {
        return amounts.getOrDefault(party, Money.ZERO);
    }

    private static void add(Map<Party, Money> amounts, Party party, Money amount) {
        amounts.merge(party, amount, Money::plus);
    }

    private Map<Object, Money> unpaidOf(Party party) {
        return unpaid.computeIfAbsent(party, one -> new HashMap<>());
    }

    private Money unpaid(Party party) {
        return Money.sum(unpaidOf(party).values());
    }

    /**
     * Something became payable.
     *
     * @param source why: one sold line on one basis, or a lot, a session
     */
    public void gain(Party party, Object source, Money amount, Money recoup) {
        parties.add(party);
        unpaidOf(party).merge(source, amount, Money::plus);
        add(wanted, party, recoup);
    }

    /**
     * Something that was payable, or paid, is not owed any more: only the same source's unpaid money is cancelled, what
     * is under way waits, and only what was paid is asked back.
     */
    public void lose(Party party, Object source, Money amount) {
        parties.add(party);
        refunded.add(source);
        Money left = unpaidOf(party).getOrDefault(source, Money.ZERO);
        Money netted = Money.min(left, amount);
        unpaidOf(party).put(source, left.minus(netted));
        Money rest = amount.minus(netted);
        for (Payment payment : underWay) {
            if (payment.item().party().equals(party)) {
                Money waits = Money.min(payment.left(source), rest);
                payment.lost().merge(source, waits, Money::plus);
                rest = rest.minus(waits);
            }
        }
        add(open, party, rest);
    }

    private Money waiting(Party party) {
        return Money.sum(underWay.stream()
                .filter(payment -> payment.item().party().equals(party))
                .flatMap(payment -> payment.lost().values().stream())
                .toList());
    }

    /** Submits what each party may have. */
    public void submit() {
        for (Party party : parties) {
            boolean waits =
                    underWay.stream().anyMatch(payment -> payment.item().party().equals(party));
            if (unpaid(party).isPositive() && !waits) {
                PayoutAmounts amounts = PayoutAmounts.of(
                        unpaid(party), of(wanted, party), balance.apply(Account.advance(party)), of(open, party));
                if (amounts.net().isPositive()) {
                    submit(party, amounts);
                }
            }
        }
    }

    private void submit(Party party, PayoutAmounts amounts) {
        PayoutItem item = PayoutItem.made(UUID.randomUUID(), party, UUID.randomUUID(), amounts);
        Map<Object, Money> parts = new HashMap<>(unpaidOf(party));
        unpaidOf(party).clear();
        keepsAtMostAFifth(amounts, parts);
        add(wanted, party, of(wanted, party).negated());
        add(open, party, amounts.clawback().negated());
        add(settled, party, item.settled());
        underWay.add(new Payment(item, parts, new HashMap<>()));
        ledger.accept(Journals.submitted(producer, item, Instant.EPOCH));
    }

    /** Of what no refund ever touched, at most a fifth is kept back, advances aside. */
    private void keepsAtMostAFifth(PayoutAmounts amounts, Map<Object, Money> parts) {
        Map<Object, Money> untouched = new HashMap<>(parts);
        untouched.keySet().removeAll(refunded);
        Money due = Money.sum(untouched.values());
        Money kept = due.minus(amounts.net()).minus(amounts.recoup());
        assertThat(kept.fen() * 5).isLessThanOrEqualTo(due.fen());
    }

    /** The bank answers for what is under way. */
    public void answer(Random random) {
        List<Payment> answered =
                underWay.stream().filter(payment -> random.nextInt(3) > 0).toList();
        underWay.removeAll(answered);
        for (Payment payment : answered) {
            PayoutItem item = payment.item();
            if (random.nextInt(4) > 0) {
                ledger.accept(Journals.confirmed(producer, item, Instant.EPOCH));
                payment.lost().values().forEach(amount -> add(open, item.party(), amount));
            } else {
                ledger.accept(Journals.failed(producer, item, Instant.EPOCH));
                payment.parts()
                        .keySet()
                        .forEach(source -> unpaidOf(item.party()).merge(source, payment.left(source), Money::plus));
                add(wanted, item.party(), item.recoupFen());
                add(open, item.party(), item.clawbackFen());
                add(settled, item.party(), item.settled().negated());
            }
        }
    }

    /** Waives all that is open of one party. */
    public void waive(Random random) {
        List<Party> owing =
                parties.stream().filter(party -> of(open, party).isPositive()).toList();
        if (!owing.isEmpty()) {
            Party party = owing.get(random.nextInt(owing.size()));
            Money amount = of(open, party);
            ledger.accept(Journals.waived(producer, UUID.randomUUID(), 1, party, amount, Money.ZERO, Instant.EPOCH));
            add(open, party, amount.negated());
            add(waived, party, amount);
        }
    }

    /** Nothing is paid that was not earned, but for what is clawed back or was waived. */
    public void check(Map<Party, Money> earned, Map<Party, Money> held) {
        Set<Party> all = new HashSet<>(parties);
        all.addAll(earned.keySet());
        for (Party party : all) {
            Money stands = of(earned, party).plus(of(waived, party)).minus(of(settled, party));
            assertThat(stands)
                    .as("what is left of %s", party)
                    .isEqualTo(of(held, party)
                            .plus(unpaid(party))
                            .minus(of(open, party))
                            .minus(waiting(party)));
            assertThat(balance.apply(Account.of(party))).isEqualTo(stands.negated());
            assertThat(unpaidOf(party).values()).noneMatch(Money::isNegative);
            assertThat(of(open, party).isNegative()).isFalse();
            assertThat(balance.apply(Account.advance(party)).isNegative()).isFalse();
        }
        Money transit = Money.sum(
                underWay.stream().map(payment -> payment.item().netFen()).toList());
        assertThat(balance.apply(Account.payoutTransit(producer))).isEqualTo(transit.negated());
    }
}
