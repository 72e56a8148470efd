package org.livelihood.people.training;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;

/**
 * A lesson.
 *
 * @param regionCode where it was held
 * @param minutes how long it was
 */
public record Lesson(
        LessonId id, InstructorId instructor, String regionCode, String title, Instant startsAt, int minutes) {

    /** Kinds of those who teach. */
    public enum TeacherKind {
        /** 技术专家组. */
        EXPERT_GROUP,
        /** 产业发展指导员. */
        INSTRUCTOR,
        /** 经营主体的技术人员. */
        PRODUCER
    }

    /** Somebody who teaches in a region, from when to when. */
    public record Instructor(
            InstructorId id,
            TeacherKind kind,
            String name,
            String regionCode,
            LocalDate from,
            @Nullable LocalDate until) {

        boolean teachesOn(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }
    }

    /** What a caller says of a new lesson. */
    public record Draft(InstructorId instructor, String regionCode, String title, Instant startsAt, int minutes) {}

    /** Minutes of one member; negative minutes correct what was entered before. */
    public record Attended(MemberId member, int minutes) {}

    /** What one member attended of a lesson, after all corrections. */
    public record Attendance(MemberId member, HouseholdId household, int minutes) {}
}
