package org.livelihood.people.region;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.sheet.Outcome;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Face of the administrative regions and the lines of each year. */
@Service
public class Regions {

    /** The whole country, for lines. */
    public static final String NATIONWIDE = "";

    private final RegionStore store;
    private final RegionEntering entering;

    Regions(RegionStore store, RegionEntering entering) {
        this.store = store;
        this.entering = entering;
    }

    /**
     * What is to be written of a region; what is null stays as it is.
     *
     * @param delisted whether the day of delisting is written, also where it is null
     */
    public record Entry(
            String code,
            String name,
            @Nullable Boolean oneOf832,
            @Nullable Boolean threeRegions,
            @Nullable LocalDate delistedOn,
            boolean delisted) {}

    /** Enters a region, or writes it anew; the one above it must be there. Refused with NO_PARENT. */
    @Transactional
    public Mono<Region> put(Entry entry) {
        return entering.put(List.of(entry))
                .flatMap(outcomes -> Mono.justOrEmpty(outcomes.get(0).refusal()).flatMap(Mono::<Region>error))
                .switchIfEmpty(Mono.defer(() -> get(entry.code())));
    }

    /** As {@link #put(Entry)}, with all that is said of it. */
    @Transactional
    public Mono<Region> put(Region region) {
        return put(new Entry(
                region.code(), region.name(), region.oneOf832(), region.threeRegions(), region.delistedOn(), true));
    }

    /** Enters many regions at once, each after those above it or together with them; answers for each. */
    @Transactional
    public Mono<List<Outcome>> putAll(List<Entry> entries) {
        return entering.put(entries);
    }

    /** Refused with NOT_FOUND. */
    public Mono<Region> get(String code) {
        return store.find(code).switchIfEmpty(Mono.error(() -> new Refusal(RegionReason.NOT_FOUND, code)));
    }

    /** Completes when the code is a known village's. Refused with NOT_FOUND or NOT_A_VILLAGE. */
    public Mono<Void> requireVillage(String code) {
        return get(code)
                .filter(region -> region.level() == Region.Level.VILLAGE)
                .switchIfEmpty(Mono.error(() -> new Refusal(RegionReason.NOT_A_VILLAGE, code)))
                .then();
    }

    /** The regions right below one; the provinces for null. */
    public Mono<List<Region>> below(@Nullable String parent) {
        return store.below(parent).collectList();
    }

    /**
     * Regions whose name holds these words, the whole name first, then those that begin with them.
     *
     * @param within a region that they lie in, null for the country
     */
    public Mono<List<Named>> search(String words, @Nullable String within, int limit) {
        return store.search(words, within == null ? "" : Region.prefixOf(within), limit)
                .collectList()
                .flatMap(this::named);
    }

    /** Provinces, prefectures and counties that a text may speak of: it holds the first two characters of the name. */
    public Mono<List<Region>> mentioned(String text) {
        return store.mentioned(text).collectList();
    }

    /** @param path names from the province down to the region */
    public record Named(Region region, List<String> path) {}

    private Mono<List<Named>> named(List<Region> found) {
        return paths(found.stream().map(Region::code).toList())
                .map(paths -> found.stream()
                        .map(region -> new Named(region, paths.getOrDefault(region.code(), List.of())))
                        .toList());
    }

    /** Names from the province down to the region, of each of these codes. */
    public Mono<Map<String, List<String>>> paths(Collection<String> codes) {
        Set<String> asked = new LinkedHashSet<>(codes);
        List<String> all = asked.stream()
                .flatMap(code -> Region.lineageOf(code).stream())
                .distinct()
                .toList();
        return names(all)
                .map(names -> asked.stream().collect(Collectors.toMap(code -> code, code -> path(code, names))));
    }

    /** Names by code; codes of no known region are left out. */
    public Mono<Map<String, String>> names(Collection<String> codes) {
        return codes.isEmpty() ? Mono.just(Map.of()) : store.byCodes(codes).collectMap(Region::code, Region::name);
    }

    private static List<String> path(String region, Map<String, String> names) {
        List<String> path = new ArrayList<>();
        for (String code : Region.lineageOf(region)) {
            String name = names.get(code);
            if (name != null) {
                path.add(0, name);
            }
        }
        return path;
    }

    @Transactional
    public Mono<RegionLine> putLine(RegionLine line) {
        return store.putLine(line).thenReturn(line);
    }

    public Flux<RegionLine> lines(String regionCode) {
        return store.lines(regionCode);
    }

    /** Records a region's registered rural population at a date; what was recorded before stays. */
    @Transactional
    public Mono<RegionPopulation> record(Caller caller, RegionPopulation population) {
        String code = population.regionCode();
        return get(code)
                .filter(region -> caller.is(Role.ADMIN) || caller.officerOf(code))
                .switchIfEmpty(Mono.error(() -> new Refusal(RegionReason.NOT_FOUND, code)))
                .then(store.addPopulation(population, caller.account()))
                .thenReturn(population);
    }

    /** A region's populations by date, each as it was recorded last. */
    public Mono<List<RegionPopulation>> populations(String code) {
        return get(code).thenMany(store.populations(code)).collectList();
    }
}
