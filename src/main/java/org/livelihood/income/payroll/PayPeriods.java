package org.livelihood.income.payroll;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.books.hours.HourBook;
import org.livelihood.books.hours.Hours;
import org.livelihood.books.payable.Payable;
import org.livelihood.books.payable.Payables;
import org.livelihood.books.payable.Source;
import org.livelihood.goods.linkage.Basis;
import org.livelihood.goods.lot.SealedWork;
import org.livelihood.goods.lot.SealedWork.Labour;
import org.livelihood.income.payroll.PayPeriod.Draft;
import org.livelihood.income.payroll.PayPeriod.Line;
import org.livelihood.income.payroll.PayPeriod.Taking;
import org.livelihood.people.producer.Producer;
import org.livelihood.people.producer.Producers;
import org.livelihood.people.region.Region;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.kernel.Years;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Face of the pay periods. A period takes the wages and the labour of every lot, and the wages of every session, up to
 * its last day that no period before took: work that is entered late comes into the next one, and none is lost or
 * counted twice.
 */
@Service
public class PayPeriods {

    private static final UUID FIRST = new UUID(0, 0);
    /** A transaction that was open when the last period was closed has ended within this time. */
    private static final Duration LATE = Duration.ofDays(1);

    private final PayPeriodStore store;
    private final AttendanceStore attendance;
    private final MinimumWageStore minimumWages;
    private final Producers producers;
    private final Payables payables;
    private final SealedWork sealedWork;
    private final HourBook hours;
    private final Clock clock;

    PayPeriods(
            PayPeriodStore store,
            AttendanceStore attendance,
            MinimumWageStore minimumWages,
            Producers producers,
            Payables payables,
            SealedWork sealedWork,
            HourBook hours,
            Clock clock) {
        this.store = store;
        this.attendance = attendance;
        this.minimumWages = minimumWages;
        this.producers = producers;
        this.payables = payables;
        this.sealedWork = sealedWork;
        this.hours = hours;
        this.clock = clock;
    }

    /**
     * Closes a period that is over; what wages lack of the minimum wage is owed from now on.
     *
     * <p>Refused with BAD_PERIOD, NOT_OVER, OVERLAPS, NO_MINIMUM_WAGE, or as {@link AttendanceSheet} does: with
     * TOO_MANY_MINUTES where the days of those whom the sheet tells of have no room for it beside the hours that lots
     * and other sheets, at any producer, tell of.
     */
    @Transactional
    Mono<PayPeriod> close(Caller caller, ProducerId producer, Draft draft) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(Mono.defer(() -> requireOver(draft)))
                .then(store.waitForTurn(producer))
                .then(producers.get(caller, producer))
                .flatMap(found -> minimumWage(found, draft.to()))
                .zipWhen(wage -> store.last(producer).map(Optional::of).defaultIfEmpty(Optional.empty()))
                .flatMap(both -> close(caller, producer, draft, both.getT1(), both.getT2()));
    }

    private Mono<Void> requireOver(Draft draft) {
        if (draft.to().isBefore(draft.from()) || Years.areMoreThan(1, draft.from(), draft.to())) {
            return Mono.error(() -> Refusal.ofField(PayrollReason.BAD_PERIOD, "to"));
        }
        LocalDate today = ChinaTime.dayOf(clock.instant());
        return draft.to().isBefore(today)
                ? Mono.empty()
                : Mono.error(() ->
                        Refusal.ofField(PayrollReason.NOT_OVER, "to", draft.to().toString()));
    }

    private Mono<Money> minimumWage(Producer producer, LocalDate day) {
        return minimumWages
                .inForce(Region.lineageOf(producer.regionCode()), day)
                .map(MinimumWage::fenPerHour)
                .switchIfEmpty(Mono.error(
                        () -> new Refusal(PayrollReason.NO_MINIMUM_WAGE, producer.regionCode(), day.toString())));
    }

    private Mono<PayPeriod> close(
            Caller caller, ProducerId producer, Draft draft, Money perHour, Optional<PayPeriod> last) {
        if (last.isPresent() && !draft.from().isAfter(last.get().to())) {
            return Mono.error(() -> Refusal.ofField(
                    PayrollReason.OVERLAPS, "from", last.get().to().toString()));
        }
        LocalDate after = last.map(PayPeriod::to).orElse(null);
        Instant recorded = last.map(period -> period.closedAt().minus(LATE)).orElse(null);
        PayPeriod period = new PayPeriod(
                producer,
                Uuids.next(),
                draft.from(),
                draft.to(),
                perHour,
                draft.evidence(),
                caller.account(),
                clock.instant());
        return taking(producer, draft.to(), after, recorded)
                .flatMap(taking -> count(producer, draft, taking, perHour)
                        .flatMap(counted -> store.add(period, taking, counted.lines())
                                .then(Mono.defer(() -> attendance.add(period, counted.told())))
                                .then(topUp(period, counted.lines()))))
                .thenReturn(period);
    }

    private Mono<Taking> taking(
            ProducerId producer, LocalDate until, @Nullable LocalDate after, @Nullable Instant recorded) {
        return payables.wages(producer, until, after, recorded)
                .zipWhen(wages -> sealedWork.workedLots(producer, until, after, recorded))
                .map(both -> new Taking(both.getT1(), Set.copyOf(both.getT2())))
                .zipWhen(taking -> store.taken(producer, taking))
                .map(both -> both.getT1().without(both.getT2()));
    }

    private record Counted(List<Line> lines, List<AttendanceSheet.Told> told) {}

    private Mono<Counted> count(ProducerId producer, Draft draft, Taking taking, Money perHour) {
        return sealedWork
                .labour(producer, taking.lots())
                .zipWhen(labour -> producers.workersBetween(producer, draft.from(), draft.to()))
                .flatMap(both -> {
                    Map<Party, Labour> labour = both.getT1();
                    AttendanceSheet sheet =
                            new AttendanceSheet(draft, AttendanceSheet.persons(both.getT2(), labour, taking.wages()));
                    sheet.require(labour);
                    List<Line> lines = PayPeriod.lines(taking.wages(), labour, draft.attendance(), perHour);
                    return hoursOf(sheet, draft).map(book -> new Counted(lines, sheet.spread(book)));
                });
    }

    /** What stands in the book of those whom the sheet tells of, whose turn it is until the period is closed. */
    private Mono<Map<UUID, Hours>> hoursOf(AttendanceSheet sheet, Draft draft) {
        return hours.awaitTurn(sheet.named()).then(Mono.defer(() -> hours.of(sheet.named(), draft.from(), draft.to())));
    }

    private Mono<Boolean> topUp(PayPeriod period, List<Line> lines) {
        List<Payable> owed = lines.stream()
                .filter(line -> line.topUpFen().isPositive())
                .map(line -> new Payable(
                        line.party(),
                        Basis.MINIMUM_WAGE_TOP_UP,
                        IncomeCategory.WAGE,
                        IncomeNature.TRACE,
                        line.topUpFen(),
                        Money.ZERO,
                        null))
                .toList();
        Source source =
                new Source(period.producer(), Source.Kind.PAY_PERIOD, period.id(), period.to(), period.closedAt());
        return payables.create(source, owed);
    }

    Mono<PayPeriod> get(Caller caller, ProducerId producer, UUID id) {
        return producers
                .requireReader(caller, producer, Role.PRODUCER)
                .then(store.find(producer, id))
                .switchIfEmpty(Mono.error(() -> new Refusal(PayrollReason.NOT_FOUND, id)));
    }

    /** In the order in which they were closed. */
    Mono<Page<PayPeriod>> list(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return producers
                .requireReader(caller, producer, Role.PRODUCER)
                .thenMany(store.list(producer, after == null ? FIRST : after.id(), limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id())));
    }

    Mono<Page<Line>> lines(Caller caller, ProducerId producer, UUID id, @Nullable Cursor after, int limit) {
        return get(caller, producer, id)
                .thenMany(Flux.defer(() -> store.lines(producer, id, after == null ? FIRST : after.id(), limit + 1)))
                .collectList()
                .map(rows ->
                        Page.of(rows, limit, row -> Cursor.of(0, row.party().id())));
    }
}
