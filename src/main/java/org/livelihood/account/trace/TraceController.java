package org.livelihood.account.trace;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.http.Wait;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1")
class TraceController {

    private final Traces traces;

    TraceController(Traces traces) {
        this.traces = traces;
    }

    /**
     * Trace an order line. From what was paid to the lot it came from and to the households that made it, to the fen.
     */
    @GetMapping("/trace/lines/{line}")
    @Allow({Role.AUDITOR, Role.ADMIN, Role.OFFICER})
    Mono<LineTrace> line(Caller caller, @PathVariable OrderLineId line, Wait wait) {
        return wait.until(trace -> trace.sale().upToDate(), traces.line(caller, line));
    }

    /**
     * List sales. Those paid from a time (included) to a time (not included), the oldest first.
     *
     * @param from paid at or after this time; from the first sale when absent
     * @param to paid before this time; up to now when absent
     */
    @GetMapping("/trace/sales")
    @Allow({Role.AUDITOR, Role.ADMIN, Role.OFFICER})
    Mono<Page<SaleSummary>> sales(
            Caller caller,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Nullable SessionId session,
            Paging paging) {
        return traces.sales(caller, new SaleFilter(from, to, producer, session, paging.after()), paging.limit());
    }

    /**
     * Trace what a household earned. By which sales, as far as it took effect in the time asked for.
     *
     * @param from took effect at or after this time; from the beginning when absent
     * @param to took effect before this time; up to now when absent
     */
    @GetMapping("/trace/households/{household}")
    @Allow({Role.AUDITOR, Role.ADMIN, Role.OFFICER})
    Mono<Traces.HouseholdTrace> household(
            Caller caller,
            @PathVariable HouseholdId household,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Nullable SessionId session,
            Paging paging) {
        SaleFilter filter = new SaleFilter(from, to, producer, session, paging.after());
        return traces.household(caller, household, filter, paging.limit());
    }

    /** Read what an own order did. How much of it reached how many households. */
    @GetMapping("/orders/{order}/impact")
    @Allow(Role.SHOPPER)
    Mono<OrderImpact> impact(Caller caller, @PathVariable OrderId order, Wait wait) {
        return wait.until(OrderImpact::attributed, traces.impact(caller, order));
    }
}
