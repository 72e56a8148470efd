package org.livelihood.people.region;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Regions.Entry;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.sheet.Outcome;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Holds entries against what is there, and writes what is new or other: three statements, however many there are. */
@Component
class RegionEntering {

    private final RegionStore store;

    RegionEntering(RegionStore store) {
        this.store = store;
    }

    /** What became of each entry, in order. */
    Mono<List<Outcome>> put(List<Entry> entries) {
        Set<String> codes = new HashSet<>();
        for (Entry entry : entries) {
            codes.add(entry.code());
            codes.addAll(Region.possibleParentsOf(entry.code()));
        }
        return store.byCodes(codes).collectMap(Region::code).flatMap(known -> put(entries, new HashMap<>(known)));
    }

    private Mono<List<Outcome>> put(List<Entry> entries, Map<String, Region> known) {
        Map<String, Region> written = new LinkedHashMap<>();
        Map<String, Entry> said = new HashMap<>();
        Set<String> coming = new HashSet<>(entries.stream().map(Entry::code).toList());
        List<Outcome> outcomes = new ArrayList<>();
        for (Entry entry : entries) {
            outcomes.add(put(entry, known, said, coming, written));
        }
        return store.putAll(List.copyOf(written.values()))
                .then(store.takeCounties(written.values().stream()
                        .filter(region -> region.level() == Region.Level.PREFECTURE)
                        .map(Region::code)
                        .toList()))
                .thenReturn(outcomes);
    }

    private static Outcome put(
            Entry entry,
            Map<String, Region> known,
            Map<String, Entry> said,
            Set<String> coming,
            Map<String, Region> written) {
        String code = entry.code();
        Entry first = said.putIfAbsent(code, entry);
        if (first != null) {
            return first.equals(entry)
                    ? Outcome.same()
                    : Outcome.refused(Refusal.ofField(RegionReason.CONTRADICTED, "name", code));
        }
        String parent = parentOf(code, known, coming);
        if (parent == null && Region.Level.of(code) != Region.Level.PROVINCE) {
            return Outcome.refused(Refusal.ofField(
                    RegionReason.NO_PARENT,
                    "code",
                    Region.possibleParentsOf(code).get(0)));
        }
        Region before = known.get(code);
        Region after = merged(entry, before, parent);
        List<String> changed = before == null ? List.of() : changes(before, after);
        known.put(code, after);
        if (before == null || !changed.isEmpty()) {
            written.put(code, after);
        }
        return before == null ? Outcome.added() : Outcome.changed(changed);
    }

    /** The nearest that is there, or comes with the same entries. */
    private static @Nullable String parentOf(String code, Map<String, Region> known, Set<String> coming) {
        return Region.possibleParentsOf(code).stream()
                .filter(parent -> known.containsKey(parent) || coming.contains(parent))
                .findFirst()
                .orElse(null);
    }

    private static Region merged(Entry entry, @Nullable Region before, @Nullable String parent) {
        boolean oneOf832 = before != null && before.oneOf832();
        boolean threeRegions = before != null && before.threeRegions();
        return new Region(
                entry.code(),
                entry.name(),
                Region.Level.of(entry.code()),
                parent,
                Objects.requireNonNullElse(entry.oneOf832(), oneOf832),
                Objects.requireNonNullElse(entry.threeRegions(), threeRegions),
                entry.delisted() || before == null ? entry.delistedOn() : before.delistedOn());
    }

    private static List<String> changes(Region before, Region after) {
        return Stream.of(
                        before.name().equals(after.name()) ? "" : "name",
                        before.oneOf832() == after.oneOf832() ? "" : "oneOf832",
                        before.threeRegions() == after.threeRegions() ? "" : "threeRegions",
                        Objects.equals(before.delistedOn(), after.delistedOn()) ? "" : "delistedOn")
                .filter(property -> !property.isEmpty())
                .toList();
    }
}
