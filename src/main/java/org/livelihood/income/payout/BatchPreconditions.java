package org.livelihood.income.payout;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.people.household.Payee;
import org.livelihood.people.household.Payees;
import org.livelihood.people.household.SharedAccount;
import org.livelihood.people.producer.Managers;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What must hold of payouts when a batch is made, and still when it is approved. */
@Component
class BatchPreconditions {

    private final Releases releases;
    private final RefundedIncomes losses;
    private final EarningStore earnings;
    private final BatchStore batches;
    private final Payees payees;
    private final Managers managers;
    private final Ledger ledger;

    BatchPreconditions(
            Releases releases,
            RefundedIncomes losses,
            EarningStore earnings,
            BatchStore batches,
            Payees payees,
            Managers managers,
            Ledger ledger) {
        this.releases = releases;
        this.losses = losses;
        this.earnings = earnings;
        this.batches = batches;
        this.payees = payees;
        this.managers = managers;
        this.ledger = ledger;
    }

    /** Locks a producer's payouts, with all that is known not to be owed taken off them. */
    Mono<RefundedIncomeSettlement> settled(ProducerId producer) {
        return releases.releaseChanges(producer)
                .then(earnings.lock(List.of(producer)))
                .then(Mono.defer(() -> losses.settle(List.of(producer))));
    }

    Mono<SoundPayees> soundPayees(ProducerId producer, Set<Party> parties) {
        return payees.of(parties)
                .collectMap(Payee::party)
                .zipWhen(found -> managers.among(
                        producer, found.values().stream().map(Payee::person).collect(Collectors.toSet())))
                .map(both -> new SoundPayees(both.getT1(), both.getT2()));
    }

    /** Who gets the money of these items now. */
    Mono<SoundPayees> soundPayees(ProducerId producer, List<PayoutItem> items) {
        return soundPayees(producer, items.stream().map(PayoutItem::party).collect(Collectors.toSet()));
    }

    /** Items whose money goes to an account that another party of the producer is paid to as well. */
    Mono<List<UUID>> shared(ProducerId producer, List<PayoutItem> items) {
        return payees.sharing(items.stream().map(item -> item.party().id()).toList())
                .zipWhen(sharing -> earnings.among(
                        producer, sharing.stream().map(SharedAccount::other).collect(Collectors.toSet())))
                .map(both -> sharing(both.getT1(), both.getT2()))
                .map(sharing -> items.stream()
                        .filter(item -> sharing.contains(item.party().id()))
                        .map(PayoutItem::id)
                        .toList());
    }

    private static Set<UUID> sharing(List<SharedAccount> all, Set<UUID> paidHere) {
        return all.stream()
                .filter(one -> paidHere.contains(one.other()))
                .map(SharedAccount::party)
                .collect(Collectors.toSet());
    }

    /** What is outstanding of a party's advance and no other batch keeps back; not looked up where nothing asks. */
    Mono<Money> advance(ProducerId producer, Party party, Money recoup, UUID batch) {
        return recoup.isZero()
                ? Mono.just(Money.ZERO)
                : ledger.balance(Account.advance(party), producer, null, null)
                        .zipWhen(balance -> batches.recoupUnderWay(producer, party.id(), batch), Money::minus);
    }
}
