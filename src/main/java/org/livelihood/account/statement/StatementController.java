package org.livelihood.account.statement;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.selfreport.Part;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/households/{id}/statements")
class StatementController {

    private final Statements statements;

    StatementController(Statements statements) {
        this.statements = statements;
    }

    /** A calendar year, as it was known at a time, by a version of the method. */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/years/{year}")
    Mono<Statement> year(
            Caller caller,
            @PathVariable HouseholdId id,
            @PathVariable @Min(PlausibleDates.FIRST_YEAR_OF_FIGURES) @Max(PlausibleDates.LAST_YEAR_OF_FIGURES) int year,
            @RequestParam(required = false) @Nullable Integer method,
            @RequestParam(required = false) @Nullable Instant asOf) {
        return statements.ofYear(caller, id, year, new Statements.Asked(method, asOf));
    }

    /** The twelve months that end with a day. */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/rolling")
    Mono<Statement> rolling(
            Caller caller,
            @PathVariable HouseholdId id,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Integer method,
            @RequestParam(required = false) @Nullable Instant asOf) {
        return statements.rolling(caller, id, to, new Statements.Asked(method, asOf));
    }

    /** The payouts and self-reports of a period that a statement sums up. */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/lines")
    Mono<Page<IncomeLine>> lines(
            Caller caller,
            @PathVariable HouseholdId id,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable Part part,
            @RequestParam(required = false) @Nullable Instant asOf,
            Paging paging) {
        LineStore.Query query = new LineStore.Query(new Period(from, to), part, asOf);
        return statements.lines(caller, id, query, paging.after(), paging.limit());
    }

    /** What a payout was paid for: sale lines, a lot, a session, a period. */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/lines/{line}/sources")
    Mono<Page<IncomeSource>> sources(
            Caller caller,
            @PathVariable HouseholdId id,
            @PathVariable UUID line,
            @RequestParam ProducerId producer,
            Paging paging) {
        return statements.sources(caller, id, producer, line, paging.after(), paging.limit());
    }
}
