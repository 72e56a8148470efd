package org.livelihood.sale.order;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.livelihood.platform.kernel.ProducerId;
import reactor.core.publisher.Mono;

/**
 * Whose things are whose, by their ids: they never change hands, so what was read once is remembered.
 *
 * @param <I> an id of theirs
 */
class ProducerLookup<I> {

    private static final int MOST = 100_000;

    private final Function<Collection<I>, Mono<Map<I, ProducerId>>> store;
    private final Cache<I, ProducerId> known =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** @param store reads those that are not remembered */
    ProducerLookup(Function<Collection<I>, Mono<Map<I, ProducerId>>> store) {
        this.store = store;
    }

    /** The producers of these; what is unknown is left out. */
    Mono<Map<I, ProducerId>> of(Collection<I> ids) {
        Map<I, ProducerId> found = new HashMap<>(known.getAllPresent(ids));
        List<I> others = ids.stream().filter(id -> !found.containsKey(id)).toList();
        return others.isEmpty()
                ? Mono.just(found)
                : store.apply(others).map(read -> {
                    known.putAll(read);
                    found.putAll(read);
                    return found;
                });
    }

    void remember(I id, ProducerId producer) {
        known.put(id, producer);
    }
}
