package org.livelihood.platform.database;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcRollbackException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.ProceedingJoinPoint;
import org.aspectj.lang.annotation.Around;
import org.aspectj.lang.annotation.Aspect;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionContext;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;
import reactor.util.retry.Retry;

/**
 * A command, once begun, finishes although its client is gone.
 *
 * <p>Stands outside the transaction of every {@code @Transactional} method. A cancellation in the middle of an R2DBC
 * transaction can let a later statement commit by itself, so it is kept away from the transaction; the database role's
 * read-only default is the second guard. Deadlocks and serialization failures are tried again, at most three times.
 */
@Aspect
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class TransactionGuard {

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int RETRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

    private final AtomicInteger inFlight = new AtomicInteger();

    /** Commands that have begun and not yet ended. */
    public int commandsInFlight() {
        return inFlight.get();
    }

    @Around("@annotation(org.springframework.transaction.annotation.Transactional)")
    Object finishOnceBegun(ProceedingJoinPoint command) throws Throwable {
        return Mono.deferContextual(context -> isInTransaction(context) ? proceed(command) : finish(command, context));
    }

    private static boolean isInTransaction(ContextView context) {
        return context.hasKey(TransactionContext.class);
    }

    private Mono<Object> finish(ProceedingJoinPoint command, ContextView context) {
        Mono<Object> whole = Mono.defer(() -> proceed(command))
                .retryWhen(Retry.backoff(RETRIES, FIRST_PAUSE)
                        .filter(TransactionGuard::mayWorkNextTime)
                        .onRetryExhaustedThrow((retry, signal) -> signal.failure()))
                .doFirst(inFlight::incrementAndGet)
                .doFinally(signal -> inFlight.decrementAndGet())
                .contextWrite(context);
        return Mono.fromFuture(whole.toFuture(), true);
    }

    /** Who waited for a lock as long as anybody may has an answer; who was chosen to break a deadlock has not. */
    private static boolean mayWorkNextTime(Throwable failure) {
        boolean conflict =
                failure instanceof PessimisticLockingFailureException || failure instanceof R2dbcRollbackException;
        return conflict && !waitedForALock(failure);
    }

    private static boolean waitedForALock(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof R2dbcException cause
                && LOCK_NOT_AVAILABLE.equals(cause.getSqlState());
    }

    @SuppressWarnings("unchecked")
    private static Mono<Object> proceed(ProceedingJoinPoint command) {
        try {
            Object result = command.proceed();
            if (result instanceof Mono<?> mono) {
                return (Mono<Object>) mono;
            }
            return Mono.error(new IllegalStateException(command.getSignature() + " must return a Mono"));
        } catch (Throwable failure) {
            return Mono.error(failure);
        }
    }
}
