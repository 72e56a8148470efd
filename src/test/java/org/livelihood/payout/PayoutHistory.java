package org.livelihood.payout;

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
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;
import org.livelihood.ledger.Account;
import org.livelihood.ledger.Journal;

/** Payouts of one producer in memory, by the rules that the program pays by. */
public final class PayoutHistory {

    private final ProducerId producer;
    private final Consumer<Journal> ledger;
    private final Function<Account, Money> balance;
    private final Set<Party> parties = new HashSet<>();
    private final Map<Party, Money> unpaid = new HashMap<>();
    private final Map<Party, Money> wanted = new HashMap<>();
    private final Map<Party, Money> open = new HashMap<>();
    private final Map<Party, Money> waived = new HashMap<>();
    private final Map<Party, Money> settled = new HashMap<>();
    private final List<Item> underWay = new ArrayList<>();

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

    /** Something became payable. */
    public void gain(Party party, Money amount, Money recoup) {
        parties.add(party);
        add(unpaid, party, amount);
        add(wanted, party, recoup);
    }

    /** Something that was payable, or paid, is not owed any more. */
    public void lose(Party party, Money amount) {
        parties.add(party);
        Amounts.Netting netting = Amounts.Netting.of(of(unpaid, party), amount);
        add(unpaid, party, netting.netted().negated());
        add(open, party, netting.clawback());
    }

    /** Submits what each party may have. */
    public void submit() {
        for (Party party : parties) {
            boolean waits = underWay.stream().anyMatch(item -> item.party().equals(party));
            if (of(unpaid, party).isPositive() && !waits) {
                Amounts amounts = Amounts.of(
                        of(unpaid, party), of(wanted, party), balance.apply(Account.advance(party)), of(open, party));
                if (amounts.net().isPositive()) {
                    submit(party, amounts);
                }
            }
        }
    }

    private void submit(Party party, Amounts amounts) {
        Item item = Item.made(UUID.randomUUID(), party, UUID.randomUUID(), amounts);
        assertThat(amounts.clawback().fen() * 5)
                .isLessThanOrEqualTo(amounts.gross().fen());
        add(unpaid, party, amounts.gross().negated());
        add(wanted, party, of(wanted, party).negated());
        add(open, party, amounts.clawback().negated());
        add(settled, party, item.settled());
        underWay.add(item);
        ledger.accept(Journals.submitted(producer, item, Instant.EPOCH));
    }

    /** The bank answers for what is under way. */
    public void answer(Random random) {
        List<Item> answered =
                underWay.stream().filter(item -> random.nextInt(3) > 0).toList();
        underWay.removeAll(answered);
        for (Item item : answered) {
            if (random.nextInt(4) > 0) {
                ledger.accept(Journals.confirmed(producer, item, Instant.EPOCH));
            } else {
                ledger.accept(Journals.failed(producer, item, Instant.EPOCH));
                add(unpaid, item.party(), item.grossFen());
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
            ledger.accept(Journals.waived(producer, UUID.randomUUID(), party, amount, Money.ZERO, Instant.EPOCH));
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
                    .isEqualTo(of(held, party).plus(of(unpaid, party)).minus(of(open, party)));
            assertThat(balance.apply(Account.of(party))).isEqualTo(stands.negated());
            assertThat(of(unpaid, party).isNegative()).isFalse();
            assertThat(of(open, party).isNegative()).isFalse();
            assertThat(balance.apply(Account.advance(party)).isNegative()).isFalse();
        }
        Money transit = Money.sum(underWay.stream().map(Item::netFen).toList());
        assertThat(balance.apply(Account.payoutTransit(producer))).isEqualTo(transit.negated());
    }
}
