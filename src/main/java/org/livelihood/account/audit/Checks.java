package org.livelihood.account.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.audit.Wordings.Wording;
import org.livelihood.account.check.AuditScope;
import org.livelihood.account.check.Check;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the auditor's checks: what there is, and what each finds. */
@Service
public class Checks {

    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);

    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final CheckRun runs;
    private final Scopes scopes;
    private final Wordings wordings;
    private final Clock clock;

    Checks(List<Check> all, CheckRun runs, Scopes scopes, Wordings wordings, Clock clock) {
        all.stream()
                .sorted(Comparator.comparing((Check check) -> check.code().charAt(0))
                        .reversed()
                        .thenComparing(check -> Integer.valueOf(check.code().substring(1))))
                .forEach(check -> checks.put(check.code(), check));
        this.runs = runs;
        this.scopes = scopes;
        this.wordings = wordings;
        this.clock = clock;
    }

    /** NOTHING: there was nothing to look at, which proves nothing. BROKEN: the check itself could not be run. */
    public enum Verdict {
        PASS,
        FAIL,
        NOTHING,
        TOOK_TOO_LONG,
        BROKEN
    }

    public record RuleText(String rule, Wording description) {}

    /** A check that can be run. */
    public record Listed(String code, Wording description, List<RuleText> rules) {}

    /**
     * What a rule looked at and found.
     *
     * @param kind what its offenders are: LINE, LOT, ITEM
     * @param truncated whether more offend than are named
     */
    public record RuleResult(
            String rule,
            Wording description,
            String kind,
            long examined,
            long found,
            boolean truncated,
            List<Check.Offender> offenders) {}

    /** What a check found; sums over its rules. */
    public record Result(
            String code,
            Verdict verdict,
            Wording description,
            LocalDate from,
            LocalDate to,
            @Nullable ProducerId producer,
            @Nullable String region,
            Instant checkedAt,
            long millis,
            long examined,
            long found,
            List<RuleResult> rules) {}

    /** All checks; {@code verdict} is the worst: FAIL, BROKEN, TOOK_TOO_LONG, PASS, NOTHING. */
    public record Summary(Verdict verdict, Instant checkedAt, List<Result> results) {}

    public List<Listed> list() {
        return checks.values().stream()
                .map(check -> new Listed(
                        check.code(),
                        wordings.ofCheck(check.code()),
                        check.rules().stream()
                                .map(rule -> new RuleText(rule, wordings.ofRule(rule)))
                                .toList()))
                .toList();
    }

    /**
     * Runs one check. Officers ask about their own regions, others are refused with OTHER_REGION; also with
     * UNKNOWN_CHECK, PERIOD_BACKWARDS, PERIOD_TOO_LONG, TOOK_TOO_LONG.
     */
    public Mono<Result> run(Caller caller, String code, CheckQuestion question) {
        return Mono.justOrEmpty(checks.get(code.toUpperCase(Locale.ROOT)))
                .switchIfEmpty(Mono.error(() -> new Refusal(AuditReason.UNKNOWN_CHECK, code)))
                .flatMap(check -> scopes.scope(caller, question).flatMap(scope -> run(check, scope, question)));
    }

    /** Runs all, one after the other, each on its own state of the database; none hides another. */
    public Mono<Summary> runAll(Caller caller, CheckQuestion question) {
        Instant begun = clock.instant();
        return scopes.scope(caller, question)
                .flatMapMany(scope ->
                        Flux.fromIterable(checks.values()).concatMap(check -> runOrLate(check, scope, question)))
                .collectList()
                .map(results -> new Summary(worst(results), begun, results));
    }

    private Mono<Result> runOrLate(Check check, AuditScope scope, CheckQuestion question) {
        return run(check, scope, question)
                .onErrorResume(Checks::tookTooLong, late -> ended(check, Verdict.TOOK_TOO_LONG, scope, question));
    }

    private static boolean tookTooLong(Throwable error) {
        return error instanceof Refusal refusal && refusal.reason() == AuditReason.TOOK_TOO_LONG;
    }

    private Mono<Result> ended(Check check, Verdict verdict, AuditScope scope, CheckQuestion question) {
        return Mono.fromSupplier(() -> result(check, verdict, scope, question, clock.instant(), List.of()));
    }

    /** The codes of all checks, in their order. */
    List<String> codes() {
        return List.copyOf(checks.keySet());
    }

    /**
     * Runs one check with the patience of a run in the background; whatever happens to it is its verdict. Nothing while
     * another node runs one.
     */
    Mono<Result> runPatiently(String code, AuditScope scope, CheckQuestion question) {
        Check check = Objects.requireNonNull(checks.get(code), code);
        return Mono.defer(() -> {
                    Instant begun = clock.instant();
                    return runs.runPatiently(check, scope, question.limit())
                            .map(found -> result(check, verdict(found), scope, question, begun, found));
                })
                .onErrorResume(Checks::tookTooLong, late -> ended(check, Verdict.TOOK_TOO_LONG, scope, question))
                .onErrorResume(broken -> broken(check, broken, scope, question));
    }

    /** A check that fails says so in the place of its result; what it failed of is told to the operator. */
    private Mono<Result> broken(Check check, Throwable failure, AuditScope scope, CheckQuestion question) {
        LOG.error("Check {} could not be run: {}", check.code(), failure.toString());
        return ended(check, Verdict.BROKEN, scope, question);
    }

    private static Verdict worst(List<Result> results) {
        return worstOf(results.stream().map(Result::verdict).toList());
    }

    /** A failure before what could not be looked at, and that before a success. */
    static Verdict worstOf(Collection<Verdict> verdicts) {
        for (Verdict verdict : List.of(Verdict.FAIL, Verdict.BROKEN, Verdict.TOOK_TOO_LONG, Verdict.PASS)) {
            if (verdicts.contains(verdict)) {
                return verdict;
            }
        }
        return Verdict.NOTHING;
    }

    private Mono<Result> run(Check check, AuditScope scope, CheckQuestion question) {
        return Mono.defer(() -> {
                    Instant begun = clock.instant();
                    return runs.run(check, scope, question.limit())
                            .map(findings -> result(check, verdict(findings), scope, question, begun, findings));
                })
                .onErrorResume(
                        failure -> !(failure instanceof Refusal), failure -> broken(check, failure, scope, question));
    }

    private static Verdict verdict(List<Check.Finding> findings) {
        if (findings.stream().anyMatch(finding -> finding.found() > 0)) {
            return Verdict.FAIL;
        }
        return findings.stream().anyMatch(finding -> finding.examined() > 0) ? Verdict.PASS : Verdict.NOTHING;
    }

    private Result result(
            Check check,
            Verdict verdict,
            AuditScope scope,
            CheckQuestion question,
            Instant begun,
            List<Check.Finding> findings) {
        return new Result(
                check.code(),
                verdict,
                wordings.ofCheck(check.code()),
                scope.from(),
                scope.to(),
                question.producer(),
                question.region(),
                begun,
                clock.millis() - begun.toEpochMilli(),
                findings.stream().mapToLong(Check.Finding::examined).sum(),
                findings.stream().mapToLong(Check.Finding::found).sum(),
                findings.stream().map(this::ruleResult).toList());
    }

    private RuleResult ruleResult(Check.Finding finding) {
        return new RuleResult(
                finding.rule(),
                wordings.ofRule(finding.rule()),
                finding.kind(),
                finding.examined(),
                finding.found(),
                finding.truncated(),
                finding.offenders());
    }
}
