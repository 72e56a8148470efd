package org.livelihood.account.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.ProducerRegions;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the trace: from a sale to every household, from a household to every sale, and what a buyer may see. */
@Service
public class Traces {

    private final LineTraceStore lines;
    private final SaleTraceStore sales;
    private final HouseholdTraceStore households;
    private final TerritoryStore regions;
    private final ProducerRegions producers;

    Traces(
            LineTraceStore lines,
            SaleTraceStore sales,
            HouseholdTraceStore households,
            TerritoryStore regions,
            ProducerRegions producers) {
        this.lines = lines;
        this.sales = sales;
        this.households = households;
        this.regions = regions;
        this.producers = producers;
    }

    /**
     * A household's sales.
     *
     * @param totals over all sales asked for, not over this page alone
     * @param tracedSalesFen the same for traced sales: another measure, never added to the totals
     */
    public record HouseholdTrace(
            HouseholdId household,
            List<IncomeTotal> totals,
            Money tracedSalesFen,
            List<HouseholdSale> items,
            @Nullable String nextCursor) {}

    /**
     * Refused with NOT_FOUND when the line is unknown or not attributed yet, and to officers of whose regions neither
     * the producer is nor a household that has a part.
     */
    public Mono<LineTrace> line(Caller caller, OrderLineId line) {
        return mayRead(caller, regions.regionsOf(line))
                .filter(may -> may)
                .flatMap(may -> lines.find(line))
                .switchIfEmpty(Mono.error(() -> new Refusal(TraceReason.NOT_FOUND, line)));
    }

    /** Attributed sales, the oldest first. Officers must name a producer of theirs, else OTHER_REGION. */
    public Mono<Page<SaleSummary>> sales(Caller caller, SaleFilter filter, int limit) {
        return mayRead(
                        caller,
                        Mono.justOrEmpty(filter.producer())
                                .flatMap(producers::regionOf)
                                .flux())
                .filter(may -> may)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(TraceReason.OTHER_REGION, "producer", "-")))
                .thenMany(Flux.defer(() -> sales.list(filter, limit + 1)))
                .collectList()
                .map(rows -> Page.of(
                        rows, limit, row -> Cursor.of(row.paidAt(), row.line().value())));
    }

    private static Mono<Boolean> mayRead(Caller caller, Flux<String> regions) {
        return caller.isAny(Role.AUDITOR, Role.ADMIN) ? Mono.just(true) : regions.any(caller::officerOf);
    }

    /**
     * The sales that a household has a part of, the oldest first. An unknown household has none; for officers, one of
     * another region is NOT_FOUND.
     */
    public Mono<HouseholdTrace> household(Caller caller, HouseholdId household, SaleFilter filter, int limit) {
        return mayRead(caller, regions.villageOf(household).flux())
                .filter(may -> may)
                .switchIfEmpty(Mono.error(() -> new Refusal(TraceReason.NOT_FOUND, household)))
                .flatMap(may -> household(household, filter, limit));
    }

    private Mono<HouseholdTrace> household(HouseholdId household, SaleFilter filter, int limit) {
        return households
                .sales(household, filter, limit + 1)
                .collectList()
                .map(rows -> Page.of(
                        rows, limit, row -> Cursor.of(row.paidAt(), row.line().value())))
                .zipWith(households.totals(household, filter).collectList())
                .zipWith(
                        households.tracedSales(household, filter),
                        (both, traced) -> new HouseholdTrace(
                                household,
                                both.getT2(),
                                traced,
                                both.getT1().items(),
                                both.getT1().nextCursor()));
    }

    /** What the caller's own order did. Refused with NOT_FOUND for an unknown order and for another buyer's. */
    public Mono<OrderImpact> impact(Caller caller, OrderId order) {
        return sales.impact(order, caller.account())
                .switchIfEmpty(Mono.error(() -> new Refusal(TraceReason.NOT_FOUND, order)));
    }
}
