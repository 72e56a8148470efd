package org.livelihood.account.audit;

import org.livelihood.platform.database.RoundsLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Goes on with the open run, check after check, also after a restart. */
@Component
class RunLifecycle extends RoundsLifecycle {

    RunLifecycle(Runs runs, Checks checks, AuditSettings settings) {
        super("A run of the auditor's checks", settings.every(), () -> round(runs, checks));
    }

    private static Mono<Void> round(Runs runs, Checks checks) {
        return step(runs, checks).repeat().takeUntil(worked -> !worked).then();
    }

    /** One check, or the end after the last; gives whether there was something to do that nobody else does. */
    private static Mono<Boolean> step(Runs runs, Checks checks) {
        return runs.next()
                .flatMap(step -> step.code() == null
                        ? runs.end(step.open().run().id()).thenReturn(true)
                        : check(runs, checks, step.open(), step.code()))
                .defaultIfEmpty(false);
    }

    private static Mono<Boolean> check(Runs runs, Checks checks, AuditRunStore.Open open, String code) {
        return checks.runPatiently(code, open.scope(), open.run().question())
                .flatMap(result -> runs.keep(open.run().id(), result).thenReturn(true));
    }
}
