package org.livelihood.audit;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.livelihood.kernel.Refusal;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Runs one check on one state of the database, without the right to change it. */
@Component
class CheckRun {

    /** SQLSTATE query_canceled. */
    private static final String CANCELLED = "57014";

    private final RuleStore store;
    private final Duration timeout;

    CheckRun(RuleStore store, @Value("${livelihood.audit.timeout:30s}") Duration timeout) {
        this.store = store;
        this.timeout = timeout;
    }

    /** Refused with TOOK_TOO_LONG when a statement, or a check of many statements, takes longer than it may. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Mono<List<Check.Finding>> run(Check check, AuditScope scope, int limit) {
        return store.limitTime(timeout)
                .then(Mono.defer(() -> check.run(scope, limit).collectList()))
                .timeout(timeout.multipliedBy(2))
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
