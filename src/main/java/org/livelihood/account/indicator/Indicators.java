package org.livelihood.account.indicator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Face of the indicators: each question is counted anew from what was recorded. */
@Service
public class Indicators {

    private static final int MOST_ROWS = 10_000;
    private static final Duration BREATH = Duration.ofSeconds(1);

    private final IndicatorStore store;
    private final Regions regions;
    private final Clock clock;

    Indicators(IndicatorStore store, Regions regions, Clock clock) {
        this.store = store;
        this.regions = regions;
        this.clock = clock;
    }

    /** A question: about a region with all below it (null for the whole country), and a period of days. */
    public record Question(
            Indicator indicator,
            @Nullable String region,
            LocalDate from,
            LocalDate to,
            @Nullable Instant knownAt) {}

    public List<Indicator.Definition> definitions() {
        return Arrays.stream(Indicator.values()).map(Indicator::definition).toList();
    }

    /**
     * The figures. Auditors ask about all, officers about their own regions: refused with OTHER_REGION; also with
     * PERIOD_BACKWARDS, PERIOD_TOO_LONG, TOO_MANY_ROWS (ask for less), or a region's reason.
     */
    public Mono<Answer> answer(Caller caller, Question question) {
        Instant asOf = question.knownAt() == null ? clock.instant() : question.knownAt();
        Instant known = question.knownAt() == null ? asOf.plus(BREATH) : asOf;
        String region = question.region() == null ? Regions.NATIONWIDE : question.region();
        return Mono.fromCallable(() -> new Scope(region, question.from(), question.to(), known))
                .delayUntil(scope -> requireReader(caller, scope.region()))
                .delayUntil(scope -> region.isEmpty() ? Mono.empty() : regions.get(region))
                .flatMap(scope -> store.rows(question.indicator(), scope, MOST_ROWS + 1)
                        .collectList()
                        .filter(rows -> rows.size() <= MOST_ROWS)
                        .switchIfEmpty(Mono.error(() -> new Refusal(IndicatorReason.TOO_MANY_ROWS, MOST_ROWS)))
                        .map(rows -> answer(question.indicator(), scope, asOf, rows)));
    }

    private static Answer answer(Indicator indicator, Scope scope, Instant asOf, List<Answer.Row> rows) {
        Indicator.Definition definition = indicator.definition();
        return new Answer(
                indicator,
                definition.version(),
                definition.unit(),
                definition.title(),
                definition.titleZh(),
                definition.formula(),
                scope.region(),
                scope.from(),
                scope.to(),
                asOf,
                rows);
    }

    private static Mono<Void> requireReader(Caller caller, String region) {
        boolean own = !region.isEmpty() && caller.officerOf(region);
        return own || caller.isAny(Role.AUDITOR, Role.ADMIN)
                ? Mono.empty()
                : Mono.error(() -> Refusal.ofField(IndicatorReason.OTHER_REGION, "region", region));
    }
}
