package org.livelihood.income.dividend;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.income.dividend.Dividend.Draft;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/producers/{producer}/dividends")
class DividendController {

    private static final long MOST_FEN = 10_000_000_000_000L;
    private static final UUID FIRST = new UUID(0, 0);

    private final Dividends dividends;

    DividendController(Dividends dividends) {
        this.dividends = dividends;
    }

    record DividendBody(
            @NotNull AgreementId agreementId,
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @NotNull @Min(-MOST_FEN) @Max(MOST_FEN) Long surplusFen,

            @NotBlank @Size(max = 200) String decision,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String evidenceHash) {

        Draft toDraft() {
            return new Draft(agreementId, from, to, new Money(surplusFen), decision, evidenceHash);
        }
    }

    /**
     * @param tracedFen of the whole dividend
     * @param untracedFen the guarantee, and what no sale here explains
     * @param sales how many sale lines it stands on
     */
    record TraceView(
            Money tracedFen,
            Money untracedFen,
            long sales,
            List<DividendTrace.Share> items,
            @Nullable String nextCursor) {}

    /** Declare the dividend of a period. The answer shows what each basis comes to. The county approves it. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<Dividend>> declare(
            Caller caller, @PathVariable ProducerId producer, Once once, @Valid @RequestBody DividendBody body) {
        return once.created(
                "dividend " + producer,
                body,
                Dividend.class,
                () -> dividends.declare(caller, producer, body.toDraft()));
    }

    /**
     * Approve a dividend. From now on it is owed.
     *
     * @param id the dividend's id
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/{id}/approval")
    Mono<Dividend> approve(Caller caller, @PathVariable ProducerId producer, @PathVariable UUID id) {
        return dividends.approve(caller, producer, id);
    }

    /**
     * Cancel a dividend that is not approved.
     *
     * @param id the dividend's id
     */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.ADMIN})
    @PostMapping("/{id}/cancellation")
    Mono<Dividend> cancel(Caller caller, @PathVariable ProducerId producer, @PathVariable UUID id) {
        return dividends.cancel(caller, producer, id);
    }

    /** List a producer's dividends. */
    @Allow({Role.PRODUCER, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping
    Mono<Page<Dividend>> list(Caller caller, @PathVariable ProducerId producer, Paging paging) {
        return dividends.list(caller, producer, paging.after(), paging.limit());
    }

    /**
     * Read a dividend.
     *
     * @param id the dividend's id
     */
    @Allow({Role.PRODUCER, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/{id}")
    Mono<Dividend> get(Caller caller, @PathVariable ProducerId producer, @PathVariable UUID id) {
        return dividends.get(caller, producer, id);
    }

    /**
     * List the parts of a dividend. What each household gets.
     *
     * @param id the dividend's id
     */
    @Allow({Role.PRODUCER, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/{id}/parts")
    Mono<Page<Dividend.Part>> parts(
            Caller caller, @PathVariable ProducerId producer, @PathVariable UUID id, Paging paging) {
        return dividends.parts(caller, producer, id, paging.after(), paging.limit());
    }

    /**
     * Trace a household's dividend. Which sales it stands on, by the margins that they left.
     *
     * @param id the dividend's id
     */
    @Allow({Role.PRODUCER, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/{id}/trace")
    Mono<TraceView> trace(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable UUID id,
            @RequestParam HouseholdId household,
            Paging paging) {
        Cursor after = paging.after();
        return dividends.trace(caller, producer, id, household).map(trace -> page(trace, after, paging.limit()));
    }

    private static TraceView page(DividendTrace trace, @Nullable Cursor after, int limit) {
        long from = after == null ? 0 : Math.max(0, after.number());
        List<DividendTrace.Share> shares =
                trace.shares().stream().skip(from).limit(limit).toList();
        boolean more = from + limit < trace.shares().size();
        return new TraceView(
                trace.tracedFen(),
                trace.untracedFen(),
                trace.shares().size(),
                shares,
                more ? Cursor.of(from + limit, FIRST).encoded() : null);
    }
}
