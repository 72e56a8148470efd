package org.livelihood.people.training;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Name;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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
@RequestMapping("/api/v1/training")
class TrainingController {

    private static final int MINUTES_OF_A_DAY = 1_440;

    private final Trainings trainings;

    TrainingController(Trainings trainings) {
        this.trainings = trainings;
    }

    record InstructorBody(
            @NotNull Lesson.TeacherKind kind,
            @NotBlank @Size(max = 80) @Name String name,
            @NotNull @Pattern(regexp = Region.CODE) String regionCode,
            @NotNull LocalDate from,
            @Nullable LocalDate until) {

        @AssertTrue
        boolean isInOrder() {
            return until == null || from == null || !until.isBefore(from);
        }
    }

    record LessonBody(
            @NotNull InstructorId instructorId,
            @NotNull @Pattern(regexp = Region.CODE) String regionCode,
            @NotBlank @Size(max = 120) String title,
            @NotNull Instant startsAt,
            @Min(1) @Max(MINUTES_OF_A_DAY) int minutes) {

        Lesson.Draft toDraft() {
            return new Lesson.Draft(instructorId, regionCode, title, startsAt, minutes);
        }
    }

    record AttendedBody(
            @NotNull MemberId memberId,
            @Min(-MINUTES_OF_A_DAY) @Max(MINUTES_OF_A_DAY) int minutes) {

        @AssertTrue
        boolean isSomething() {
            return minutes != 0;
        }
    }

    record AttendanceBody(@NotEmpty @Size(max = 200) List<@Valid @NotNull AttendedBody> attendance) {

        List<Lesson.Attended> toEntries() {
            return attendance.stream()
                    .map(entry -> new Lesson.Attended(entry.memberId(), entry.minutes()))
                    .toList();
        }
    }

    record InstructorView(InstructorId id) {}

    record LessonIdView(LessonId id) {}

    record AttendanceView(List<Lesson.Attendance> attendance) {}

    record LessonView(Lesson lesson, List<Lesson.Attendance> attendance) {}

    /** Enter somebody who teaches. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/instructors")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<InstructorView> appoint(Caller caller, @Valid @RequestBody InstructorBody body) {
        return trainings
                .appoint(caller, body.kind(), body.name(), body.regionCode(), body.from(), body.until())
                .map(InstructorView::new);
    }

    /** List who teaches in a region. In the region itself, the first entered first. */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @GetMapping("/instructors")
    Mono<Page<Lesson.Instructor>> instructors(
            Caller caller, @RequestParam @Pattern(regexp = Region.CODE) String region, Paging paging) {
        return trainings.instructors(caller, region, paging.after(), paging.limit());
    }

    /** Enter a lesson. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/lessons")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<LessonIdView>> hold(Caller caller, Once once, @Valid @RequestBody LessonBody body) {
        return once.created(
                "lesson",
                body,
                LessonIdView.class,
                () -> trainings.hold(caller, body.toDraft()).map(LessonIdView::new));
    }

    /** Read a lesson. With who attended it. */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @GetMapping("/lessons/{id}")
    Mono<LessonView> lesson(Caller caller, @PathVariable LessonId id) {
        return trainings
                .lesson(caller, id)
                .zipWith(trainings.attendance(caller, id))
                .map(both -> new LessonView(both.getT1(), both.getT2()));
    }

    /** Enter who attended a lesson. All of it or nothing; a negative number of minutes corrects what was entered. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/lessons/{id}/attendance")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<AttendanceView>> attend(
            Caller caller, @PathVariable LessonId id, Once once, @Valid @RequestBody AttendanceBody body) {
        return once.created(
                "attend " + id,
                body,
                AttendanceView.class,
                () -> trainings.attend(caller, id, body.toEntries()).map(AttendanceView::new));
    }
}
