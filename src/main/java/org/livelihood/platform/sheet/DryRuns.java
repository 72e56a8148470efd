package org.livelihood.platform.sheet;

import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Mono;

/** Does things and undoes them: what a file would do is told by doing it in a transaction that is not kept. */
@Component
class DryRuns {

    private final Undone undone;
    private final TransactionalOperator nested;

    DryRuns(Undone undone, ReactiveTransactionManager transactions) {
        this.undone = undone;
        this.nested = TransactionalOperator.create(
                transactions, new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
    }

    /** Carries an answer out of a transaction that is rolled back. */
    private static final class Answer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Object value;

        Answer(Object value) {
            super("undone", null, false, false);
            this.value = value;
        }
    }

    /** The transaction that is not kept. */
    @Component
    static class Undone {

        @Transactional
        public <T> Mono<T> run(Mono<T> work) {
            return work.flatMap(value -> Mono.error(() -> new Answer(value)));
        }
    }

    /** The answer of work of which nothing stays. */
    @SuppressWarnings("unchecked")
    <T> Mono<T> undone(Mono<T> work) {
        return undone.run(work).onErrorResume(Answer.class, answer -> Mono.just((T) answer.value));
    }

    /** Work within it that leaves nothing when it fails, and does not hinder what comes after. */
    <T> Mono<T> apart(Mono<T> work) {
        return nested.transactional(work);
    }
}
