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

    /**
     * Read a household's statement of a calendar year. As it was known at a time, by a version of the method.
     *
     * @param year the calendar year
     * @param method version of the statement method; the one that holds when absent
     */
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

    /**
     * Read a household's statement of twelve months. The twelve months that end with a day.
     *
     * @param to the last day, in China; today when absent
     * @param method version of the statement method; the one that holds when absent
     */
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

    /**
     * List the lines of a statement. The payouts and self-reports of a period that a statement sums up.
     *
     * @param from first day in China
     * @param to last day in China, included
     * @param part only lines of this part of the statement; all when absent
     */
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

    /**
     * List what a payout was paid for. Sale lines, a lot, a session or a period of work.
     *
     * @param line the statement line's id
     */
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
