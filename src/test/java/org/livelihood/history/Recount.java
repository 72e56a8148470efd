package org.livelihood.history;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What households are owed, are paid and are, counted again from what was told over HTTP, with plain numbers and none
 * of the program's code: the second opinion that statements and indicators are held against.
 */
final class Recount {

    /** Who delivers and belongs to no household counts in the whole. */
    private static final String NOBODY = "";

    /** A person's stay in a household; the last day is included, null where it is open. */
    private record Stay(String household, LocalDate from, LocalDate until) {

        boolean holds(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }
    }

    private record Work(String person, long units, LocalDate day) {}

    private final Map<String, List<Stay>> stays = new TreeMap<>();
    private final Map<String, List<Work>> lots = new HashMap<>();
    private final Map<String, TreeMap<LocalDate, String>> villages = new TreeMap<>();
    private final List<Work> patronage = new ArrayList<>();
    private final Map<String, Long> purchases = new HashMap<>();
    private final Map<String, long[]> dividends = new HashMap<>();
    private final Map<String, Map<String, Long>> paid = new HashMap<>();

    void registered(String household, String village, LocalDate from) {
        villages.computeIfAbsent(household, fresh -> new TreeMap<>()).put(from, village);
    }

    void moved(String household, String village, LocalDate from) {
        registered(household, village, from);
    }

    void joined(String person, String household, LocalDate from) {
        stays.computeIfAbsent(person, fresh -> new ArrayList<>()).add(new Stay(household, from, null));
    }

    void left(String person, LocalDate lastDay) {
        List<Stay> own = stays.get(person);
        Stay last = own.remove(own.size() - 1);
        own.add(new Stay(last.household(), last.from(), lastDay));
    }

    /** Whether she belongs on a day to the household that she has not left yet. */
    boolean stays(String person, LocalDate day) {
        List<Stay> own = stays.get(person);
        Stay last = own.get(own.size() - 1);
        return last.until() == null && last.holds(day);
    }

    Optional<String> householdOf(String person, LocalDate day) {
        return stays.getOrDefault(person, List.of()).stream()
                .filter(stay -> stay.holds(day))
                .map(Stay::household)
                .findFirst();
    }

    void delivered(String lot, String person, long units, LocalDate day) {
        lots.computeIfAbsent(lot, fresh -> new ArrayList<>()).add(new Work(person, units, day));
    }

    /** Each unit is bought for the higher of two prices; it belongs to the household of the day of the delivery. */
    void bought(String lot, long guaranteeFen, long marketFen) {
        long price = Math.max(guaranteeFen, marketFen);
        for (Work work : lots.getOrDefault(lot, List.of())) {
            householdOf(work.person(), work.day())
                    .ifPresent(household -> purchases.merge(household, work.units() * price, Long::sum));
        }
    }

    /** What members of a cooperative delivered counts for its next dividend. */
    void patronized(String lot) {
        patronage.addAll(lots.getOrDefault(lot, List.of()));
    }

    /**
     * Reserve, then patronage (rounded up) by units of those who belong to a household when it is decided, then capital
     * by shares; each part lies within a fen of its exact share, so a household's lies between what it surely gets and
     * that with a fen for each part.
     */
    void dividend(
            long surplus,
            int reserve,
            int byPatronage,
            LocalDate from,
            LocalDate to,
            LocalDate decided,
            Map<String, Long> shares) {
        long distributable = surplus - surplus * reserve / 10_000;
        long patronageFen = -Math.floorDiv(-distributable * byPatronage, 10_000L);
        Map<String, Long> units = new HashMap<>();
        long all = 0;
        for (Work work : patronage) {
            if (!work.day().isBefore(from) && !work.day().isAfter(to)) {
                all += work.units();
                units.merge(householdOf(work.person(), decided).orElse(NOBODY), work.units(), Long::sum);
            }
        }
        if (all == 0) {
            return;
        }
        long shareFen = shares.values().stream().mapToLong(Long::longValue).sum();
        for (Map.Entry<String, Long> one : units.entrySet()) {
            between(one.getKey(), share(patronageFen, one.getValue(), all));
        }
        for (Map.Entry<String, Long> one : shares.entrySet()) {
            between(one.getKey(), share(distributable - patronageFen, one.getValue(), shareFen));
        }
    }

    private static long share(long amount, long part, long whole) {
        return BigInteger.valueOf(amount)
                .multiply(BigInteger.valueOf(part))
                .divide(BigInteger.valueOf(whole))
                .longValueExact();
    }

    private void between(String household, long least) {
        long[] bounds = dividends.computeIfAbsent(household, fresh -> new long[2]);
        bounds[0] += least;
        bounds[1] += least + 1;
    }

    void paid(String household, String category, long grossFen) {
        paid.computeIfAbsent(household, fresh -> new TreeMap<>()).merge(category, grossFen, Long::sum);
    }

    long leastOwed(String household) {
        return purchases.getOrDefault(household, 0L) + dividends.getOrDefault(household, new long[2])[0];
    }

    long mostOwed(String household) {
        return purchases.getOrDefault(household, 0L) + dividends.getOrDefault(household, new long[2])[1];
    }

    long paid(String household) {
        return paid.getOrDefault(household, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    List<String> householdsIn(String village, LocalDate day) {
        return villages.entrySet().stream()
                .filter(one -> one.getValue().floorEntry(day) != null
                        && one.getValue().floorEntry(day).getValue().equals(village))
                .map(Map.Entry::getKey)
                .toList();
    }

    long membersIn(String village, LocalDate day) {
        List<String> there = householdsIn(village, day);
        return stays.keySet().stream()
                .filter(person ->
                        householdOf(person, day).filter(there::contains).isPresent())
                .count();
    }

    /** Households one of whose members stands to a producer whose agreement holds that day. */
    long participating(String village, LocalDate day, Map<String, LocalDate> standsUntil) {
        List<String> there = householdsIn(village, day);
        return stays.keySet().stream()
                .filter(person -> standsUntil.containsKey(person) && !day.isAfter(standsUntil.get(person)))
                .flatMap(person -> householdOf(person, day).stream())
                .filter(there::contains)
                .distinct()
                .count();
    }
}
