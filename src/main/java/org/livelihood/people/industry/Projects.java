package org.livelihood.people.industry;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the industry projects. Officers keep those of their own regions. */
@Service
public class Projects {

    private final ProjectStore store;
    private final Regions regions;

    Projects(ProjectStore store, Regions regions) {
        this.store = store;
        this.regions = regions;
    }

    /** Enters planned projects: all of them or none. Refused with OTHER_REGION or a region's reason. */
    @Transactional
    public Mono<List<ProjectId>> register(Caller caller, String regionCode, List<Project.Draft> drafts) {
        List<Project> projects = drafts.stream()
                .map(draft ->
                        new Project(ProjectId.next(), regionCode, draft.name(), draft.registeredOn(), draft.document()))
                .toList();
        return Industries.requireKeeper(caller, regionCode)
                .then(regions.get(regionCode))
                .then(store.add(projects, caller.account()))
                .thenReturn(projects.stream().map(Project::id).toList());
    }

    /** Records since when a project operates, stands still or has ended. Refused with BEFORE_REGISTERED. */
    @Transactional
    public Mono<Void> record(Caller caller, ProjectId id, Project.State state, LocalDate from) {
        return store.find(id)
                .filter(project -> Industries.isKeeper(caller, project.regionCode()))
                .switchIfEmpty(Mono.error(() -> new Refusal(IndustryReason.PROJECT_NOT_FOUND, id)))
                .filter(project -> !from.isBefore(project.registeredOn()))
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(IndustryReason.BEFORE_REGISTERED, "from", id, from)))
                .then(store.record(id, state, from, caller.account()));
    }

    /** A project with its states, for its region's officers and for auditors. */
    public Mono<Project.History> get(Caller caller, ProjectId id) {
        return store.find(id)
                .filter(project -> caller.is(Role.AUDITOR) || Industries.isKeeper(caller, project.regionCode()))
                .switchIfEmpty(Mono.error(() -> new Refusal(IndustryReason.PROJECT_NOT_FOUND, id)))
                .flatMap(project -> store.states(id).collectList().map(states -> new Project.History(project, states)));
    }

    /** The projects of a region and all below it. Refused with OTHER_REGION. */
    public Mono<Page<Project>> list(Caller caller, String regionCode, @Nullable Cursor after, int limit) {
        Mono<Void> allowed = caller.is(Role.AUDITOR) ? Mono.empty() : Industries.requireKeeper(caller, regionCode);
        return allowed.thenMany(store.below(Region.prefixOf(regionCode), after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id().value())));
    }
}
