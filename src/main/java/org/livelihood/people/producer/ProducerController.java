package org.livelihood.people.producer;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Person;
import org.livelihood.people.household.IdNumber;
import org.livelihood.people.producer.Producer.Membership;
import org.livelihood.people.producer.Producer.Recognition;
import org.livelihood.people.producer.Producer.Rule;
import org.livelihood.people.producer.Producer.Stands;
import org.livelihood.people.producer.Producer.Status;
import org.livelihood.people.region.Region;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Name;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.ProducerId;
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
class ProducerController {

    private final Applications applications;
    private final Producers producers;
    private final RosterRows rows;
    private final Imports imports;
    private final ImportForm<MembershipBody> roster;

    ProducerController(Applications applications, Producers producers, RosterRows rows, Imports imports) {
        this.applications = applications;
        this.producers = producers;
        this.rows = rows;
        this.imports = imports;
        this.roster = imports.register(ImportForm.of(
                        "roster",
                        "/api/v1/producers/{id}/roster/import",
                        MembershipBody.class,
                        Column.of("name", "name", Column.Kind.TEXT, "李四"),
                        Column.of("id_number", "idNumber", Column.Kind.DIGITS, "11010519491231002X"),
                        Column.code("kind", "kind", Stands.class, Stands.WORKER),
                        Column.of("from", "from", Column.Kind.DAY, "2020-04-10"),
                        Column.of("until", "until", Column.Kind.DAY, "").optional(),
                        Column.of("contract_months", "contractMonths", Column.Kind.WHOLE, "12"))
                .once("id_number", "name"));
    }

    record Application(
            @NotBlank @Size(max = 80) @Name String name,
            @NotNull Producer.Kind kind,
            @NotNull @Pattern(regexp = Region.CODE) String regionCode) {}

    record Decision(@Nullable @Size(max = 500) @Note String note) {}

    record MembershipBody(
            @NotBlank @Size(max = 60) @Name String name,
            @NotBlank @Size(max = 18) String idNumber,
            @NotNull Stands kind,
            @NotNull LocalDate from,
            @Nullable LocalDate until,
            @Min(0) @Max(600) int contractMonths) {

        @AssertTrue
        @JsonIgnore
        boolean isInOrder() {
            return PlausibleDates.inOrder(from, until);
        }

        Person toPerson() {
            return new Person(name, IdNumber.of(idNumber), null, null);
        }
    }

    record RuleBody(
            @NotNull @Pattern(regexp = Region.CODE) String regionCode,
            @NotNull LocalDate validFrom,
            @Min(0) @Max(100_000) int minPoorWorkers,
            @Min(0) @Max(10_000) int minPoorBasisPoints,
            @Min(0) @Max(600) int minContractMonths,
            @NotBlank @Size(max = 200) String document) {

        Rule toRule() {
            return new Rule(regionCode, validFrom, minPoorWorkers, minPoorBasisPoints, minContractMonths, document);
        }
    }

    record OperationBody(@NotNull LocalDate from, @NotNull Boolean operating) {}

    record EndBody(@NotNull LocalDate until) {}

    record IdView(ProducerId id) {}

    /** Apply for a producer. The county recommends it, the platform approves it. */
    @Allow(Role.SHOPPER)
    @PostMapping("/api/v1/producers")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<IdView> apply(Caller caller, @Valid @RequestBody Application body) {
        return applications
                .apply(caller, body.name(), body.kind(), body.regionCode())
                .map(IdView::new);
    }

    /** Recommend an application. By an officer of its region. */
    @Allow(Role.OFFICER)
    @PostMapping("/api/v1/producers/{id}/recommendation")
    Mono<Producer> recommend(Caller caller, @PathVariable ProducerId id) {
        return applications.recommend(caller, id);
    }

    /** Approve a recommended application. By a third person; it brings the applicant the role. */
    @Allow(Role.ADMIN)
    @PostMapping("/api/v1/producers/{id}/approval")
    Mono<Producer> approve(Caller caller, @PathVariable ProducerId id, @Valid @RequestBody Decision body) {
        return applications.decide(caller, id, true, body.note());
    }

    /** Reject a recommended application. By a third person. */
    @Allow(Role.ADMIN)
    @PostMapping("/api/v1/producers/{id}/rejection")
    Mono<Producer> reject(Caller caller, @PathVariable ProducerId id, @Valid @RequestBody Decision body) {
        return applications.decide(caller, id, false, body.note());
    }

    /** List the approved producers. */
    @PublicEndpoint
    @GetMapping("/api/v1/producers")
    Mono<Page<Producer>> list(Paging paging) {
        return producers.list(Status.APPROVED, paging.after(), paging.limit());
    }

    /** Read an approved producer. */
    @PublicEndpoint
    @GetMapping("/api/v1/producers/{id}")
    Mono<Producer> get(@PathVariable ProducerId id) {
        return producers.get(null, id);
    }

    /**
     * Enter how a person stands to a producer. As a worker or a member, for instance. She is found by her ID number,
     * and entered when she is new.
     */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/api/v1/producers/{id}/memberships")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Membership> enter(Caller caller, @PathVariable ProducerId id, @Valid @RequestBody MembershipBody body) {
        return Mono.fromCallable(body::toPerson)
                .flatMap(person -> producers.enter(
                        caller, id, person, body.kind(), body.from(), body.until(), body.contractMonths()));
    }

    /**
     * End a membership. With its last day.
     *
     * @param membership the membership's id
     */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/api/v1/producers/{id}/memberships/{membership}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(
            Caller caller,
            @PathVariable ProducerId id,
            @PathVariable UUID membership,
            @Valid @RequestBody EndBody body) {
        return producers.end(caller, id, membership, body.until());
    }

    /**
     * List who stands to a producer on a day.
     *
     * @param on the day, in China
     */
    @Allow({Role.PRODUCER, Role.HOST, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/api/v1/producers/{id}/memberships")
    Mono<Page<Membership>> memberships(
            Caller caller, @PathVariable ProducerId id, @RequestParam LocalDate on, Paging paging) {
        return producers.memberships(caller, id, on, paging.after(), paging.limit());
    }

    /**
     * Import a producer's roster. As a file, CSV or XLSX. Columns: name, id_number, kind, from, contract_months; and
     * until where it is there. Who is on it already is told as the same.
     */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping(
            path = "/api/v1/producers/{id}/roster/import",
            consumes = {Upload.CSV, Upload.XLSX, Upload.XLS, Upload.BYTES})
    Mono<Report> load(
            Caller caller,
            @PathVariable ProducerId id,
            @RequestBody Flux<DataBuffer> file,
            ServerHttpRequest request,
            Locale locale,
            @RequestParam(defaultValue = "false") boolean dryRun) {
        return producers
                .requireOwn(caller, id, Role.PRODUCER)
                .then(imports.each(
                        roster, Upload.of(file, request, locale, dryRun), row -> rows.take(caller, id, row)));
    }

    /**
     * Read whether a producer counts as a workshop. On a day, with the roster that says so.
     *
     * @param on the day, in China
     */
    @Allow({Role.PRODUCER, Role.ADMIN, Role.AUDITOR, Role.OFFICER})
    @GetMapping("/api/v1/producers/{id}/recognition")
    Mono<Recognition> recognition(Caller caller, @PathVariable ProducerId id, @RequestParam LocalDate on) {
        return producers.requireReader(caller, id, Role.PRODUCER).then(producers.recognition(id, on));
    }

    /**
     * Set the rule that recognises workshops. Of a region from a day on: how many registered workers it takes, what
     * share of all, and how long their contracts are.
     */
    @Allow(Role.ADMIN)
    @PutMapping("/api/v1/recognition-rules")
    Mono<Rule> putRule(@Valid @RequestBody RuleBody body) {
        return producers.putRule(body.toRule());
    }

    /** Record since when a producer works or stands still. */
    @Allow({Role.PRODUCER, Role.ADMIN})
    @PostMapping("/api/v1/producers/{id}/operation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> recordOperation(Caller caller, @PathVariable ProducerId id, @Valid @RequestBody OperationBody body) {
        return producers.recordOperation(caller, id, body.from(), body.operating());
    }
}
