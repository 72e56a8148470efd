package org.livelihood.account.audit;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Runs of all checks in the background, for what takes longer than an answer may. One is open at a time; it goes on
 * check by check, also after a restart, and each check sees a state of its own. Results are kept.
 */
@Service
class Runs {

    private final Checks checks;
    private final Scopes scopes;
    private final AuditRunStore store;

    Runs(Checks checks, Scopes scopes, AuditRunStore store) {
        this.checks = checks;
        this.scopes = scopes;
        this.store = store;
    }

    /** Refused with RUN_IN_PROGRESS while one is open, and as a question to a check is. */
    @Transactional
    public Mono<Run.Standing> start(Caller caller, CheckQuestion question) {
        UUID id = Uuids.next();
        return scopes.scope(caller, question)
                .flatMap(scope -> store.start(id, scope, question, caller.account()))
                .filter(started -> started)
                .switchIfEmpty(Mono.error(() -> new Refusal(AuditReason.RUN_IN_PROGRESS)))
                .flatMap(started -> store.find(id))
                .flatMap(this::standing);
    }

    /** A run with what it has found so far; that of somebody else only for auditors. */
    Mono<Run.Standing> get(Caller caller, UUID id) {
        return store.find(id)
                .filter(run -> seesAll(caller) || run.startedBy().equals(caller.account()))
                .switchIfEmpty(Mono.error(() -> new Refusal(AuditReason.NOT_FOUND, id)))
                .flatMap(this::standing);
    }

    /** Runs, the newest first, without their results. */
    Mono<Page<Run.Standing>> list(Caller caller, @Nullable Cursor before, int limit) {
        UUID by = seesAll(caller) ? null : caller.account().value();
        return store.list(before, by, limit + 1)
                .concatMap(this::standing)
                .map(found -> new Run.Standing(found.run(), found.verdict(), found.checks(), found.done(), null))
                .collectList()
                .map(rows -> Page.of(
                        rows,
                        limit,
                        last -> Cursor.of(last.run().startedAt(), last.run().id())));
    }

    private static boolean seesAll(Caller caller) {
        return caller.isAny(Role.AUDITOR, Role.ADMIN);
    }

    private Mono<Run.Standing> standing(Run run) {
        List<String> codes = checks.codes();
        return store.results(run.id())
                .sort(Comparator.comparing(result -> codes.indexOf(result.code())))
                .collectList()
                .map(results -> new Run.Standing(run, verdict(results), codes.size(), results.size(), results));
    }

    private static Checks.@Nullable Verdict verdict(List<Checks.Result> results) {
        return results.isEmpty()
                ? null
                : Checks.worstOf(results.stream().map(Checks.Result::verdict).collect(Collectors.toSet()));
    }

    /** What the open run has to do next; empty where none is open. */
    Mono<Step> next() {
        return store.open()
                .flatMap(open -> store.codes(open.run().id())
                        .collect(Collectors.toSet())
                        .map(done -> checks.codes().stream()
                                .filter(code -> !done.contains(code))
                                .findFirst())
                        .map(code -> new Step(open, code.orElse(null))));
    }

    /** @param code of the check that is next; null after the last */
    record Step(AuditRunStore.Open open, @Nullable String code) {}

    /** Keeps what a check found; what stands already stays. */
    @Transactional
    public Mono<Void> keep(UUID run, Checks.Result result) {
        return store.keep(run, result);
    }

    @Transactional
    public Mono<Void> end(UUID run) {
        return store.end(run);
    }
}
