package org.livelihood.platform.database;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcRollbackException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Role;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
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
@Component
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class TransactionGuard extends StaticMethodMatcherPointcutAdvisor implements MethodInterceptor {

    private static final long serialVersionUID = 1L;

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int RETRIES = 3;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

    private final AtomicInteger inFlight = new AtomicInteger();

    TransactionGuard() {
        setAdvice(this);
        setOrder(HIGHEST_PRECEDENCE);
    }

    /** Commands that have begun and not yet ended. */
    public int commandsInFlight() {
        return inFlight.get();
    }

    @Override
    public boolean matches(Method method, Class<?> type) {
        return method.isAnnotationPresent(Transactional.class);
    }

    /** Finishes the command, once begun. */
    @Override
    public Object invoke(MethodInvocation command) {
        return Mono.deferContextual(context -> isInTransaction(context) ? proceed(command) : finish(command, context));
    }

    private static boolean isInTransaction(ContextView context) {
        return context.hasKey(TransactionContext.class);
    }

    private Mono<Object> finish(MethodInvocation command, ContextView context) {
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

    /** Each time from the beginning: an invocation that has proceeded would not open a transaction again. */
    @SuppressWarnings("unchecked")
    private static Mono<Object> proceed(MethodInvocation command) {
        try {
            Object result = ((ProxyMethodInvocation) command).invocableClone().proceed();
            if (result instanceof Mono<?> mono) {
                return (Mono<Object>) mono;
            }
            return Mono.error(new IllegalStateException(command.getMethod() + " must return a Mono"));
        } catch (Throwable failure) {
            return Mono.error(failure);
        }
    }
}
