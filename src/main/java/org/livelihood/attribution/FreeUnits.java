package org.livelihood.attribution;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.livelihood.kernel.LotId;

/**
 * Numbers of a lot's units that stand on no line; written as PostgreSQL writes a multirange: <code>{[0,5),[9,12)}
 * </code>.
 */
final class FreeUnits {

    private static final Pattern RANGE = Pattern.compile("\\[(\\d+),(\\d+)\\)");

    private final LotId lot;
    private final TreeMap<Long, Long> untilByFrom = new TreeMap<>();

    private FreeUnits(LotId lot) {
        this.lot = lot;
    }

    static FreeUnits parse(LotId lot, String multirange) {
        FreeUnits free = new FreeUnits(lot);
        Matcher ranges = RANGE.matcher(multirange);
        while (ranges.find()) {
            free.untilByFrom.put(Long.parseLong(ranges.group(1)), Long.parseLong(ranges.group(2)));
        }
        return free;
    }

    LotId lot() {
        return lot;
    }

    /**
     * Takes the lowest numbers.
     *
     * @throws IllegalStateException if fewer are free
     */
    List<UnitRange> take(long units) {
        List<UnitRange> taken = new ArrayList<>();
        long missing = units;
        while (missing > 0) {
            Map.Entry<Long, Long> lowest = untilByFrom.pollFirstEntry();
            if (lowest == null) {
                throw new IllegalStateException("lot " + lot + " has " + missing + " units too few");
            }
            long until = Math.min(lowest.getValue(), lowest.getKey() + missing);
            if (until < lowest.getValue()) {
                untilByFrom.put(until, lowest.getValue());
            }
            taken.add(new UnitRange(lot, lowest.getKey(), until));
            missing -= until - lowest.getKey();
        }
        return taken;
    }

    /**
     * Takes units off a line, its last ones first, and frees them.
     *
     * @param standing what stands on the line, of any lot
     * @return what still stands on it
     */
    List<UnitRange> giveBack(List<UnitRange> standing, long units) {
        List<UnitRange> left = new ArrayList<>();
        long missing = units;
        for (int i = standing.size() - 1; i >= 0; i--) {
            UnitRange range = standing.get(i);
            long back = range.lot().equals(lot) ? Math.min(missing, range.units()) : 0;
            long cut = range.until() - back;
            if (back > 0) {
                untilByFrom.put(cut, range.until());
            }
            if (cut > range.from()) {
                left.add(0, new UnitRange(range.lot(), range.from(), cut));
            }
            missing -= back;
        }
        if (missing > 0) {
            throw new IllegalStateException("lot " + lot + " gets " + missing + " units back that it never gave");
        }
        return left;
    }

    @Override
    public String toString() {
        return untilByFrom.entrySet().stream()
                .map(range -> "[" + range.getKey() + "," + range.getValue() + ")")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
