package org.livelihood.people.training;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Belongings;
import org.livelihood.people.household.Households;
import org.livelihood.people.region.Regions;
import org.livelihood.people.training.Lesson.Attendance;
import org.livelihood.people.training.Lesson.Attended;
import org.livelihood.people.training.Lesson.Instructor;
import org.livelihood.people.training.Lesson.TeacherKind;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the training. Officers keep that of their own regions. */
@Service
public class Trainings {

    private final TrainingStore store;
    private final Households households;
    private final Belongings belongings;
    private final Regions regions;

    Trainings(TrainingStore store, Households households, Belongings belongings, Regions regions) {
        this.store = store;
        this.households = households;
        this.belongings = belongings;
        this.regions = regions;
    }

    /** Enters somebody who teaches. Refused with OTHER_REGION or a region's reason. */
    @Transactional
    public Mono<InstructorId> appoint(
            Caller caller,
            TeacherKind kind,
            String name,
            String regionCode,
            LocalDate from,
            @Nullable LocalDate until) {
        Instructor instructor = new Instructor(InstructorId.next(), kind, name, regionCode, from, until);
        return requireKeeper(caller, regionCode)
                .then(regions.get(regionCode))
                .then(store.add(instructor, caller.account()))
                .thenReturn(instructor.id());
    }

    /** Those who teach in a region itself, the first entered first; for its officers and for auditors. */
    public Mono<Page<Instructor>> instructors(Caller caller, String regionCode, @Nullable Cursor after, int limit) {
        return (caller.is(Role.AUDITOR) ? Mono.empty() : requireKeeper(caller, regionCode))
                .thenMany(store.instructors(regionCode, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id().value())));
    }

    /** Enters a lesson. Refused with OTHER_REGION, INSTRUCTOR_NOT_FOUND or NOT_TEACHING. */
    @Transactional
    public Mono<LessonId> hold(Caller caller, Lesson.Draft draft) {
        Lesson lesson = new Lesson(
                LessonId.next(),
                draft.instructor(),
                draft.regionCode(),
                draft.title(),
                draft.startsAt(),
                draft.minutes());
        LocalDate day = ChinaTime.dayOf(draft.startsAt());
        return requireKeeper(caller, draft.regionCode())
                .then(regions.get(draft.regionCode()))
                .then(store.instructor(draft.instructor()))
                .switchIfEmpty(Mono.error(
                        () -> Refusal.ofField(TrainingReason.INSTRUCTOR_NOT_FOUND, "instructorId", draft.instructor())))
                .filter(instructor -> instructor.teachesOn(day))
                .switchIfEmpty(Mono.error(
                        () -> Refusal.ofField(TrainingReason.NOT_TEACHING, "startsAt", draft.instructor(), day)))
                .then(store.add(lesson, caller.account()))
                .thenReturn(lesson.id());
    }

    /**
     * Enters who attended: all of it or nothing. Refused with MEMBER_UNKNOWN, TWICE, MINUTES_IMPOSSIBLE (below zero or
     * longer than the lesson) or OVERLAPS (nobody is in two lessons at once).
     */
    @Transactional
    public Mono<List<Attendance>> attend(Caller caller, LessonId id, List<Attended> entries) {
        return kept(caller, id)
                .flatMap(lesson -> ownMembers(caller, lesson, entries)
                        .flatMap(owners -> store.lock(owners.keySet())
                                .then(store.attend(id, entries, owners, caller.account()))
                                .then(requirePossible(owners.keySet()))))
                .thenMany(store.attendance(id))
                .collectList();
    }

    /** The household of each on the day of the lesson; who is of none, or of another officer's, is not known here. */
    private Mono<Map<MemberId, HouseholdId>> ownMembers(Caller caller, Lesson lesson, List<Attended> entries) {
        Set<MemberId> members = new HashSet<>();
        for (Attended entry : entries) {
            if (!members.add(entry.member())) {
                return Mono.error(() -> Refusal.ofField(TrainingReason.TWICE, "attendance", entry.member()));
            }
        }
        LocalDate day = ChinaTime.dayOf(lesson.startsAt());
        return belongings
                .countedOn(members.stream().map(MemberId::value).toList(), day)
                .flatMapMany(found ->
                        Flux.fromIterable(members).concatMap(member -> own(caller, member, found.get(member.value()))))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<Map.Entry<MemberId, HouseholdId>> own(
            Caller caller, MemberId member, Belongings.@Nullable Counted belongs) {
        return Mono.justOrEmpty(belongs)
                .filterWhen(found -> households.keeps(caller, found.household()))
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(TrainingReason.MEMBER_UNKNOWN, "attendance", member)))
                .map(found -> Map.entry(member, found.household()));
    }

    private Mono<Void> requirePossible(Set<MemberId> members) {
        return store.timetables(members)
                .collect(Collectors.groupingBy(TrainingStore.OfMember::member))
                .doOnNext(all -> all.forEach(Trainings::requirePossible))
                .then();
    }

    private static void requirePossible(MemberId member, List<TrainingStore.OfMember> attended) {
        if (attended.stream().anyMatch(entry -> entry.minutes() < 0 || entry.minutes() > entry.lessonMinutes())) {
            throw Refusal.ofField(TrainingReason.MINUTES_IMPOSSIBLE, "attendance", member);
        }
        if (!Timetable.isPossible(attended.stream()
                .map(entry -> Timetable.Entry.of(entry.startsAt(), entry.lessonMinutes(), entry.minutes()))
                .toList())) {
            throw Refusal.ofField(TrainingReason.OVERLAPS, "attendance", member);
        }
    }

    /** A lesson, for its region's officers and for auditors. */
    public Mono<Lesson> lesson(Caller caller, LessonId id) {
        return store.lesson(id)
                .filter(lesson -> caller.is(Role.AUDITOR) || isKeeper(caller, lesson.regionCode()))
                .switchIfEmpty(Mono.error(() -> new Refusal(TrainingReason.LESSON_NOT_FOUND, id)));
    }

    /** Who attended a lesson, after all corrections. */
    public Mono<List<Attendance>> attendance(Caller caller, LessonId id) {
        return lesson(caller, id).thenMany(store.attendance(id)).collectList();
    }

    private Mono<Lesson> kept(Caller caller, LessonId id) {
        return store.lesson(id)
                .filter(lesson -> isKeeper(caller, lesson.regionCode()))
                .switchIfEmpty(Mono.error(() -> new Refusal(TrainingReason.LESSON_NOT_FOUND, id)));
    }

    private static Mono<Void> requireKeeper(Caller caller, String regionCode) {
        return isKeeper(caller, regionCode)
                ? Mono.empty()
                : Mono.error(() -> Refusal.ofField(TrainingReason.OTHER_REGION, "regionCode", regionCode));
    }

    private static boolean isKeeper(Caller caller, String regionCode) {
        return caller.is(Role.ADMIN) || caller.officerOf(regionCode);
    }
}
