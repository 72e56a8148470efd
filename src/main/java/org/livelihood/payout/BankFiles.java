package org.livelihood.payout;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.household.Payee;
import org.livelihood.household.Payees;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.Uuids;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Gives an approved batch to who may approve, names and account numbers with it; each time is recorded. */
@Service
class BankFiles {

    private final Desk desk;
    private final BatchStore store;
    private final Payees payees;
    private final BankFile.Debtor debtor;

    BankFiles(
            Desk desk,
            BatchStore store,
            Payees payees,
            @Value("${livelihood.payout.debtor-name:Livelihood}") String name,
            @Value("${livelihood.payout.debtor-account:NOTPROVIDED}") String account,
            @Value("${livelihood.payout.debtor-bank:NOTPROVIDED}") String bank) {
        this.desk = desk;
        this.store = store;
        this.payees = payees;
        this.debtor = new BankFile.Debtor(name, account, bank);
    }

    /** The file's text. Refused with BATCH_NOT_APPROVED, or SAME_PERSON to who made the batch. */
    @Transactional
    public Mono<String> give(Caller caller, ProducerId producer, UUID id, BankFile.Format format) {
        return desk.requireDecider(caller, producer)
                .then(store.find(producer, id))
                .switchIfEmpty(Mono.error(() -> new Refusal(PayoutReason.BATCH_NOT_FOUND, id)))
                .delayUntil(batch -> desk.requireOther(caller, batch.madeBy()))
                .flatMap(batch -> {
                    if (batch.status() != Batch.Status.APPROVED) {
                        return Mono.error(() -> new Refusal(PayoutReason.BATCH_NOT_APPROVED, id));
                    }
                    return store.items(producer, id)
                            .collectList()
                            .flatMap(items -> store.noteFile(
                                            producer, id, Uuids.next(), format.name(), items.size(), caller.account())
                                    .then(payees.accounts(
                                            items.stream().map(Item::payee).toList()))
                                    .map(accounts ->
                                            file(batch, items, accounts).text(format)));
                });
    }

    private BankFile file(Batch batch, List<Item> items, Map<UUID, Payee.Account> accounts) {
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
