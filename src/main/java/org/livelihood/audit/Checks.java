package org.livelihood.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.audit.Wordings.Wording;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.Role;
import org.livelihood.kernel.Years;
import org.livelihood.region.Region;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the auditor's checks: what there is, and what each finds. */
@Service
public class Checks {

    private static final int MOST_YEARS = 50;
    private static final int FIRST_YEAR = 1949;
    private static final int LAST_YEAR = 9998;

    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final CheckRun runs;
    private final TerritoryStore regions;
    private final Wordings wordings;
    private final Clock clock;

    Checks(List<Check> all, CheckRun runs, TerritoryStore regions, Wordings wordings, Clock clock) {
        all.stream()
                .sorted(Comparator.comparing((Check check) -> check.code().charAt(0))
                        .reversed()
                        .thenComparing(check -> Integer.valueOf(check.code().substring(1))))
                .forEach(check -> checks.put(check.code(), check));
        this.runs = runs;
        this.regions = regions;
        this.wordings = wordings;
        this.clock = clock;
    }

    /** NOTHING: there was nothing to look at, which proves nothing. */
    public enum Verdict {
        PASS,
        FAIL,
        NOTHING,
        TOOK_TOO_LONG
    }

    public record RuleText(String rule, Wording description) {}

    /** A check that can be run. */
    public record Listed(String code, Wording description, List<RuleText> rules) {}

    /**
     * Days in China, both included; the last year where they are absent.
     *
     * @param region with all below it
     * @param limit how many offenders a rule names
     */
    public record Question(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable ProducerId producer,
            @Nullable String region,
            int limit) {}

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

    /** All checks; {@code verdict} is FAIL if one fails, and TOOK_TOO_LONG if one did not end. */
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
    public Mono<Result> run(Caller caller, String code, Question question) {
        return Mono.justOrEmpty(checks.get(code.toUpperCase(Locale.ROOT)))
                .switchIfEmpty(Mono.error(() -> new Refusal(AuditReason.UNKNOWN_CHECK, code)))
                .flatMap(check -> scope(caller, question).flatMap(scope -> run(check, scope, question)));
    }

    /** Runs all, one after the other, each on its own state of the database; one that takes too long says so. */
    public Mono<Summary> runAll(Caller caller, Question question) {
        Instant begun = clock.instant();
        return scope(caller, question)
                .flatMapMany(scope -> Flux.fromIterable(checks.values())
                        .concatMap(check -> run(check, scope, question)
                                .onErrorResume(
                                        error -> error instanceof Refusal refusal
                                                && refusal.reason() == AuditReason.TOOK_TOO_LONG,
                                        late -> Mono.just(result(
                                                check, Verdict.TOOK_TOO_LONG, scope, question, begun, List.of())))))
                .collectList()
                .map(results -> new Summary(worst(results), begun, results));
    }

    private static Verdict worst(List<Result> results) {
        for (Verdict verdict : List.of(Verdict.FAIL, Verdict.TOOK_TOO_LONG, Verdict.PASS)) {
            if (results.stream().anyMatch(result -> result.verdict() == verdict)) {
                return verdict;
            }
        }
        return Verdict.NOTHING;
    }

    private Mono<Result> run(Check check, AuditScope scope, Question question) {
        return Mono.defer(() -> {
            Instant begun = clock.instant();
            return runs.run(check, scope, question.limit())
                    .map(findings -> result(check, verdict(findings), scope, question, begun, findings));
        });
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
            Question question,
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

    private Mono<AuditScope> scope(Caller caller, Question question) {
        LocalDate to = question.to() == null ? LocalDate.ofInstant(clock.instant(), AuditScope.ZONE) : question.to();
        if (outsideTheCalendar(to) || question.from() != null && outsideTheCalendar(question.from())) {
            return periodTooLong();
        }
        LocalDate from = question.from() == null ? Years.startOfYearEnding(to) : question.from();
        if (to.isBefore(from)) {
            return Mono.error(() -> Refusal.ofField(AuditReason.PERIOD_BACKWARDS, "to", from, to));
        }
        if (Years.areMoreThan(MOST_YEARS, from, to)) {
            return periodTooLong();
        }
        return producers(caller, question)
                .map(producers -> new AuditScope(from, to, producers))
                .switchIfEmpty(Mono.fromSupplier(() -> new AuditScope(from, to, null)));
    }

    private static boolean outsideTheCalendar(LocalDate day) {
        return day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR;
    }

    private static <T> Mono<T> periodTooLong() {
        return Mono.error(() -> Refusal.ofField(AuditReason.PERIOD_TOO_LONG, "from", MOST_YEARS));
    }

    /** Nothing for all of the country. */
    private Mono<List<UUID>> producers(Caller caller, Question question) {
        ProducerId producer = question.producer();
        String region = question.region();
        boolean everywhere = caller.isAny(Role.AUDITOR, Role.ADMIN);
        if (!everywhere && (region == null ? producer == null : !caller.officerOf(region))) {
            return otherRegion(region);
        }
        if (producer == null) {
            return region == null ? Mono.empty() : regions.producersBelow(Region.prefixOf(region));
        }
        return regions.regionOf(producer)
                .filter(own -> everywhere || caller.officerOf(own))
                .filter(own -> region == null || own.startsWith(Region.prefixOf(region)))
                .switchIfEmpty(otherRegion(region))
                .map(own -> List.of(producer.value()));
    }

    private static <T> Mono<T> otherRegion(@Nullable String region) {
        return Mono.error(() -> Refusal.ofField(AuditReason.OTHER_REGION, "region", region == null ? "-" : region));
    }
}
