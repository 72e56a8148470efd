package org.livelihood.people.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.livelihood.people.training.Timetable.Entry;

class TimetableProperties {

    private static Entry entry(int start, int minutes, int attended) {
        return Entry.of(Instant.EPOCH.plusSeconds(60L * start), minutes, attended);
    }

    @Provide
    Arbitrary<List<Entry>> days() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(1, 12),
                        Arbitraries.integers().between(0, 12))
                .as((start, minutes, attended) -> entry(start, minutes, Math.min(minutes, attended)))
                .list()
                .ofMaxSize(7);
    }

    /** Minute by minute, always in the lesson that ends first: the known best way to attend them all. */
    private static boolean canBeWalked(List<Entry> entries) {
        List<Entry> left = new ArrayList<>(entries);
        for (int minute = 0; minute < 60; minute++) {
            Instant now = Instant.EPOCH.plusSeconds(60L * minute);
            int next = -1;
            for (int i = 0; i < left.size(); i++) {
                Entry entry = left.get(i);
                boolean on = entry.attended() > 0
                        && !entry.start().isAfter(now)
                        && entry.end().isAfter(now);
                if (on && (next < 0 || entry.end().isBefore(left.get(next).end()))) {
                    next = i;
                }
            }
            if (next >= 0) {
                Entry entry = left.get(next);
                left.set(next, new Entry(entry.start(), entry.end(), entry.attended() - 1));
            }
        }
        return left.stream().allMatch(entry -> entry.attended() == 0);
    }

    @Property
    void possibleIsWhatOnePersonCanWalk(@ForAll("days") List<Entry> entries) {
        assertThat(Timetable.isPossible(entries)).isEqualTo(canBeWalked(entries));
    }

    @Example
    void nobodyLearnsLongerThanADay() {
        assertThat(Timetable.isPossible(List.of(entry(0, 1_440, 1_440)))).isTrue();
        assertThat(Timetable.isPossible(List.of(entry(0, 1_440, 1_440), entry(0, 1_440, 1))))
                .isFalse();
    }
}
