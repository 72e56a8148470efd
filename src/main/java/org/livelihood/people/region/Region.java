package org.livelihood.people.region;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An administrative region 行政区划.
 *
 * @param code 12-digit statistical code (GB/T 2260 and GB/T 10114, extended by the statistics bureau)
 * @param parentCode the region above, null for a province
 * @param oneOf832 one of the 832 national poverty counties 832个贫困县
 * @param threeRegions one of the 'three districts and three states' 三区三州
 * @param delistedOn when the county left the poverty list 摘帽
 */
public record Region(
        String code,
        String name,
        Level level,
        @Nullable String parentCode,
        boolean oneOf832,
        boolean threeRegions,
        @Nullable LocalDate delistedOn) {

    public static final String CODE = "[0-9]{12}";

    private static final Pattern VALID = Pattern.compile(CODE);

    /** Levels, each with the digits of the code that are its own. */
    public enum Level {
        PROVINCE(2),
        PREFECTURE(4),
        COUNTY(6),
        TOWNSHIP(9),
        VILLAGE(12);

        private final int digits;

        Level(int digits) {
            this.digits = digits;
        }

        /** The level that a code says by its trailing zeros. */
        public static Level of(String code) {
            if (!VALID.matcher(code).matches()) {
                throw new IllegalArgumentException("not a region code");
            }
            for (Level level : values()) {
                if (code.substring(level.digits).chars().allMatch(digit -> digit == '0')) {
                    return level;
                }
            }
            return VILLAGE;
        }
    }

    /** The code of the region above by prefix, null for a province. */
    public static @Nullable String parentOf(String code) {
        Level level = Level.of(code);
        if (level == Level.PROVINCE) {
            return null;
        }
        int kept = Level.values()[level.ordinal() - 1].digits;
        return code.substring(0, kept) + "0".repeat(code.length() - kept);
    }

    /**
     * Codes of the regions of which the first that is there stands above this one, empty for a province. Lists leave
     * out the lines that only group, such as 110100 of a municipality: a county may stand right under its province.
     */
    static List<String> possibleParentsOf(String code) {
        String parent = parentOf(code);
        if (parent == null) {
            return List.of();
        }
        String above = Level.of(code) == Level.COUNTY ? parentOf(parent) : null;
        return above == null ? List.of(parent) : List.of(parent, above);
    }

    /** A region and all above it, nearest first. */
    public static List<String> lineageOf(String code) {
        return Stream.iterate(code, Objects::nonNull, Region::parentOf).toList();
    }

    /** The digits that a region shares with all below it. */
    public static String prefixOf(String code) {
        return code.substring(0, Level.of(code).digits);
    }
}
