package org.livelihood.account.statement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.statement.Warning.Standing;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Face of the early warning: households whose rolling year is under the monitoring line, or fell. */
@Service
public class Warnings {

    private static final int LOOKED_AT_FOR_ONE = 10;
    private static final int MOST_OF_A_SHEET = 50_000;

    private final WarningStore store;
    private final Methods methods;
    private final Regions regions;
    private final Clock clock;

    Warnings(WarningStore store, Methods methods, Regions regions, Clock clock) {
        this.store = store;
        this.methods = methods;
        this.regions = regions;
        this.clock = clock;
    }

    /**
     * @param to the last day of the twelve months, null for today
     * @param dropPercent how much less than in the twelve months before is a drop
     */
    record Question(
            String region,
            @Nullable LocalDate to,
            int dropPercent,
            @Nullable Integer method,
            @Nullable Instant asOf) {}

    /** What was read to answer a question. */
    private record Found(Period period, Instant asOf, int method, List<Standing> standings) {}

    /**
     * Households in order of village. A page looks at ten times its limit of households at most: it may hold fewer than
     * the limit, and there is more as long as there is a cursor.
     *
     * <p>Refused with OTHER_REGION, BAD_PERIOD, FUTURE_AS_OF, METHOD_NOT_FOUND or a region's reason.
     */
    Mono<Page<Warning>> of(Caller caller, Question question, @Nullable Cursor after, int limit) {
        int most = limit * LOOKED_AT_FOR_ONE;
        return found(caller, question, after, most)
                .map(found -> page(found.standings(), question.dropPercent(), limit, most));
    }

    /** Warnings of a whole region, and what was asked. */
    record Survey(Question question, Period period, Instant asOf, int method, List<Warning> warnings) {}

    /** All of a region at once. Refused also with TOO_MANY_HOUSEHOLDS: ask for a smaller region. */
    Mono<Survey> survey(Caller caller, Question question) {
        return found(caller, question, null, MOST_OF_A_SHEET + 1)
                .filter(found -> found.standings().size() <= MOST_OF_A_SHEET)
                .switchIfEmpty(Mono.error(
                        () -> Refusal.ofField(StatementReason.TOO_MANY_HOUSEHOLDS, "region", MOST_OF_A_SHEET)))
                .map(found -> survey(question, found));
    }

    private static Survey survey(Question question, Found found) {
        List<Warning> warnings = new ArrayList<>();
        for (Standing standing : found.standings()) {
            Warning warning = Warning.of(standing, question.dropPercent());
            if (warning != null) {
                warnings.add(warning);
            }
        }
        return new Survey(question, found.period(), found.asOf(), found.method(), warnings);
    }

    private Mono<Found> found(Caller caller, Question question, @Nullable Cursor after, int most) {
        Instant now = clock.instant();
        LocalDate to = question.to() == null ? ChinaTime.dayOf(now) : question.to();
        return requireReader(caller, question.region())
                .then(regions.get(question.region()))
                .then(Mono.fromCallable(() -> AsOf.of(question.asOf(), now)))
                .flatMap(asOf -> Mono.fromCallable(() -> Period.endingOn(to))
                        .flatMap(period -> methods.pick(question.method(), period.to(), asOf.known())
                                .flatMap(method -> store.standings(
                                                question.region(), period, method, asOf.known(), after, most)
                                        .collectList()
                                        .map(rows -> new Found(period, asOf.shown(), method.version(), rows)))));
    }

    static Page<Warning> page(List<Standing> standings, int dropPercent, int limit, int most) {
        List<Warning> warnings = new ArrayList<>();
        for (Standing standing : standings) {
            Warning warning = Warning.of(standing, dropPercent);
            if (warning != null) {
                warnings.add(warning);
            }
            if (warnings.size() == limit) {
                return new Page<>(warnings, after(standing));
            }
        }
        return new Page<>(warnings, standings.size() < most ? null : after(standings.get(most - 1)));
    }

    private static String after(Standing last) {
        return new Cursor(last.villageCode(), last.household().value()).encoded();
    }

    private static Mono<Void> requireReader(Caller caller, String region) {
        return caller.officerOf(region) || caller.isAny(Role.AUDITOR, Role.ADMIN)
                ? Mono.empty()
                : Mono.error(() -> Refusal.ofField(StatementReason.OTHER_REGION, "region", region));
    }
}
