package org.livelihood.account.indicator;

import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/indicators")
class IndicatorController {

    private final Indicators indicators;
    private final AnswerSheets sheets;

    IndicatorController(Indicators indicators, AnswerSheets sheets) {
        this.indicators = indicators;
        this.sheets = sheets;
    }

    record DefinitionsView(List<Indicator.Definition> items) {}

    /** List the indicators. Each with its unit, the version of its formula, and its query. */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping
    Mono<DefinitionsView> definitions() {
        return Mono.fromCallable(() -> new DefinitionsView(indicators.definitions()));
    }

    /**
     * Read an indicator. A region's figures with all below it; without a region the whole country's, for auditors.
     *
     * @param name which indicator
     * @param from first day in China
     * @param to last day in China, included
     */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/{name}")
    Mono<Answer> answer(
            Caller caller,
            @PathVariable Indicator name,
            @RequestParam(required = false) @Pattern(regexp = Region.CODE) @Nullable String region,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable Instant knownAt) {
        return indicators.answer(caller, new Indicators.Question(name, region, from, to, knownAt));
    }

    /**
     * Download an indicator as CSV.
     *
     * @param name which indicator
     * @param from first day in China
     * @param to last day in China, included
     */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/{name}/csv")
    Mono<ResponseEntity<byte[]>> csv(
            Caller caller,
            @PathVariable Indicator name,
            @RequestParam(required = false) @Pattern(regexp = Region.CODE) @Nullable String region,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable Instant knownAt,
            Locale locale) {
        return indicators
                .answer(caller, new Indicators.Question(name, region, from, to, knownAt))
                .map(answer -> sheets.lines(answer, locale).csvFile(nameOf(answer)));
    }

    /**
     * Download an indicator as a spreadsheet.
     *
     * @param name which indicator
     * @param from first day in China
     * @param to last day in China, included
     */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/{name}/xlsx")
    Mono<ResponseEntity<byte[]>> xlsx(
            Caller caller,
            @PathVariable Indicator name,
            @RequestParam(required = false) @Pattern(regexp = Region.CODE) @Nullable String region,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable Instant knownAt,
            Locale locale) {
        return indicators
                .answer(caller, new Indicators.Question(name, region, from, to, knownAt))
                .flatMap(answer -> sheets.page(answer, locale).map(sheet -> sheet.xlsxFile(nameOf(answer))));
    }

    /**
     * Download a region's report. One workbook with all indicators, an overview first.
     *
     * @param from first day in China
     * @param to last day in China, included
     */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/report/xlsx")
    Mono<ResponseEntity<byte[]>> report(
            Caller caller,
            @RequestParam(required = false) @Pattern(regexp = Region.CODE) @Nullable String region,
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable Instant knownAt,
            Locale locale) {
        return Flux.fromArray(Indicator.values())
                .concatMap(name -> indicators.answer(caller, new Indicators.Question(name, region, from, to, knownAt)))
                .collectList()
                .flatMap(answers -> sheets.book(answers, locale))
                .map(book -> book.xlsxFile("report-" + (region == null ? "all" : region) + "-" + to));
    }

    private static String nameOf(Answer answer) {
        String where = answer.region().isEmpty() ? "all" : answer.region();
        return answer.indicator().name().toLowerCase(Locale.ROOT) + "-" + where + "-" + answer.to();
    }
}
