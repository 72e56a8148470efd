package org.livelihood.books.hours;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One person's hours: pure.
 *
 * <p>What is told of a day stands on it; what is told of several days may lie on any of them. It all fits where no span
 * from the begin of one stint to the end of another is told more than it has: what may lie anywhere in its days can be
 * laid day by day, the earliest end first.
 */
public record Hours(List<Stint> stints) {

    public static final long MINUTES_OF_A_DAY = 24 * 60;

    public Hours {
        stints = List.copyOf(stints);
    }

    /**
     * Minutes that were worked on some days.
     *
     * @param to the last day
     */
    public record Stint(LocalDate from, LocalDate to, long minutes) {

        private boolean isOfOneDay() {
            return from.equals(to);
        }

        private boolean within(LocalDate first, LocalDate last) {
            return !from.isBefore(first) && !to.isAfter(last);
        }
    }

    public Hours with(Stint stint) {
        return new Hours(Stream.concat(stints.stream(), Stream.of(stint)).toList());
    }

    /**
     * Whether the person can have worked what is told of these days. What lies apart from them is not asked: who was
     * once told of an impossible day works on.
     */
    public boolean fitOn(Collection<LocalDate> days) {
        return days.stream().allMatch(day -> left(day, day) >= 0)
                && spans().filter(span -> days.stream().anyMatch(span::covers))
                        .allMatch(span -> left(span.from(), span.to()) >= 0);
    }

    private record Span(LocalDate from, LocalDate to) {

        private boolean covers(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** Where too much can be told beyond single days: from the begin of what is told of several to such an end. */
    private Stream<Span> spans() {
        List<Stint> several =
                stints.stream().filter(stint -> !stint.isOfOneDay()).toList();
        List<LocalDate> ends = several.stream().map(Stint::to).distinct().toList();
        return several.stream()
                .map(Stint::from)
                .distinct()
                .flatMap(first ->
                        ends.stream().filter(last -> !last.isBefore(first)).map(last -> new Span(first, last)));
    }

    /**
     * How many minutes more she can have worked from one day to another, both counted; negative where it is too much
     * already.
     */
    public long room(LocalDate from, LocalDate to) {
        List<LocalDate> begins =
                bounds(Stint::from, from).filter(day -> !day.isAfter(from)).toList();
        List<LocalDate> ends =
                bounds(Stint::to, to).filter(day -> !day.isBefore(to)).toList();
        return begins.stream()
                .flatMap(first -> ends.stream().map(last -> left(first, last)))
                .min(Long::compare)
                .orElseThrow();
    }

    /** Too much begins and ends with what is told of several days: what is told of one is no more than that day has. */
    private Stream<LocalDate> bounds(Function<Stint, LocalDate> bound, LocalDate own) {
        return Stream.concat(
                        Stream.of(own),
                        stints.stream().filter(stint -> !stint.isOfOneDay()).map(bound))
                .distinct();
    }

    private long left(LocalDate first, LocalDate last) {
        long told = stints.stream()
                .filter(stint -> stint.within(first, last))
                .mapToLong(Stint::minutes)
                .reduce(0, Math::addExact);
        return MINUTES_OF_A_DAY * (ChronoUnit.DAYS.between(first, last) + 1) - told;
    }
}
