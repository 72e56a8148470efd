package org.livelihood.goods.lot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Corrections of contributions: each names the one that it corrects, takes back at most what is left of it, and counts
 * on its day. The caller has locked the lot.
 */
@Component
class Corrections {

    private final EntryStore entries;

    Corrections(EntryStore entries) {
        this.entries = entries;
    }

    /**
     * What these corrections enter, in their order.
     *
     * @throws Refusal NO_SUCH_ENTRY, CORRECTS_ANOTHER or MORE_THAN_ENTERED
     */
    Mono<List<Contribution>> resolve(Lot lot, List<Contribution.Entry> corrections) {
        List<UUID> named = corrections.stream()
                .map(one -> Objects.requireNonNull(one.corrects()))
                .toList();
        return named.isEmpty()
                ? Mono.just(List.of())
                : entries.find(lot, named)
                        .collectMap(Contribution.Entered::id)
                        .map(found -> resolve(corrections, found));
    }

    private static List<Contribution> resolve(
            List<Contribution.Entry> corrections, Map<UUID, Contribution.Entered> found) {
        Map<UUID, Long> left = new HashMap<>();
        List<Contribution> resolved = new ArrayList<>();
        for (Contribution.Entry correction : corrections) {
            UUID named = Objects.requireNonNull(correction.corrects());
            Contribution.Entered entry = found.get(named);
            if (entry == null) {
                throw Refusal.ofField(LotReason.NO_SUCH_ENTRY, "contributions.corrects", named);
            }
            if (!entry.isOf(correction)) {
                throw Refusal.ofField(LotReason.CORRECTS_ANOTHER, "contributions.corrects", named);
            }
            if (left.merge(named, entry.left() + correction.units(), (now, same) -> now + correction.units()) < 0) {
                throw Refusal.ofField(LotReason.MORE_THAN_ENTERED, "contributions.units", named, entry.left());
            }
            resolved.add(entry.correctedBy(correction));
        }
        return resolved;
    }
}
