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

    @GetMapping("/trace/lines/{line}")
    @Allow({Role.AUDITOR, Role.ADMIN, Role.OFFICER})
    Mono<LineTrace> line(Caller caller, @PathVariable OrderLineId line, Wait wait) {
        return wait.until(trace -> trace.sale().upToDate(), traces.line(caller, line));
    }

    /** Sales paid from a time (included) to a time (not included), the oldest first. */
    @GetMapping("/trace/sales")
    @Allow({Role.AUDITOR, Role.ADMIN, Role.OFFICER})
    Mono<Page<Traces.SaleSummary>> sales(
            Caller caller,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Nullable SessionId session,
            Paging paging) {
        return traces.sales(caller, new SaleFilter(from, to, producer, session, paging.after()), paging.limit());
    }

    /** What a household earned by which sales, as far as it took effect in the time asked for. */
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

    /** How much of the caller's own order reached how many households. */
    @GetMapping("/orders/{order}/impact")
    @Allow(Role.SHOPPER)
    Mono<Traces.Impact> impact(Caller caller, @PathVariable OrderId order, Wait wait) {
        return wait.until(Traces.Impact::attributed, traces.impact(caller, order));
    }
}
