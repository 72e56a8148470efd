package org.livelihood.books.hours;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.livelihood.books.hours.Hours.Stint;

/** What the book says of a person's days is what laying her stints day by day comes to. */
class HoursProperties {

    private static final LocalDate FIRST = LocalDate.parse("2026-03-01");
    private static final int DAYS = 8;
    private static final List<LocalDate> EVERY_DAY =
            FIRST.datesUntil(FIRST.plusDays(DAYS)).toList();

    private static Stint stint(int from, int to, long minutes) {
        return new Stint(FIRST.plusDays(from), FIRST.plusDays(to), minutes);
    }

    private static Hours some(Random random, int stints) {
        List<Stint> all = new ArrayList<>();
        for (int i = 0; i < stints; i++) {
            int from = random.nextInt(DAYS);
            int to = random.nextBoolean() ? from : from + random.nextInt(DAYS - from);
            all.add(stint(from, to, 1 + random.nextInt(1_440 * (to - from + 1))));
        }
        return new Hours(all);
    }

    /** Each day is given to what has begun and ends first. */
    private static boolean canBeLaid(Hours hours) {
        List<Stint> open = new ArrayList<>(hours.stints());
        for (int day = 0; day < DAYS; day++) {
            LocalDate today = FIRST.plusDays(day);
            long left = Hours.MINUTES_OF_A_DAY;
            open.sort(Comparator.comparing(Stint::to));
            for (int i = 0; i < open.size(); i++) {
                Stint one = open.get(i);
                if (!one.from().isAfter(today)) {
                    long laid = Math.min(left, one.minutes());
                    left -= laid;
                    open.set(i, new Stint(one.from(), one.to(), one.minutes() - laid));
                }
            }
            if (open.stream().anyMatch(one -> !one.to().isAfter(today) && one.minutes() > 0)) {
                return false;
            }
        }
        return true;
    }

    @Property(tries = 3_000)
    void hoursFitWhereTheyCanBeLaidDayByDay(@ForAll @IntRange(max = 6) int stints, @ForAll Random random) {
        Hours hours = some(random, stints);
        assertThat(hours.fitOn(EVERY_DAY)).isEqualTo(canBeLaid(hours));
    }

    @Property(tries = 3_000)
    void thereIsRoomForAsMuchAsFitsAndNotForAMinuteMore(@ForAll @IntRange(max = 6) int stints, @ForAll Random random) {
        Hours hours = some(random, stints);
        int from = random.nextInt(DAYS);
        int to = from + random.nextInt(DAYS - from);
        if (hours.fitOn(EVERY_DAY)) {
            long room = hours.room(FIRST.plusDays(from), FIRST.plusDays(to));
            assertThat(canBeLaid(hours.with(stint(from, to, room)))).isTrue();
            assertThat(canBeLaid(hours.with(stint(from, to, room + 1)))).isFalse();
        }
    }

    @Example
    void aDayIsFullWhoeverTellsOfIt() {
        Hours full = new Hours(List.of(stint(1, 1, 1_440)));
        assertThat(full.fitOn(EVERY_DAY)).isTrue();
        assertThat(full.room(FIRST.plusDays(1), FIRST.plusDays(1))).isZero();
        assertThat(full.room(FIRST, FIRST.plusDays(1))).isEqualTo(1_440);
    }

    @Property(tries = 3_000)
    void anImpossibleDayShutsNobodyOutOfOthers(@ForAll @IntRange(max = 6) int stints, @ForAll Random random) {
        Hours hours = some(random, stints);
        Stint impossible = stint(DAYS + 2, DAYS + 2, 1_441);
        assertThat(hours.with(impossible).fitOn(EVERY_DAY)).isEqualTo(hours.fitOn(EVERY_DAY));
        assertThat(hours.with(impossible).fitOn(List.of(impossible.from()))).isFalse();
    }

    @Example
    void fiveHundredDaysAreAskedAtOnce() {
        List<LocalDate> days = FIRST.datesUntil(FIRST.plusDays(500)).toList();
        List<Stint> all = new ArrayList<>();
        days.forEach(day -> all.add(new Stint(day, day, 600)));
        for (int month = 0; month < 48; month++) {
            all.add(new Stint(FIRST.plusDays(month * 30), FIRST.plusDays(month * 30 + 29), 10_000));
        }
        Duration most = Duration.ofSeconds(2);
        assertTimeout(most, () -> assertThat(new Hours(all).fitOn(days)).isTrue());
        all.add(new Stint(days.get(250), days.get(250), 841));
        assertThat(new Hours(all).fitOn(days)).isFalse();
    }
}
