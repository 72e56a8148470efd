package org.livelihood.people.household;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/households/{id}/surveys")
class SurveyController {

    private static final long MOST_FEN = 100_000_000_000L;

    private final Surveys surveys;

    SurveyController(Surveys surveys) {
        this.surveys = surveys;
    }

    record SurveyBody(
            @Min(PlausibleDates.FIRST_YEAR_OF_FIGURES) @Max(PlausibleDates.LAST_YEAR_OF_FIGURES)
            int year,

            @Min(-MOST_FEN) @Max(MOST_FEN) long netIncomeFen,
            @Min(1) @Max(100) int people,
            @NotBlank @Size(max = 200) String document) {}

    record SurveysView(List<Surveys.Survey> items) {}

    /**
     * Record the survey of a household's income. The net income of a year that the county found; it stands beside what
     * the ledger knows and is never added to it.
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> record(Caller caller, @PathVariable HouseholdId id, @Valid @RequestBody SurveyBody body) {
        Money income = new Money(body.netIncomeFen());
        return surveys.record(caller, new Surveys.Survey(id, body.year(), income, body.people(), body.document()));
    }

    /** List the surveys of a household's income. By year, each as it was recorded last. */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @GetMapping
    Mono<SurveysView> of(Caller caller, @PathVariable HouseholdId id) {
        return surveys.of(caller, id).map(SurveysView::new);
    }
}
