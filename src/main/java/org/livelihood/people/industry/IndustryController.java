package org.livelihood.people.industry;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.industry.Industry.Entrant;
import org.livelihood.people.industry.Industry.Institution;
import org.livelihood.people.industry.Industry.InstitutionKind;
import org.livelihood.people.region.Region;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Name;
import org.livelihood.platform.kernel.ProducerId;
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
class IndustryController {

    private final Industries industries;

    IndustryController(Industries industries) {
        this.industries = industries;
    }

    record IndustryBody(
            @NotNull @Pattern(regexp = Region.CODE) String countyCode,
            @NotBlank @Size(max = 60) @Name String name,
            @NotNull LocalDate from,
            @Nullable LocalDate until,
            @NotBlank @Size(max = 200) String document) {

        @AssertTrue
        boolean isInOrder() {
            return inOrder(from, until);
        }

        Industry.Draft toDraft() {
            return new Industry.Draft(countyCode, name, from, until, document);
        }
    }

    record EndBody(@NotNull LocalDate until) {}

    record EntrantBody(
            @NotNull ProducerId producerId,
            @NotNull LocalDate from,
            @Nullable LocalDate until) {

        @AssertTrue
        boolean isInOrder() {
            return inOrder(from, until);
        }
    }

    record InstitutionBody(
            @NotNull AccountId accountId,
            @NotNull InstitutionKind kind,
            @NotBlank @Size(max = 80) @Name String name,
            @NotNull LocalDate from,
            @Nullable LocalDate until) {

        @AssertTrue
        boolean isInOrder() {
            return inOrder(from, until);
        }
    }

    record IdView(IndustryId id) {}

    record Items<T>(List<T> items) {}

    private static boolean inOrder(@Nullable LocalDate from, @Nullable LocalDate until) {
        return from == null || until == null || !until.isBefore(from);
    }

    /** Enter a leading industry of a county. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/industries")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<IdView> name(Caller caller, @Valid @RequestBody IndustryBody body) {
        return industries.name(caller, body.toDraft()).map(IdView::new);
    }

    /** End a leading industry. With its last day. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/industries/{id}/end")
    Mono<Industry> end(Caller caller, @PathVariable IndustryId id, @Valid @RequestBody EndBody body) {
        return industries.end(caller, id, body.until());
    }

    /** Enter that a producer works in an industry. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/industries/{id}/producers")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Entrant> enter(Caller caller, @PathVariable IndustryId id, @Valid @RequestBody EntrantBody body) {
        return industries.enter(caller, new Entrant(id, body.producerId(), body.from(), body.until()));
    }

    /**
     * List the leading industries of a county. Over all times.
     *
     * @param county the county's code, 12 digits
     */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR, Role.PRODUCER})
    @GetMapping("/industries")
    Mono<Items<Industry>> of(@RequestParam @Pattern(regexp = Region.CODE) String county) {
        return industries.of(county).map(Items::new);
    }

    /**
     * Enter that an account is an institution's. A government office, an enterprise, a school, a hospital or a social
     * organisation that buys.
     */
    @Allow(Role.ADMIN)
    @PostMapping("/institutions")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Institution> admit(Caller caller, @Valid @RequestBody InstitutionBody body) {
        return industries.admit(
                caller, new Institution(body.accountId(), body.kind(), body.name(), body.from(), body.until()));
    }

    /**
     * List the institutions of a day.
     *
     * @param on the day, in China
     */
    @Allow({Role.ADMIN, Role.AUDITOR})
    @GetMapping("/institutions")
    Mono<Items<Institution>> institutionsOn(@RequestParam LocalDate on) {
        return industries.institutionsOn(on).map(Items::new);
    }
}
