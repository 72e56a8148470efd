package org.livelihood.income.payroll;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.books.hours.Hours;
import org.livelihood.books.payable.SourceWage;
import org.livelihood.goods.lot.SealedWork.Labour;
import org.livelihood.income.payroll.PayPeriod.Attendance;
import org.livelihood.income.payroll.PayPeriod.Draft;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.Refusal;

/** What an attendance sheet 考勤表 must tell and may not: pure. */
final class AttendanceSheet {

    private static final int MOST_NAMED = 20;
    private static final Hours NONE = new Hours(List.of());

    private final Draft draft;
    private final Map<Party, Set<UUID>> persons;

    /** @param persons whom it may name, as {@link #persons} */
    AttendanceSheet(Draft draft, Map<Party, Set<UUID>> persons) {
        this.draft = draft;
        this.persons = persons;
    }

    /** @param minutes of the period that one person of the party worked */
    record Told(Party party, UUID person, long minutes) {}

    /**
     * Whom a sheet may name: who stood to the producer as a worker on any day of the period, and who worked on what the
     * period takes, late work of those who have left too.
     *
     * @param workers of each household, or the worker of none
     */
    static Map<Party, Set<UUID>> persons(
            Map<Party, Set<UUID>> workers, Map<Party, Labour> labour, List<SourceWage> wages) {
        Map<Party, Set<UUID>> persons = new HashMap<>();
        workers.forEach((party, found) -> add(persons, party, found));
        labour.forEach((party, done) -> add(persons, party, done.persons()));
        wages.forEach(
                wage -> persons.putIfAbsent(wage.party(), Set.of(wage.party().id())));
        return persons;
    }

    private static void add(Map<Party, Set<UUID>> persons, Party party, Set<UUID> found) {
        persons.computeIfAbsent(party, one -> new TreeSet<>()).addAll(found);
    }

    /**
     * Nobody stands in it twice or is unknown, and who worked by the piece alone is in it.
     *
     * @throws Refusal with TWICE, NOT_LINKED or MINUTES_MISSING
     */
    void require(Map<Party, Labour> labour) {
        Set<Party> told = new HashSet<>();
        for (Attendance one : draft.attendance()) {
            if (!told.add(one.party())) {
                throw Refusal.ofField(
                        PayrollReason.TWICE, "attendance", one.party().id());
            }
            if (!persons.containsKey(one.party())) {
                throw Refusal.ofField(
                        PayrollReason.NOT_LINKED, "attendance", one.party().id());
            }
        }
        requireTold(labour, told);
    }

    private static void requireTold(Map<Party, Labour> labour, Set<Party> told) {
        List<String> silent = labour.entrySet().stream()
                .filter(done -> done.getValue().pieces() > 0 && done.getValue().minutes() == 0)
                .map(Map.Entry::getKey)
                .filter(party -> !told.contains(party))
                .map(party -> party.id().toString())
                .sorted()
                .toList();
        if (!silent.isEmpty()) {
            String named = silent.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
            throw Refusal.ofField(PayrollReason.MINUTES_MISSING, "attendance", silent.size(), named);
        }
    }

    /** All persons whose hours it tells. */
    Set<UUID> named() {
        return draft.attendance().stream()
                .flatMap(one -> persons.getOrDefault(one.party(), Set.of()).stream())
                .collect(Collectors.toSet());
    }

    /**
     * Each party's minutes, spread evenly over its persons as far as their days have room.
     *
     * @param book the hours of {@link #named} at all producers
     * @throws Refusal with TOO_MANY_MINUTES, and what there is room for
     */
    List<Told> spread(Map<UUID, Hours> book) {
        Map<UUID, Hours> hours = new HashMap<>(book);
        List<Told> all = new ArrayList<>();
        for (int i = 0; i < draft.attendance().size(); i++) {
            Attendance one = draft.attendance().get(i);
            List<Told> told = spread(one, hours);
            long had = told.stream().mapToLong(Told::minutes).sum();
            if (had < one.minutes()) {
                String field = "attendance[" + i + "].minutes";
                throw Refusal.ofField(
                        PayrollReason.TOO_MANY_MINUTES, field, one.party().id(), had);
            }
            all.addAll(told);
        }
        return all;
    }

    private List<Told> spread(Attendance one, Map<UUID, Hours> hours) {
        Map<UUID, Long> rooms = new TreeMap<>();
        for (UUID person : persons.getOrDefault(one.party(), Set.of())) {
            rooms.put(person, hours.getOrDefault(person, NONE).room(draft.from(), draft.to()));
        }
        List<Told> told = new ArrayList<>();
        even(one.minutes(), rooms).forEach((person, part) -> {
            told.add(new Told(one.party(), person, part));
            Hours known = hours.getOrDefault(person, NONE);
            hours.put(person, known.with(new Hours.Stint(draft.from(), draft.to(), part)));
        });
        return told;
    }

    /** Equal parts; what one has no room for is spread over the others, until nothing is missing or nobody has room. */
    private static Map<UUID, Long> even(long minutes, Map<UUID, Long> rooms) {
        Map<UUID, Long> parts = new TreeMap<>();
        long missing = minutes;
        List<UUID> able = able(rooms, parts);
        while (missing > 0 && !able.isEmpty()) {
            long each = missing / able.size();
            long over = missing % able.size();
            for (UUID person : able) {
                long part = Math.min(each + (over-- > 0 ? 1 : 0), left(rooms, parts, person));
                parts.merge(person, part, Math::addExact);
                missing -= part;
            }
            able = able(rooms, parts);
        }
        parts.values().removeIf(part -> part == 0);
        return parts;
    }

    private static List<UUID> able(Map<UUID, Long> rooms, Map<UUID, Long> parts) {
        return rooms.keySet().stream()
                .filter(person -> left(rooms, parts, person) > 0)
                .toList();
    }

    private static long left(Map<UUID, Long> rooms, Map<UUID, Long> parts, UUID person) {
        return rooms.getOrDefault(person, 0L) - parts.getOrDefault(person, 0L);
    }
}
