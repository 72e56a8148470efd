package org.livelihood.people.industry;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class ProjectStore {

    private static final UUID FIRST = new UUID(0, 0);

    private static final String ADD = """
            INSERT INTO industry_project (id, region_code, name, registered_on, document, recorded_by)
            SELECT id, region, name, CAST(registered_on AS date), document, :by
              FROM unnest(:ids, :regions, :names, :days, :documents) AS p (id, region, name, registered_on, document)
            """;

    private static final String FIND = """
            SELECT id, region_code, name, registered_on, document FROM industry_project WHERE id = :id""";

    private static final String BELOW = """
            SELECT id, region_code, name, registered_on, document FROM industry_project
             WHERE starts_with(region_code, :prefix) AND id > :after
             ORDER BY id
             LIMIT :limit""";

    private static final String RECORD = """
            INSERT INTO industry_project_state (project_id, holds_from, state, recorded_by)
            VALUES (:project, :from, :state, :by)""";

    private static final String STATES = """
            SELECT state, holds_from, recorded_at FROM industry_project_state
             WHERE project_id = :project
             ORDER BY recorded_at""";

    private final DatabaseClient database;

    ProjectStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(List<Project> projects, AccountId by) {
        return database.sql(ADD)
                .bind("ids", projects.stream().map(row -> row.id().value()).toArray(UUID[]::new))
                .bind("regions", Columns.texts(projects, Project::regionCode))
                .bind("names", Columns.texts(projects, Project::name))
                .bind("days", Columns.texts(projects, row -> row.registeredOn().toString()))
                .bind("documents", Columns.texts(projects, Project::document))
                .bind("by", by.value())
                .then();
    }

    Mono<Project> find(ProjectId id) {
        return database.sql(FIND)
                .bind("id", id.value())
                .map(ProjectStore::project)
                .one();
    }

    Flux<Project> below(String prefix, @Nullable Cursor after, int limit) {
        return database.sql(BELOW)
                .bind("prefix", prefix)
                .bind("after", after == null ? FIRST : after.id())
                .bind("limit", limit)
                .map(ProjectStore::project)
                .all();
    }

    private static Project project(Readable row) {
        return new Project(
                Rows.id(row, "id", ProjectId::new),
                Rows.text(row, "region_code"),
                Rows.text(row, "name"),
                Rows.day(row, "registered_on"),
                Rows.text(row, "document"));
    }

    Mono<Void> record(ProjectId project, Project.State state, LocalDate from, AccountId by) {
        return database.sql(RECORD)
                .bind("project", project.value())
                .bind("from", from)
                .bind("state", state.name())
                .bind("by", by.value())
                .then();
    }

    Flux<Project.StateRecord> states(ProjectId project) {
        return database.sql(STATES)
                .bind("project", project.value())
                .map(row -> new Project.StateRecord(
                        Rows.name(row, "state", Project.State.class),
                        Rows.day(row, "holds_from"),
                        Rows.time(row, "recorded_at")))
                .all();
    }
}
