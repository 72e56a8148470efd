package org.livelihood.account.selfreport;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.selfreport.SelfReport.Content;
import org.livelihood.account.selfreport.SelfReport.Document;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
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
@RequestMapping("/api/v1")
class SelfReportController {

    private static final long MOST_FEN = 100_000_000_000L;

    private final SelfReports reports;

    SelfReportController(SelfReports reports) {
        this.reports = reports;
    }

    /** @param on the day, or any day of the month, it belongs to */
    record ReportBody(
            @NotNull Part part,
            @Nullable CostKind costKind,
            @NotNull LocalDate on,
            @Positive @Max(MOST_FEN) long amountFen,
            @NotNull SelfReport.DocumentKind documentKind,

            @NotBlank @Size(max = 200) String documentName,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String documentHash,

            @Nullable @Size(max = 500) @Note String note) {

        Content content() {
            if (!PlausibleDates.isWithin(on, PlausibleDates.FIRST_YEAR_OF_FIGURES, PlausibleDates.LAST_YEAR)) {
                throw Refusal.ofField(
                        SelfReportReason.BAD_PERIOD,
                        "on",
                        Integer.toString(PlausibleDates.FIRST_YEAR_OF_FIGURES),
                        Integer.toString(PlausibleDates.LAST_YEAR_OF_FIGURES),
                        1);
            }
            return new Content(part, costKind, on, new Document(documentKind, documentName, documentHash), note);
        }
    }

    record NoteBody(@NotBlank @Size(max = 500) @Note String note) {}

    record ReasonBody(@NotBlank @Size(max = 500) @Note String reason) {}

    /** Enter income or a cost beside the ledger. It counts when another person confirms it. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/households/{id}/income-reports")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SelfReport> enter(Caller caller, @PathVariable HouseholdId id, @Valid @RequestBody ReportBody body) {
        return reports.enter(caller, id, body.content(), new Money(body.amountFen()));
    }

    /**
     * List a household's income reports.
     *
     * @param status only reports with this status; all when absent
     */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @GetMapping("/households/{id}/income-reports")
    Mono<Page<SelfReport>> list(
            Caller caller,
            @PathVariable HouseholdId id,
            @RequestParam(required = false) SelfReport.@Nullable Status status,
            Paging paging) {
        return reports.list(caller, id, status, paging.after(), paging.limit());
    }

    /**
     * Confirm an income report. By another person than the one who entered it; it counts from then on.
     *
     * @param id the income report's id
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/income-reports/{id}/confirmation")
    Mono<SelfReport> confirm(Caller caller, @PathVariable UUID id) {
        return reports.confirm(caller, id);
    }

    /**
     * Reject an income report. It never counts; whoever entered it reads the reason.
     *
     * @param id the income report's id
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/income-reports/{id}/rejection")
    Mono<SelfReport> reject(Caller caller, @PathVariable UUID id, @Valid @RequestBody ReasonBody body) {
        return reports.reject(caller, id, body.reason());
    }

    /**
     * Enter that a confirmed report was wrong. Another person confirms that, too.
     *
     * @param id the income report's id
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/income-reports/{id}/reversal")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SelfReport> reverse(Caller caller, @PathVariable UUID id, @Valid @RequestBody NoteBody body) {
        return reports.reverse(caller, id, body.note());
    }
}
