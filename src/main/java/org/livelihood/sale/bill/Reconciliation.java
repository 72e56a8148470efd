package org.livelihood.sale.bill;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.sale.bill.Bill.Kind;
import org.livelihood.sale.payment.Movement;
import org.livelihood.sale.payment.Movements;
import org.livelihood.sale.payment.ProviderNumbers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Fetches a day's bill, compares it, and keeps both; the provider is asked outside of any transaction. */
@Component
class Reconciliation {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    /** WeChat has the bill of a day from ten in the morning after, Alipay from nine. */
    private static final LocalTime READY = LocalTime.of(10, 30);

    private static final int LATE_DAYS = 3;

    private final Map<String, BillSource> sources;
    private final Movements movements;
    private final Bills bills;
    private final Clock clock;

    Reconciliation(List<BillSource> sources, Movements movements, Bills bills, Clock clock) {
        this.sources = sources.stream().collect(Collectors.toMap(BillSource::provider, Function.identity()));
        this.movements = movements;
        this.bills = bills;
        this.clock = clock;
    }

    /**
     * All bills of the days before today that are not here yet; what a provider does not give now is asked for again.
     */
    Mono<Void> due(int days) {
        LocalDate last = ChinaTime.dayOf(clock.instant().minus(Duration.between(LocalTime.MIN, READY)))
                .minusDays(1);
        return Flux.fromIterable(sources.keySet())
                .concatMap(provider -> bills.missing(provider, last.minusDays(days - 1L), last)
                        .concatMap(day -> reconcile(provider, day).onErrorResume(failure -> {
                            LOG.warn("The bill of {} for {} is not here: {}", provider, day, failure.toString());
                            return Mono.empty();
                        })))
                .then();
    }

    /**
     * Fetches and compares the bill of a day, unless it is here already.
     *
     * @throws Refusal {@link BillReason#UNKNOWN_PROVIDER}, {@link BillReason#DAY_NOT_OVER}, or
     *     {@link BillReason#NOT_GIVEN}
     */
    Mono<BillDay> reconcile(String provider, LocalDate day) {
        BillSource source = sources.get(provider);
        if (source == null) {
            return Mono.error(() -> new Refusal(BillReason.UNKNOWN_PROVIDER, provider));
        }
        if (!day.isBefore(ChinaTime.dayOf(clock.instant()))) {
            return Mono.error(() -> new Refusal(BillReason.DAY_NOT_OVER));
        }
        return bills.find(provider, day).switchIfEmpty(Mono.defer(() -> fetched(source, day)));
    }

    private Mono<BillDay> fetched(BillSource source, LocalDate day) {
        String provider = source.provider();
        Comparison comparison = new Comparison(provider, day, source.feeBasisPoints());
        return source.of(day)
                .onErrorMap(failure -> !(failure instanceof Refusal), failure -> {
                    LOG.warn("{} did not give its bill for {}: {}", provider, day, failure.toString());
                    return new Refusal(BillReason.NOT_GIVEN);
                })
                .flatMap(bill -> ours(provider, day, bill)
                        .filter(ours -> !mayCome(day, bill, ours))
                        .switchIfEmpty(Mono.error(() -> new Refusal(BillReason.NOT_GIVEN)))
                        .map(ours -> comparison.of(bill, ours))
                        .flatMap(found -> bills.keep(provider, day, bill, found, clock.instant())))
                .then(Mono.defer(() -> bills.find(provider, day)));
    }

    /** A provider that has no bill of a day on which money moved here may be late with it. */
    private boolean mayCome(LocalDate day, Bill bill, Comparison.Ours ours) {
        return bill.lines().isEmpty()
                && !ours.unbilledPayments().isEmpty()
                && day.isAfter(ChinaTime.dayOf(clock.instant()).minusDays(LATE_DAYS));
    }

    private Mono<Comparison.Ours> ours(String provider, LocalDate day, Bill bill) {
        return Mono.zip(
                        movements.payments(provider, idsOf(bill, Kind.PAYMENT)),
                        movements.refunds(provider, idsOf(bill, Kind.REFUND)),
                        movements.paidOn(provider, day).flatMap(paid -> unbilled(provider, Kind.PAYMENT, bill, paid)),
                        movements
                                .refundedOn(provider, day)
                                .flatMap(refunded -> unbilled(provider, Kind.REFUND, bill, refunded)))
                .map(found -> new Comparison.Ours(found.getT1(), found.getT2(), found.getT3(), found.getT4()));
    }

    private static List<UUID> idsOf(Bill bill, Kind kind) {
        return numbersOf(bill, kind).stream()
                .flatMap(number -> ProviderNumbers.idOf(number).stream())
                .toList();
    }

    private static Set<String> numbersOf(Bill bill, Kind kind) {
        return bill.lines().stream()
                .filter(line -> line.kind() == kind)
                .map(Bill.Line::number)
                .collect(Collectors.toSet());
    }

    private Mono<List<Movement>> unbilled(String provider, Kind kind, Bill bill, List<Movement> moved) {
        Set<String> here = numbersOf(bill, kind);
        List<Movement> elsewhere = moved.stream()
                .filter(movement -> !here.contains(ProviderNumbers.of(movement.id())))
                .toList();
        Collection<String> numbers = elsewhere.stream()
                .map(movement -> ProviderNumbers.of(movement.id()))
                .toList();
        return bills.billed(provider, kind, numbers)
                .map(billed -> elsewhere.stream()
                        .filter(movement -> !billed.contains(ProviderNumbers.of(movement.id())))
                        .toList());
    }
}
