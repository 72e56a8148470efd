package org.livelihood.account.audit;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.livelihood.account.check.AuditScope;
import org.livelihood.account.check.Check;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Runs one check on one state of the database, without the right to change it. */
@Component
class CheckRun {

    /** SQLSTATE query_canceled. */
    private static final String CANCELLED = "57014";

    private final RunLimitStore store;
    private final Duration timeout;
    private final Duration patience;

    CheckRun(RunLimitStore store, AuditSettings settings) {
        this.store = store;
        this.timeout = settings.timeout();
        this.patience = settings.patience();
    }

    /** Refused with TOOK_TOO_LONG when a statement, or a check of many statements, takes longer than it may. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Mono<List<Check.Finding>> run(Check check, AuditScope scope, int limit) {
        return within(timeout, check, scope, limit);
    }

    /**
     * As {@link #run}, with the time that a run in the background has; nothing while another node runs one. Who is
     * killed lets go, for the database ends its transaction.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Mono<List<Check.Finding>> runPatiently(Check check, AuditScope scope, int limit) {
        return store.hold().filter(held -> held).flatMap(held -> within(patience, check, scope, limit));
    }

    private Mono<List<Check.Finding>> within(Duration most, Check check, AuditScope scope, int limit) {
        return store.limitTime(most)
                .then(Mono.defer(() -> check.run(scope, limit).collectList()))
                .timeout(most.multipliedBy(2))
                .onErrorMap(CheckRun::tookTooLong, late -> new Refusal(AuditReason.TOOK_TOO_LONG, check.code()));
    }

    private static boolean tookTooLong(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException
                    || cause instanceof R2dbcException database && CANCELLED.equals(database.getSqlState())) {
                return true;
            }
        }
        return false;
    }
}
