package org.livelihood.sale.address;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;
import org.livelihood.people.region.Regions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the parts of a pasted address, with the regions that it names; keeps nothing. */
@Component
class PastedAddresses {

    private final Regions regions;

    PastedAddresses(Regions regions) {
        this.regions = regions;
    }

    /**
     * What was told apart, null or empty where nothing was.
     *
     * @param regionCode the narrowest region that was found, maybe too wide to deliver to
     * @param region names from the province down to it
     * @param complete whether all is there that an address needs
     */
    record Parts(
            @Nullable String recipient,
            @Nullable String phone,
            @Nullable String regionCode,
            List<String> region,
            String detail,
            boolean complete) {}

    Mono<Parts> parse(String text) {
        String plain = PastedText.plain(text);
        return regions.mentioned(plain).flatMap(upper -> {
            PastedText pasted = PastedText.of(plain, word -> RegionTrail.names(word, upper));
            return down(RegionTrail.NONE.on(pasted.place(), upper), pasted.place())
                    .flatMap(trail -> parts(pasted, trail));
        });
    }

    /** From the county on level by level: villages of one name are many. */
    private Mono<RegionTrail> down(RegionTrail trail, String address) {
        Region last = trail.last();
        if (last == null || last.level() == Region.Level.VILLAGE) {
            return Mono.just(trail);
        }
        return regions.below(last.code())
                .map(below -> trail.on(address, below))
                .flatMap(next -> next.equals(trail) ? Mono.just(trail) : down(next, address));
    }

    private Mono<Parts> parts(PastedText pasted, RegionTrail trail) {
        Region last = trail.last();
        if (last == null) {
            return Mono.just(
                    new Parts(pasted.recipient(), pasted.phone(), null, List.of(), trail.rest(pasted.place()), false));
        }
        String rest = trail.rest(pasted.place());
        String detail = rest.isEmpty() && last.level() == Region.Level.VILLAGE ? last.name() : rest;
        boolean complete = pasted.recipient() != null
                && pasted.phone() != null
                && !detail.isEmpty()
                && last.level().compareTo(Region.Level.TOWNSHIP) >= 0;
        return regions.paths(List.of(last.code()))
                .map(paths -> new Parts(
                        pasted.recipient(),
                        pasted.phone(),
                        last.code(),
                        paths.getOrDefault(last.code(), List.of()),
                        detail,
                        complete));
    }
}
