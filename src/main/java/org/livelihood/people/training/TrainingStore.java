package org.livelihood.people.training;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.training.Lesson.Attendance;
import org.livelihood.people.training.Lesson.Attended;
import org.livelihood.people.training.Lesson.Instructor;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class TrainingStore {

    private static final UUID FIRST = new UUID(0, 0);

    private static final String ADD_INSTRUCTOR = """
            INSERT INTO training_instructor (id, kind, name, region_code, holds_from, holds_until, recorded_by)
            VALUES (:id, :kind, :name, :region, :holdsFrom, :holdsUntil, :by)""";

    private static final String INSTRUCTOR = """
            SELECT id, kind, name, region_code, holds_from, holds_until FROM training_instructor WHERE id = :id""";

    private static final String INSTRUCTORS = """
            SELECT id, kind, name, region_code, holds_from, holds_until FROM training_instructor
             WHERE region_code = :region AND id > :after
             ORDER BY id
             LIMIT :limit""";

    private static final String ADD_LESSON = """
            INSERT INTO training_lesson (id, instructor_id, region_code, title, starts_at, minutes, recorded_by)
            VALUES (:id, :instructor, :region, :title, :startsAt, :minutes, :by)""";

    private static final String LESSON = """
            SELECT id, instructor_id, region_code, title, starts_at, minutes FROM training_lesson WHERE id = :id""";

    private static final String ATTEND = """
            INSERT INTO training_attendance (lesson_id, member_id, id, household_id, minutes, recorded_by)
            SELECT :lesson, member, id, household, minutes, :by
              FROM unnest(:members, :ids, :households, :minutes) AS a (member, id, household, minutes)""";

    private static final String TIMETABLES = """
            SELECT a.member_id, l.starts_at, l.minutes AS lesson_minutes, CAST(sum(a.minutes) AS integer) AS minutes
              FROM training_attendance a
              JOIN training_lesson l ON l.id = a.lesson_id
             WHERE a.member_id = ANY(:members)
             GROUP BY a.member_id, l.id""";

    private static final String ATTENDANCE = """
            SELECT member_id, household_id, CAST(sum(minutes) AS integer) AS minutes FROM training_attendance
             WHERE lesson_id = :lesson
             GROUP BY member_id, household_id
             ORDER BY member_id""";

    private final DatabaseClient database;

    TrainingStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> add(Instructor instructor, AccountId by) {
        return database.sql(ADD_INSTRUCTOR)
                .bind("id", instructor.id().value())
                .bind("kind", instructor.kind().name())
                .bind("name", instructor.name())
                .bind("region", instructor.regionCode())
                .bind("holdsFrom", instructor.from())
                .bind("holdsUntil", Parameter.fromOrEmpty(instructor.until(), LocalDate.class))
                .bind("by", by.value())
                .then();
    }

    Mono<Instructor> instructor(InstructorId id) {
        return database.sql(INSTRUCTOR)
                .bind("id", id.value())
                .map(TrainingStore::teacher)
                .one();
    }

    Flux<Instructor> instructors(String regionCode, @Nullable Cursor after, int limit) {
        return database.sql(INSTRUCTORS)
                .bind("region", regionCode)
                .bind("after", after == null ? FIRST : after.id())
                .bind("limit", limit)
                .map(TrainingStore::teacher)
                .all();
    }

    private static Instructor teacher(Readable row) {
        return new Instructor(
                Rows.id(row, "id", InstructorId::new),
                Rows.name(row, "kind", Lesson.TeacherKind.class),
                Rows.text(row, "name"),
                Rows.text(row, "region_code"),
                Rows.day(row, "holds_from"),
                row.get("holds_until", LocalDate.class));
    }

    Mono<Void> add(Lesson lesson, AccountId by) {
        return database.sql(ADD_LESSON)
                .bind("id", lesson.id().value())
                .bind("instructor", lesson.instructor().value())
                .bind("region", lesson.regionCode())
                .bind("title", lesson.title())
                .bind("startsAt", lesson.startsAt())
                .bind("minutes", lesson.minutes())
                .bind("by", by.value())
                .then();
    }

    Mono<Lesson> lesson(LessonId id) {
        return database.sql(LESSON)
                .bind("id", id.value())
                .map(row -> new Lesson(
                        Rows.id(row, "id", LessonId::new),
                        Rows.id(row, "instructor_id", InstructorId::new),
                        Rows.text(row, "region_code"),
                        Rows.text(row, "title"),
                        Rows.time(row, "starts_at"),
                        Rows.integer(row, "minutes")))
                .one();
    }

    /** A member's timetable is read and changed by one at a time; in order, so that nobody waits in a ring. */
    Mono<Void> lock(Collection<MemberId> members) {
        return Turns.take(database, "training", members);
    }

    Mono<Void> attend(LessonId lesson, List<Attended> entries, Map<MemberId, HouseholdId> owners, AccountId by) {
        List<MemberId> members = entries.stream().map(Attended::member).toList();
        return database.sql(ATTEND)
                .bind("lesson", lesson.value())
                .bind("by", by.value())
                .bind("members", Columns.uuids(members, MemberId::value))
                .bind("ids", entries.stream().map(entry -> Uuids.next()).toArray(UUID[]::new))
                .bind(
                        "households",
                        members.stream()
                                .map(member -> Objects.requireNonNull(owners.get(member))
                                        .value())
                                .toArray(UUID[]::new))
                .bind("minutes", entries.stream().map(Attended::minutes).toArray(Integer[]::new))
                .then();
    }

    record OfMember(MemberId member, Instant startsAt, int lessonMinutes, int minutes) {}

    Flux<OfMember> timetables(Collection<MemberId> members) {
        return database.sql(TIMETABLES)
                .bind("members", Columns.uuids(members, MemberId::value))
                .map(row -> new OfMember(
                        Rows.id(row, "member_id", MemberId::new),
                        Rows.time(row, "starts_at"),
                        Rows.integer(row, "lesson_minutes"),
                        Rows.integer(row, "minutes")))
                .all();
    }

    Flux<Attendance> attendance(LessonId lesson) {
        return database.sql(ATTENDANCE)
                .bind("lesson", lesson.value())
                .map(row -> new Attendance(
                        Rows.id(row, "member_id", MemberId::new),
                        Rows.id(row, "household_id", HouseholdId::new),
                        Rows.integer(row, "minutes")))
                .all();
    }
}
