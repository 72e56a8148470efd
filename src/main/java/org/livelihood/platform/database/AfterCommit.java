package org.livelihood.platform.database;

import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/**
 * What may be done only when the caller's transaction has been committed, and may be lost with the program: a hint to
 * whoever looks for work. What must not be lost stands in an outbox.
 */
public final class AfterCommit {

    private AfterCommit() {}

    /**
     * Does it once the transaction of the caller has been committed; never if it is rolled back.
     *
     * @throws org.springframework.transaction.NoTransactionException if the caller is in none
     */
    public static Mono<Void> run(Runnable work) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(work);
                    }
                }))
                .then();
    }
}
