package org.livelihood.goods.lotgraph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.livelihood.platform.kernel.LotId;

/**
 * Numbers of a lot's units that are nowhere else; written as PostgreSQL writes a multirange: <code>{[0,5),[9,12)}
 * </code>.
 */
public final class FreeUnits {

    private static final Pattern RANGE = Pattern.compile("\\[(\\d+),(\\d+)\\)");

    private final LotId lot;
    private final TreeMap<Long, Long> untilByFrom = new TreeMap<>();

    private FreeUnits(LotId lot) {
        this.lot = lot;
    }

    public static FreeUnits parse(LotId lot, String multirange) {
        FreeUnits free = new FreeUnits(lot);
        parseRanges(lot, multirange).forEach(free::add);
        return free;
    }

    public static List<UnitRange> parseRanges(LotId lot, String multirange) {
        List<UnitRange> found = new ArrayList<>();
        Matcher ranges = RANGE.matcher(multirange);
        while (ranges.find()) {
            found.add(new UnitRange(lot, Long.parseLong(ranges.group(1)), Long.parseLong(ranges.group(2))));
        }
        return found;
    }

    public static String text(List<UnitRange> ranges) {
        return ranges.stream()
                .map(range -> "[" + range.from() + "," + range.until() + ")")
                .collect(Collectors.joining(",", "{", "}"));
    }

    public LotId lot() {
        return lot;
    }

    public long units() {
        return untilByFrom.entrySet().stream()
                .mapToLong(range -> range.getValue() - range.getKey())
                .sum();
    }

    /** Takes the lowest numbers: as many as asked for, or all that there are. */
    public List<UnitRange> take(long most) {
        List<UnitRange> taken = new ArrayList<>();
        long missing = most;
        while (missing > 0 && !untilByFrom.isEmpty()) {
            Map.Entry<Long, Long> lowest = untilByFrom.pollFirstEntry();
            long until = Math.min(lowest.getValue(), lowest.getKey() + missing);
            if (until < lowest.getValue()) {
                untilByFrom.put(until, lowest.getValue());
            }
            taken.add(new UnitRange(lot, lowest.getKey(), until));
            missing -= until - lowest.getKey();
        }
        return taken;
    }

    public void add(UnitRange range) {
        untilByFrom.put(range.from(), range.until());
    }

    @Override
    public String toString() {
        return text(untilByFrom.entrySet().stream()
                .map(range -> new UnitRange(lot, range.getKey(), range.getValue()))
                .toList());
    }
}
