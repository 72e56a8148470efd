package org.livelihood.account.statement;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.sheet.Sheet;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class WarningController {

    private final Warnings warnings;
    private final WarningSheets sheets;
    private final Regions regions;

    WarningController(Warnings warnings, WarningSheets sheets, Regions regions) {
        this.warnings = warnings;
        this.sheets = sheets;
        this.regions = regions;
    }

    /**
     * List the income warnings of a region. Households whose twelve months are under the monitoring line, or fell by a
     * share or more.
     *
     * @param to the last day of the twelve months, in China; today when absent
     * @param dropPercent from which fall on a household is warned of, in percent of the twelve months before
     * @param method version of the statement method; the one that holds when absent
     */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/api/v1/income-warnings")
    Mono<Page<Warning>> list(
            Caller caller,
            @RequestParam @Pattern(regexp = Region.CODE) String region,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "30") @Min(1) @Max(100) int dropPercent,
            @RequestParam(required = false) @Nullable Integer method,
            @RequestParam(required = false) @Nullable Instant asOf,
            Paging paging) {
        Warnings.Question question = new Warnings.Question(region, to, dropPercent, method, asOf);
        return warnings.of(caller, question, paging.after(), paging.limit());
    }

    /**
     * Download the income warnings of a region as CSV. All of them, without pages.
     *
     * @param to the last day of the twelve months, in China; today when absent
     * @param dropPercent from which fall on a household is warned of, in percent of the twelve months before
     * @param method version of the statement method; the one that holds when absent
     */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/api/v1/income-warnings/csv")
    Mono<ResponseEntity<byte[]>> csv(
            Caller caller,
            @RequestParam @Pattern(regexp = Region.CODE) String region,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "30") @Min(1) @Max(100) int dropPercent,
            @RequestParam(required = false) @Nullable Integer method,
            @RequestParam(required = false) @Nullable Instant asOf,
            Locale locale) {
        Warnings.Question question = new Warnings.Question(region, to, dropPercent, method, asOf);
        return sheet(caller, question, locale).map(sheet -> sheet.csvFile("income-warnings-" + region));
    }

    /**
     * Download the income warnings of a region as a spreadsheet. All of them, without pages.
     *
     * @param to the last day of the twelve months, in China; today when absent
     * @param dropPercent from which fall on a household is warned of, in percent of the twelve months before
     * @param method version of the statement method; the one that holds when absent
     */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/api/v1/income-warnings/xlsx")
    Mono<ResponseEntity<byte[]>> xlsx(
            Caller caller,
            @RequestParam @Pattern(regexp = Region.CODE) String region,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "30") @Min(1) @Max(100) int dropPercent,
            @RequestParam(required = false) @Nullable Integer method,
            @RequestParam(required = false) @Nullable Instant asOf,
            Locale locale) {
        Warnings.Question question = new Warnings.Question(region, to, dropPercent, method, asOf);
        return sheet(caller, question, locale).map(sheet -> sheet.xlsxFile("income-warnings-" + region));
    }

    private Mono<Sheet> sheet(Caller caller, Warnings.Question question, Locale locale) {
        return warnings.survey(caller, question)
                .zipWith(regions.get(question.region()))
                .map(both -> sheets.of(both.getT1(), both.getT2().name(), locale));
    }
}
