package org.livelihood.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Every constraint of the schema, as the database tells of it when it is broken. */
@JourneyTest
class ConstraintJourneyTest {

    /** What PostgreSQL says of each kind: check, not null, foreign key, unique and primary key, exclusion. */
    private static final Map<String, String> STATES =
            Map.of("c", "23514", "n", "23502", "f", "23503", "u", "23505", "p", "23505", "x", "23P01");

    private static final Map<String, Integer> STATUSES =
            Map.of("c", 422, "n", 422, "f", 422, "u", 409, "p", 409, "x", 409);

    private static final String CONSTRAINTS = """
            SELECT conname AS name, contype::text AS kind
              FROM pg_constraint WHERE connamespace = 'public'::regnamespace
             UNION
            SELECT relname, 'u'
              FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
             WHERE indisunique AND relnamespace = 'public'::regnamespace""";

    @Autowired
    private DatabaseClient database;

    @Autowired
    private Problems problems;

    private record Constraint(String name, String kind) {}

    private List<Constraint> constraints() {
        return Objects.requireNonNull(database.sql(CONSTRAINTS)
                .map(row -> new Constraint(row.get("name", String.class), row.get("kind", String.class)))
                .all()
                .collectList()
                .block());
    }

    private Throwable broken(String state, String constraint) {
        String sql = "DO $$ BEGIN RAISE EXCEPTION 'told by a test' USING ERRCODE = '%s', CONSTRAINT = '%s'; END $$"
                .formatted(state, constraint);
        return Objects.requireNonNull(database.sql(sql)
                .then()
                .then(reactor.core.publisher.Mono.<Throwable>empty())
                .onErrorResume(reactor.core.publisher.Mono::just)
                .block());
    }

    @Test
    @DisplayName("C2: each constraint of the schema has an answer with a code, and none is an error of ours")
    void eachConstraintHasAnAnswer() {
        List<Constraint> all = constraints();
        assertThat(all).hasSizeGreaterThan(500);
        assertThat(all).allSatisfy(constraint -> {
            Throwable error = broken(STATES.get(constraint.kind()), constraint.name());
            for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
                Problem problem = problems.of(error, locale);
                assertThat(problem.status()).isEqualTo(STATUSES.get(constraint.kind()));
                assertThat(problem.detail()).contains(constraint.name());
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "22003, 422",
        "22012, 422",
        "22008, 422",
        "22021, 422",
        "22P02, 422",
        "22P05, 422",
        "22001, 422",
        "55000, 500",
        "57P04, 500",
        "53400, 500",
        "40001, 503",
        "40P01, 503",
        "55P03, 503",
        "57014, 503",
        "57P01, 503",
        "53300, 503",
        "08006, 503",
        "42P01, 500",
        "42601, 500",
        "25006, 500",
        "42501, 500",
        "XX000, 500"
    })
    @DisplayName(
            "C2: what the values are to blame for is 4xx, what a moment is to blame for 503, and only our faults 500")
    void eachStateHasItsStatus(String state, int status) {
        assertThat(problems.of(broken(state, "a"), Locale.ENGLISH).status()).isEqualTo(status);
    }
}
