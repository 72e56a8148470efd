package org.livelihood.account.statement;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Households;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Face of the statements, for those who may see the household's card; to others the household does not exist. */
@Service
public class Statements {

    private final StatementStore store;
    private final LineStore lines;
    private final Methods methods;
    private final Households households;
    private final Clock clock;

    Statements(StatementStore store, LineStore lines, Methods methods, Households households, Clock clock) {
        this.store = store;
        this.lines = lines;
        this.methods = methods;
        this.households = households;
        this.clock = clock;
    }

    /**
     * How a statement is asked for.
     *
     * @param method null for the one that holds on the period's last day
     * @param asOf null for now
     */
    record Asked(@Nullable Integer method, @Nullable Instant asOf) {}

    Mono<Statement> ofYear(Caller caller, HouseholdId household, int year, Asked asked) {
        return Mono.fromCallable(() -> Period.ofYear(year)).flatMap(period -> of(caller, household, period, asked));
    }

    /** The twelve months that end with a day, or with today. */
    Mono<Statement> rolling(Caller caller, HouseholdId household, @Nullable LocalDate to, Asked asked) {
        return Mono.fromCallable(() -> Period.endingOn(to == null ? ChinaTime.dayOf(clock.instant()) : to))
                .flatMap(period -> of(caller, household, period, asked));
    }

    /** Refused with BAD_PERIOD, FUTURE_AS_OF, METHOD_NOT_FOUND, or as the household's card is. */
    private Mono<Statement> of(Caller caller, HouseholdId household, Period period, Asked asked) {
        return Mono.fromCallable(() -> AsOf.of(asked.asOf(), clock.instant()))
                .delayUntil(asOf -> households.get(caller, household))
                .flatMap(asOf -> methods.pick(asked.method(), period.to(), asOf.known())
                        .flatMap(method -> store.sums(household, period, method.dayOf(period), asOf.known())
                                .map(sums -> Statement.of(household, period, asOf.shown(), method, sums))));
    }

    /** The payouts and reports that a statement sums up, in order of time; of one part where it is given. */
    Mono<Page<IncomeLine>> lines(
            Caller caller, HouseholdId household, LineStore.Query query, @Nullable Cursor after, int limit) {
        return Mono.fromCallable(() -> AsOf.of(query.asOf(), clock.instant()))
                .delayUntil(asOf -> households.get(caller, household))
                .flatMapMany(asOf -> lines.list(household, query, asOf.known(), after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(row.at(), row.id())));
    }

    /** Where a payout comes from: lines of sales, or what was owed for a lot, a session, a period. */
    Mono<Page<IncomeSource>> sources(
            Caller caller, HouseholdId household, ProducerId producer, UUID line, @Nullable Cursor after, int limit) {
        return households
                .get(caller, household)
                .then(lines.isPaid(household, producer, line))
                .filter(paid -> paid)
                .switchIfEmpty(Mono.error(() -> new Refusal(StatementReason.LINE_NOT_FOUND, line)))
                .thenMany(lines.sources(producer, line, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(row.seq(), row.id())));
    }
}
