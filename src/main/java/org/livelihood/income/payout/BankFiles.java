package org.livelihood.income.payout;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.income.bank.BankFile;
import org.livelihood.people.household.Payee;
import org.livelihood.people.household.Payees;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Gives an approved batch to who may approve, names and account numbers with it; each time is recorded. */
@Service
class BankFiles {

    private final PayoutAccess access;
    private final BatchStore store;
    private final EarningStore earnings;
    private final BatchPreconditions preconditions;
    private final BankResults results;
    private final Payees payees;
    private final BankFile.Debtor debtor;

    BankFiles(
            PayoutAccess access,
            BatchStore store,
            EarningStore earnings,
            BatchPreconditions preconditions,
            BankResults results,
            Payees payees,
            PayoutSettings settings) {
        this.access = access;
        this.store = store;
        this.earnings = earnings;
        this.preconditions = preconditions;
        this.results = results;
        this.payees = payees;
        this.debtor = new BankFile.Debtor(settings.debtorName(), settings.debtorAccount(), settings.debtorBank());
    }

    /** The file's text. Refused with BATCH_NOT_APPROVED, or SAME_PERSON to who made the batch. */
    @Transactional
    public Mono<String> give(Caller caller, ProducerId producer, UUID id, BankFile.Format format) {
        return access.requireDecider(caller, producer)
                .then(store.find(producer, id))
                .switchIfEmpty(Mono.error(() -> new Refusal(PayoutReason.BATCH_NOT_FOUND, id)))
                .delayUntil(batch -> access.requireOther(caller, batch.madeBy()))
                .flatMap(batch -> {
                    if (batch.status() != Batch.Status.APPROVED) {
                        return Mono.error(() -> new Refusal(PayoutReason.BATCH_NOT_APPROVED, id));
                    }
                    return earnings.lock(List.of(producer))
                            .then(Mono.defer(() -> store.items(producer, id).collectList()))
                            .flatMap(items -> stillOwn(producer, id, items))
                            .flatMap(items -> store.noteFile(
                                            producer, id, Uuids.next(), format.name(), items.size(), caller.account())
                                    .then(payees.accounts(items.stream()
                                            .map(PayoutItem::payee)
                                            .toList()))
                                    .map(accounts ->
                                            file(batch, items, accounts).text(format)));
                });
    }

    /**
     * Those whose payee is theirs today, too. What would go to one who has left or died since the approval is payable
     * again, and waits for another payee; refused with PAYEE_CHANGED where the bank has it already.
     */
    private Mono<List<PayoutItem>> stillOwn(ProducerId producer, UUID batch, List<PayoutItem> items) {
        List<PayoutItem> open = items.stream()
                .filter(item -> item.status() == ItemStatus.SUBMITTED)
                .toList();
        return preconditions
                .soundPayees(producer, open)
                .map(sound -> open.stream().filter(item -> !sound.isOf(item)).toList())
                .flatMap(gone -> gone.isEmpty()
                        ? Mono.just(items)
                        : withdrawn(producer, batch, items, gone).thenReturn(without(items, gone)))
                .map(left -> left.stream()
                        .filter(item -> item.status() != ItemStatus.FAILED)
                        .toList());
    }

    private Mono<ResultReport> withdrawn(
            ProducerId producer, UUID batch, List<PayoutItem> items, List<PayoutItem> gone) {
        return store.wasGiven(producer, batch)
                .filter(given -> !given && gone.size() < items.size())
                .switchIfEmpty(Mono.error(() -> new Refusal(
                        PayoutReason.PAYEE_CHANGED, gone.get(0).party().id())))
                .flatMap(first -> results.withdraw(producer, batch, items, gone));
    }

    private static List<PayoutItem> without(List<PayoutItem> items, List<PayoutItem> gone) {
        return items.stream().filter(item -> !gone.contains(item)).toList();
    }

    private BankFile file(Batch batch, List<PayoutItem> items, Map<UUID, Payee.Account> accounts) {
        return new BankFile(
                batch.id(),
                Objects.requireNonNull(batch.decidedAt()),
                debtor,
                items.stream()
                        .map(item -> new BankFile.Order(
                                item.id(), Objects.requireNonNull(accounts.get(item.payee())), item.netFen()))
                        .toList());
    }
}
