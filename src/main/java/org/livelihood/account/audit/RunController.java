package org.livelihood.account.audit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
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
@RequestMapping("/api/v1/audit/runs")
class RunController {

    private final Runs runs;

    RunController(Runs runs) {
        this.runs = runs;
    }

    /** What is asked: days in China, both included, the last year where they are absent. */
    record RunBody(
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable ProducerId producer,
            @Nullable @Pattern(regexp = Region.CODE) String region,
            @Nullable @Min(1) @Max(1000) Integer limit) {

        CheckQuestion toQuestion() {
            return new CheckQuestion(from, to, producer, region, limit == null ? 20 : limit);
        }
    }

    /**
     * Start a run of all checks in the background. One run is open at a time. Its progress and its results are read by
     * its id, and stay.
     */
    @PostMapping
    @Allow({Role.AUDITOR, Role.ADMIN, Role.OFFICER})
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Run.Standing> start(Caller caller, @Valid @RequestBody RunBody body) {
        return runs.start(caller, body.toQuestion());
    }

    /**
     * Read a run of the checks. Says how many checks are done, and what they found.
     *
     * @param id the run's id
     */
    @GetMapping("/{id}")
    @Allow({Role.AUDITOR, Role.ADMIN, Role.OFFICER})
    Mono<Run.Standing> get(Caller caller, @PathVariable UUID id) {
        return runs.get(caller, id);
    }

    /** List the runs of the checks. The newest first, without their results; officers see their own. */
    @GetMapping
    @Allow({Role.AUDITOR, Role.ADMIN, Role.OFFICER})
    Mono<Page<Run.Standing>> list(Caller caller, Paging paging) {
        return Mono.defer(() -> runs.list(caller, paging.after(), paging.limit()));
    }
}
