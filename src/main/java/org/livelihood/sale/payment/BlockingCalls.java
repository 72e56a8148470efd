package org.livelihood.sale.payment;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import org.livelihood.platform.kernel.Refusal;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Calls of a provider's blocking client, off the event loop. Each provider has threads of its own, few of them: one
 * that hangs holds up nothing but itself, and what finds no place any more is refused at once.
 */
public final class BlockingCalls {

    private static final int THREADS = 16;
    private static final int WAITING_A_THREAD = 8;
    private static final int SECONDS_IDLE = 60;

    private final Scheduler threads;
    private final Duration patience;

    /**
     * @param name of the provider, for the threads
     * @param patience how long an answer may take; the call is interrupted then
     */
    public BlockingCalls(String name, Duration patience) {
        this.threads = Schedulers.newBoundedElastic(THREADS, WAITING_A_THREAD, name, SECONDS_IDLE, true);
        this.patience = patience;
    }

    /** Refused with {@link PaymentReason#PROVIDER_UNAVAILABLE} when too many calls wait already. */
    public <T> Mono<T> call(Callable<T> call) {
        return Mono.fromCallable(call)
                .subscribeOn(threads)
                .timeout(patience)
                .onErrorMap(RejectedExecutionException.class, full -> new Refusal(PaymentReason.PROVIDER_UNAVAILABLE));
    }
}
