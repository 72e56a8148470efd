package org.livelihood.platform.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/**
 * What may be done only when the caller's transaction has been committed, and may be lost with the program: a hint to
 * whoever looks for work. What must not be lost stands in an outbox.
 */
public final class AfterCommit {

    private static final Logger LOG = LoggerFactory.getLogger(AfterCommit.class);

    private AfterCommit() {}

    /**
     * Does it once the outermost transaction of the caller has been committed; never if it is rolled back. Its failure
     * is told in the log and is not the caller's.
     *
     * @throws org.springframework.transaction.NoTransactionException if the caller is in none
     */
    public static Mono<Void> run(Runnable work) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.<Void>fromRunnable(work).onErrorResume(AfterCommit::tell);
                    }
                }))
                .then();
    }

    private static Mono<Void> tell(Throwable failure) {
        LOG.warn("What follows a commit failed", failure);
        return Mono.empty();
    }
}
