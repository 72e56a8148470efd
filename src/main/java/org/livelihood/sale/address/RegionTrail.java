package org.livelihood.sale.address;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;

/**
 * Regions that an address names from its begin, one below the other. Levels may be left out and names be short:
 * {@code 安徽宿州泗县}, {@code 泗县大庄镇}. Where two would do equally well, neither is taken: nothing is guessed.
 *
 * @param last the narrowest of them, null where there is none
 * @param taken how many characters of the address are their names
 */
record RegionTrail(@Nullable Region last, int taken) {

    static final RegionTrail NONE = new RegionTrail(null, 0);

    private static final List<String> FILLERS = List.of(" ", ",", "-", "中国", "市辖区", "省直辖县级行政区划");
    private static final Pattern PROVINCE = Pattern.compile("(.{2,3}?)(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市)");
    private static final Pattern PREFECTURE = Pattern.compile("(.{2,}?)(?:\\p{L}{1,5}族)*(?:自治州|地区|市|盟)");
    private static final Pattern COUNTY = Pattern.compile("(.{2,}?)(?:\\p{L}{1,5}族)*(?:自治县|自治旗|市|县|区|旗)");
    private static final Pattern VILLAGE = Pattern.compile("(.+?)(村民委员会|村委会|居民委员会|居委会)");
    private static final String OFFICE = "街道办事处";

    /** Goes on from here through regions that may come next. */
    RegionTrail on(String address, Collection<Region> known) {
        RegionTrail best = this;
        boolean even = false;
        for (RegionTrail next : nexts(address, known)) {
            RegionTrail trail = next.on(address, known);
            int order = trail.compareTo(best);
            even = order == 0 ? even || !trail.endsAs(best) : order < 0 && even;
            best = order > 0 ? trail : best;
        }
        return even ? this : best;
    }

    /** One step on, by the longest names that fit: 吉林省 is never the city 吉林 with something after it. */
    private List<RegionTrail> nexts(String address, Collection<Region> known) {
        int from = pastFillers(address);
        List<RegionTrail> nexts = known.stream()
                .filter(this::isBelow)
                .flatMap(region -> namesOf(region).stream()
                        .filter(name -> address.startsWith(name, from))
                        .map(name -> new RegionTrail(region, from + name.length())))
                .toList();
        int longest = nexts.stream().mapToInt(RegionTrail::taken).max().orElse(from);
        return nexts.stream().filter(next -> next.taken() == longest).toList();
    }

    /** Whether a text is nothing but a name of one of these regions. */
    static boolean names(String text, Collection<Region> known) {
        return known.stream().anyMatch(region -> namesOf(region).contains(text));
    }

    /** What of the address is no region's name. */
    String rest(String address) {
        return address.substring(pastFillers(address));
    }

    /** Also past the name itself where it is said twice, as in 北京市北京市. */
    private int pastFillers(String address) {
        int at = taken;
        boolean more = true;
        while (more) {
            more = false;
            for (String filler : FILLERS) {
                if (address.startsWith(filler, at)) {
                    at += filler.length();
                    more = true;
                }
            }
            if (last != null && at > 0 && address.startsWith(last.name(), at)) {
                at += last.name().length();
                more = true;
            }
        }
        return at;
    }

    private boolean isBelow(Region region) {
        return last == null
                || !region.code().equals(last.code()) && region.code().startsWith(Region.prefixOf(last.code()));
    }

    private boolean endsAs(RegionTrail other) {
        return last != null && other.last != null && last.code().equals(other.last.code());
    }

    /** The narrower region first; of one level, what takes more of the address. */
    private int compareTo(RegionTrail other) {
        int levels = Integer.compare(depth(), other.depth());
        return levels == 0 ? Integer.compare(taken, other.taken) : levels;
    }

    private int depth() {
        return last == null ? -1 : last.level().ordinal();
    }

    /** All names under which people write a region. */
    static Set<String> namesOf(Region region) {
        String name = region.name();
        Set<String> names = new HashSet<>(Set.of(name));
        switch (region.level()) {
            case PROVINCE -> addShort(names, PROVINCE.matcher(name), "");
            case PREFECTURE -> {
                addShort(names, PREFECTURE.matcher(name), "");
                if (name.endsWith("自治州")) {
                    addShort(names, PREFECTURE.matcher(name), "州");
                }
            }
            case COUNTY -> {
                addShort(names, COUNTY.matcher(name), "");
                if (name.endsWith("自治县")) {
                    addShort(names, COUNTY.matcher(name), "县");
                }
            }
            case TOWNSHIP -> addOffice(names, name);
            case VILLAGE -> addCommittee(names, VILLAGE.matcher(name));
            default -> throw new IllegalStateException(region.level().name());
        }
        return names;
    }

    private static void addShort(Set<String> names, Matcher whole, String ending) {
        if (whole.matches()) {
            names.add(whole.group(1) + ending);
        }
    }

    private static void addOffice(Set<String> names, String name) {
        if (name.endsWith(OFFICE)) {
            names.add(name.substring(0, name.length() - "办事处".length()));
        } else if (name.endsWith("街道")) {
            names.add(name + "办事处");
        }
    }

    /** The list of villages names their committees: 洪单村村民委员会, 洪单村委会. */
    private static void addCommittee(Set<String> names, Matcher whole) {
        if (!whole.matches()) {
            return;
        }
        String place = whole.group(1);
        boolean rural = whole.group(2).startsWith("村");
        String ending = rural ? "村" : "社区";
        names.add(place.endsWith(ending) ? place : place + ending);
    }
}
