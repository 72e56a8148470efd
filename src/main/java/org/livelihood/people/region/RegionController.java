package org.livelihood.people.region;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Name;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.sheet.Column;
import org.livelihood.platform.sheet.ImportForm;
import org.livelihood.platform.sheet.Imports;
import org.livelihood.platform.sheet.Report;
import org.livelihood.platform.sheet.Upload;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
class RegionController {

    private static final int ROWS_AT_ONCE = 5_000;
    private static final int MOST_ROWS = 1_000_000;
    private static final int MOST_BYTES = 96 << 20;

    private final Regions regions;
    private final Imports imports;
    private final ImportForm<RegionBody> form;

    RegionController(Regions regions, Imports imports) {
        this.regions = regions;
        this.imports = imports;
        this.form = imports.register(ImportForm.of(
                        "regions",
                        "/api/v1/regions/import",
                        RegionBody.class,
                        Column.of("code", "code", Column.Kind.REGION, "341226117208"),
                        Column.of("name", "name", Column.Kind.TEXT, "洪单村"),
                        Column.of("one_of_832", "oneOf832", Column.Kind.FLAG, "")
                                .optional(),
                        Column.of("three_regions", "threeRegions", Column.Kind.FLAG, "")
                                .optional(),
                        Column.of("delisted_on", "delistedOn", Column.Kind.DAY, "")
                                .optional())
                .upTo(MOST_ROWS, MOST_BYTES));
    }

    record RegionBody(
            @NotNull @Pattern(regexp = Region.CODE) String code,
            @NotBlank @Size(max = 60) @Name String name,
            @Nullable Boolean oneOf832,
            @Nullable Boolean threeRegions,
            @Nullable LocalDate delistedOn) {

        /** @param delisted whether a day that is not there is taken away */
        Regions.Entry toEntry(boolean delisted) {
            return new Regions.Entry(code, name, oneOf832, threeRegions, delistedOn, delisted || delistedOn != null);
        }
    }

    record LineBody(
            @NotNull @Pattern(regexp = "|" + Region.CODE) String regionCode,

            @Min(PlausibleDates.FIRST_YEAR_OF_FIGURES) @Max(PlausibleDates.LAST_YEAR_OF_FIGURES)
            int year,

            @NotNull RegionLineKind kind,
            @Positive long amountFen,
            @NotBlank @Size(max = 200) String document) {}

    record PopulationBody(
            @NotNull LocalDate on,
            @Positive long people,
            @NotBlank @Size(max = 200) String document) {}

    record Items<T>(List<T> items) {}

    record LineView(String regionCode, int year, RegionLineKind kind, Money amountFen, String document) {

        static LineView of(RegionLine line) {
            return new LineView(line.regionCode(), line.year(), line.kind(), line.amount(), line.document());
        }
    }

    /** Enter a region. Or write it anew; the one above it must be there. */
    @Allow(Role.ADMIN)
    @PostMapping("/api/v1/regions")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Region> put(@Valid @RequestBody RegionBody body) {
        return regions.put(body.toEntry(true));
    }

    /**
     * List the regions right below another. The provinces without one.
     *
     * @param parent code of the region above, 12 digits
     */
    @PublicEndpoint
    @GetMapping("/api/v1/regions")
    Mono<Items<Region>> below(@RequestParam(required = false) @Pattern(regexp = Region.CODE) @Nullable String parent) {
        return regions.below(parent).map(Items::new);
    }

    /**
     * Read a region.
     *
     * @param code the region's code, 12 digits
     */
    @PublicEndpoint
    @GetMapping("/api/v1/regions/{code}")
    Mono<Region> get(@PathVariable @Pattern(regexp = Region.CODE) String code) {
        return regions.get(code);
    }

    /**
     * Import regions. A file, CSV or XLSX, of the whole country too: a region after the one above it. Columns: code (2,
     * 4, 6, 9 or 12 digits), name; and where they are there one_of_832, three_regions, delisted_on.
     */
    @Allow(Role.ADMIN)
    @PostMapping(
            path = "/api/v1/regions/import",
            consumes = {Upload.CSV, Upload.XLSX, Upload.XLS, Upload.BYTES})
    Mono<Report> load(
            @RequestBody Flux<DataBuffer> file,
            ServerHttpRequest request,
            Locale locale,
            @RequestParam(defaultValue = "false") boolean dryRun) {
        return imports.chunks(
                form,
                Upload.of(file, request, locale, dryRun),
                ROWS_AT_ONCE,
                rows -> regions.putAll(
                        rows.stream().map(row -> row.toEntry(false)).toList()));
    }

    /**
     * Search regions by name. Each with the names of those above it; the whole name first.
     *
     * @param name words that the name holds
     * @param within only within this region: a code of 12 digits
     */
    @PublicEndpoint
    @GetMapping("/api/v1/regions/search")
    Mono<Items<Regions.Named>> search(
            @RequestParam @NotBlank @Size(max = 60) String name,
            @RequestParam(required = false) @Pattern(regexp = Region.CODE) @Nullable String within,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return regions.search(name.strip(), within, limit).map(Items::new);
    }

    /** Set the poverty line or the monitoring line of a year. Of a region or of the whole country, in fen a head. */
    @Allow(Role.ADMIN)
    @PutMapping("/api/v1/poverty-lines")
    Mono<LineView> putLine(@Valid @RequestBody LineBody body) {
        Money amount = new Money(body.amountFen());
        RegionLine line = new RegionLine(body.regionCode(), body.year(), body.kind(), amount, body.document());
        return regions.putLine(line).map(LineView::of);
    }

    /**
     * List the poverty and monitoring lines. In fen a head, by year.
     *
     * @param region the region's code, 12 digits; empty for those of the whole country
     */
    @PublicEndpoint
    @GetMapping("/api/v1/poverty-lines")
    Mono<Items<LineView>> lines(@RequestParam(defaultValue = "") @Pattern(regexp = "|" + Region.CODE) String region) {
        return regions.lines(region).map(LineView::of).collectList().map(Items::new);
    }

    /**
     * Record the registered rural population of a region. At a date; what was recorded before stays.
     *
     * @param code the region's code, 12 digits
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/regions/{code}/populations")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<RegionPopulation> record(
            Caller caller,
            @PathVariable @Pattern(regexp = Region.CODE) String code,
            @Valid @RequestBody PopulationBody body) {
        return regions.record(caller, new RegionPopulation(code, body.on(), body.people(), body.document()));
    }

    /**
     * List the registered rural populations of a region. By date, each as it was recorded last.
     *
     * @param code the region's code, 12 digits
     */
    @PublicEndpoint
    @GetMapping("/api/v1/regions/{code}/populations")
    Mono<Items<RegionPopulation>> populations(@PathVariable @Pattern(regexp = Region.CODE) String code) {
        return regions.populations(code).map(Items::new);
    }
}
