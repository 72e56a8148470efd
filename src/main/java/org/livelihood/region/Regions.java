package org.livelihood.region;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.Role;
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

    Regions(RegionStore store) {
        this.store = store;
    }

    /** Which line. */
    public enum LineKind {
        /** Poverty line 贫困线. */
        POVERTY,
        /** Monitoring line 防止返贫监测线. */
        MONITORING
    }

    /**
     * A line of one year, in fen a head.
     *
     * @param regionCode empty for the whole country
     * @param document where the figure comes from
     */
    public record Line(String regionCode, int year, LineKind kind, Money amount, String document) {}

    /**
     * Registered rural population 户籍农业人口 at a date, as it was recorded last.
     *
     * @param document where the figure comes from
     */
    public record Population(String regionCode, LocalDate on, long people, String document) {}

    /** Enters a region, or writes it anew; the one above it must be there. Refused with NO_PARENT. */
    @Transactional
    public Mono<Region> put(Region region) {
        String parent = region.parentCode();
        Mono<?> above = parent == null
                ? Mono.empty()
                : store.find(parent).switchIfEmpty(Mono.error(() -> new Refusal(RegionReason.NO_PARENT, parent)));
        return above.then(store.put(region)).thenReturn(region);
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

    @Transactional
    public Mono<Line> putLine(Line line) {
        return store.putLine(line).thenReturn(line);
    }

    public Flux<Line> lines(String regionCode) {
        return store.lines(regionCode);
    }

    /** Records a region's registered rural population at a date; what was recorded before stays. */
    @Transactional
    public Mono<Population> record(Caller caller, Population population) {
        String code = population.regionCode();
        return get(code)
                .filter(region -> caller.is(Role.ADMIN) || caller.officerOf(code))
                .switchIfEmpty(Mono.error(() -> new Refusal(RegionReason.NOT_FOUND, code)))
                .then(store.addPopulation(population, caller.account()))
                .thenReturn(population);
    }

    /** A region's populations by date, each as it was recorded last. */
    public Mono<List<Population>> populations(String code) {
        return get(code).thenMany(store.populations(code)).collectList();
    }
}
