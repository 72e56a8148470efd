package org.livelihood.people.training;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether one person can have attended all of this.
 *
 * <p>She can go from one lesson to another and back, but is in one at a time. That is possible exactly when, between
 * any start and any later end, the minutes attended in lessons that lie wholly between them fit in between (Hall's
 * condition for one machine with interruptions). Twenty-four hours a day follow from it.
 */
final class Timetable {

    private Timetable() {}

    /** Minutes attended of a lesson that lasts from start to end. */
    record Entry(Instant start, Instant end, long attended) {

        static Entry of(Instant start, long minutes, long attended) {
            return new Entry(start, start.plus(Duration.ofMinutes(minutes)), attended);
        }
    }

    static boolean isPossible(List<Entry> entries) {
        return entries.stream()
                .allMatch(first -> entries.stream().allMatch(last -> fits(entries, first.start(), last.end())));
    }

    private static boolean fits(List<Entry> entries, Instant start, Instant end) {
        long attended = entries.stream()
                .filter(entry -> !entry.start().isBefore(start) && !entry.end().isAfter(end))
                .mapToLong(Entry::attended)
                .sum();
        return attended == 0 || attended <= Duration.between(start, end).toMinutes();
    }
}
