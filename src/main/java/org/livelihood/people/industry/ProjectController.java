package org.livelihood.people.industry;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.livelihood.people.region.Region;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Name;
import org.livelihood.platform.kernel.Page;
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
@RequestMapping("/api/v1/projects")
class ProjectController {

    private final Projects projects;

    ProjectController(Projects projects) {
        this.projects = projects;
    }

    record ProjectBody(
            @NotNull @Pattern(regexp = Region.CODE) String regionCode,
            @NotBlank @Size(max = 120) @Name String name,
            @NotNull LocalDate registeredOn,
            @NotBlank @Size(max = 200) String document) {}

    record StateBody(@NotNull Project.State state, @NotNull LocalDate from) {}

    record ProjectView(ProjectId id) {}

    /** Enter a planned industry project. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ProjectView> register(Caller caller, @Valid @RequestBody ProjectBody body) {
        Project.Draft draft = new Project.Draft(body.name(), body.registeredOn(), body.document());
        return projects.register(caller, body.regionCode(), List.of(draft)).map(ids -> new ProjectView(ids.get(0)));
    }

    /** Record the state of a project. Since when it operates, stands still or has ended. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/{id}/states")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> record(Caller caller, @PathVariable ProjectId id, @Valid @RequestBody StateBody body) {
        return projects.record(caller, id, body.state(), body.from());
    }

    /** Read a project. With its states. */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @GetMapping("/{id}")
    Mono<Project.History> get(Caller caller, @PathVariable ProjectId id) {
        return projects.get(caller, id);
    }

    /** List the projects of a region. With all below it. */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @GetMapping
    Mono<Page<Project>> list(Caller caller, @RequestParam @Pattern(regexp = Region.CODE) String region, Paging paging) {
        return projects.list(caller, region, paging.after(), paging.limit());
    }
}
