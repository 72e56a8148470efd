package org.livelihood.region;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.http.CsvImport;
import org.livelihood.kernel.Allow;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Name;
import org.livelihood.kernel.Open;
import org.livelihood.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class RegionController {

    private final Regions regions;
    private final CsvImport csv;

    RegionController(Regions regions, CsvImport csv) {
        this.regions = regions;
        this.csv = csv;
    }

    record RegionBody(
            @NotNull @Pattern(regexp = Region.CODE) String code,
            @NotBlank @Size(max = 60) @Name String name,
            boolean oneOf832,
            boolean threeRegions,
            @Nullable LocalDate delistedOn) {

        Region toRegion() {
            return new Region(
                    code, name, Region.Level.of(code), Region.parentOf(code), oneOf832, threeRegions, delistedOn);
        }
    }

    record LineBody(
            @NotNull @Pattern(regexp = "|" + Region.CODE) String regionCode,
            @Min(1978) @Max(2100) int year,
            @NotNull Regions.LineKind kind,
            @Positive long amountFen,
            @NotBlank @Size(max = 200) String document) {}

    record PopulationBody(
            @NotNull LocalDate on,
            @Positive long people,
            @NotBlank @Size(max = 200) String document) {}

    record Items<T>(List<T> items) {}

    record LineView(String regionCode, int year, Regions.LineKind kind, Money amountFen, String document) {

        static LineView of(Regions.Line line) {
            return new LineView(line.regionCode(), line.year(), line.kind(), line.amount(), line.document());
        }
    }

    @Allow(Role.ADMIN)
    @PostMapping("/api/v1/regions")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Region> put(@Valid @RequestBody RegionBody body) {
        return regions.put(body.toRegion());
    }

    @Open
    @GetMapping("/api/v1/regions")
    Mono<Items<Region>> below(@RequestParam(required = false) @Pattern(regexp = Region.CODE) @Nullable String parent) {
        return regions.below(parent).map(Items::new);
    }

    @Open
    @GetMapping("/api/v1/regions/{code}")
    Mono<Region> get(@PathVariable @Pattern(regexp = Region.CODE) String code) {
        return regions.get(code);
    }

    /** Columns: code, name; the file lists a region after the one above it. */
    @Allow(Role.ADMIN)
    @PostMapping(path = "/api/v1/regions/import", consumes = "text/csv")
    Mono<CsvImport.Report> load(@RequestBody String file, Locale locale) {
        return csv.run(file, List.of("code", "name"), locale, row -> regions.put(regionOf(row)));
    }

    private static Region regionOf(Map<String, String> row) {
        String code = CsvImport.text(row, "code");
        Region.Level level = CsvImport.value(row, "code", Region.Level::of);
        String name = CsvImport.text(row, "name");
        return new Region(code, name, level, Region.parentOf(code), false, false, null);
    }

    @Allow(Role.ADMIN)
    @PutMapping("/api/v1/poverty-lines")
    Mono<LineView> putLine(@Valid @RequestBody LineBody body) {
        Money amount = new Money(body.amountFen());
        Regions.Line line = new Regions.Line(body.regionCode(), body.year(), body.kind(), amount, body.document());
        return regions.putLine(line).map(LineView::of);
    }

    @Open
    @GetMapping("/api/v1/poverty-lines")
    Mono<Items<LineView>> lines(@RequestParam(defaultValue = "") @Pattern(regexp = "|" + Region.CODE) String region) {
        return regions.lines(region).map(LineView::of).collectList().map(Items::new);
    }

    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/regions/{code}/populations")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Regions.Population> record(
            Caller caller,
            @PathVariable @Pattern(regexp = Region.CODE) String code,
            @Valid @RequestBody PopulationBody body) {
        return regions.record(caller, new Regions.Population(code, body.on(), body.people(), body.document()));
    }

    @Open
    @GetMapping("/api/v1/regions/{code}/populations")
    Mono<Items<Regions.Population>> populations(@PathVariable @Pattern(regexp = Region.CODE) String code) {
        return regions.populations(code).map(Items::new);
    }
}
