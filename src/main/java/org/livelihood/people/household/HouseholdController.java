package org.livelihood.people.household;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Attribute;
import org.livelihood.people.household.Household.Card;
import org.livelihood.people.household.Household.Cause;
import org.livelihood.people.household.Household.Member;
import org.livelihood.people.household.Household.Status;
import org.livelihood.people.household.Household.StatusRecord;
import org.livelihood.people.region.Region;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.sheet.Imports;
import org.livelihood.platform.sheet.Report;
import org.livelihood.platform.sheet.Upload;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
class HouseholdController {

    private final Households households;
    private final HouseholdImport rows;
    private final Imports imports;

    HouseholdController(Households households, HouseholdImport rows, Imports imports) {
        this.households = households;
        this.rows = rows;
        this.imports = imports;
        imports.register(HouseholdImport.FORM);
    }

    record HouseholdBody(
            @NotBlank @Size(max = 40) String registryNo,
            @NotNull @Pattern(regexp = Region.CODE) String villageCode,
            @NotNull Attribute attribute,
            @NotNull Cause mainCause,
            @Nullable @Size(max = 2) List<@NotNull Cause> otherCauses,
            @NotNull Status status,
            @NotNull LocalDate statusFrom) {

        Card toCard() {
            List<Cause> others = otherCauses == null ? List.of() : otherCauses;
            return new Card(registryNo, villageCode, attribute, mainCause, others);
        }
    }

    record StatusBody(@NotNull Status status, @NotNull LocalDate holdsFrom) {}

    record LookupBody(@NotBlank @Size(max = 18) String idNumber) {}

    record UnmaskBody(
            @NotBlank @Size(min = 5, max = 300) @Note String reason) {}

    record IdView(HouseholdId id) {}

    record LookupView(boolean registered) {}

    record HouseholdView(Household household, List<Member> members, List<StatusRecord> statuses) {}

    record PersonView(
            String name,
            String idNumber,
            @Nullable String phone,
            @Nullable String bankAccount) {}

    /** Register a household. With its first status. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/households")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<IdView> register(Caller caller, @Valid @RequestBody HouseholdBody body) {
        return households
                .register(caller, body.toCard(), body.status(), body.statusFrom())
                .map(IdView::new);
    }

    /**
     * List the households of a region. With all below it, village by village; nothing that names them.
     *
     * @param registryNo only the household with this number in the registry
     */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @GetMapping("/api/v1/households")
    Mono<Page<Household>> list(
            Caller caller,
            @RequestParam String region,
            @RequestParam(required = false) @Nullable @Size(max = 40) String registryNo,
            Paging paging) {
        return households.list(caller, region, registryNo, paging.after(), paging.limit());
    }

    /** Read a household. Its card, its statuses, and its members with masked names and numbers. */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @GetMapping("/api/v1/households/{id}")
    Mono<HouseholdView> get(Caller caller, @PathVariable HouseholdId id) {
        return Mono.zip(households.get(caller, id), households.members(caller, id), households.statuses(caller, id))
                .map(parts -> new HouseholdView(parts.getT1(), parts.getT2(), parts.getT3()));
    }

    /** Record a status of a household. Since when it holds; what was recorded before stays. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/households/{id}/statuses")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> addStatus(Caller caller, @PathVariable HouseholdId id, @Valid @RequestBody StatusBody body) {
        return households.addStatus(caller, id, body.status(), body.holdsFrom());
    }

    /**
     * Read the status of a household on a day. As it was known at a time.
     *
     * @param on the day, in China
     */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @GetMapping("/api/v1/households/{id}/status")
    Mono<StatusRecord> statusOn(
            Caller caller,
            @PathVariable HouseholdId id,
            @RequestParam LocalDate on,
            @RequestParam(required = false) @Nullable Instant knownAt) {
        return households.get(caller, id).then(households.statusOn(id, on, knownAt));
    }

    /**
     * Import households. With their members as a file, CSV or XLSX, one member a row. Columns: registry_no, village,
     * attribute, cause, status, status_from, name, id_number, labour, health.
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping(
            path = "/api/v1/households/import",
            consumes = {Upload.CSV, Upload.XLSX, Upload.XLS, Upload.BYTES})
    Mono<Report> load(
            Caller caller,
            @RequestBody Flux<DataBuffer> file,
            ServerHttpRequest request,
            Locale locale,
            @RequestParam(defaultValue = "false") boolean dryRun) {
        Upload upload = Upload.of(file, request, locale, dryRun);
        return imports.each(HouseholdImport.FORM, upload, row -> rows.take(caller, row));
    }

    /** Look up an ID number. Whether it belongs to a household that is registered today; nothing else is told. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/households/lookup")
    Mono<LookupView> lookup(@Valid @RequestBody LookupBody body) {
        return Mono.fromCallable(() -> IdNumber.of(body.idNumber()))
                .flatMap(households::find)
                .map(known -> new LookupView(
                        known.belongs() != null && known.belongs().registered()))
                .defaultIfEmpty(new LookupView(false));
    }

    /** Show a member's personal data. Who asked and why is recorded. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/members/{id}/unmasking")
    Mono<PersonView> unmask(Caller caller, @PathVariable MemberId id, @Valid @RequestBody UnmaskBody body) {
        return households
                .unmask(caller, id, body.reason())
                .map(person ->
                        new PersonView(person.name(), person.idNumber().text(), person.phone(), person.bankAccount()));
    }
}
