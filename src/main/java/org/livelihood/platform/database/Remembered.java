package org.livelihood.platform.database;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * What was read by its key and is remembered in this node: of several that are asked for, those that are not remembered
 * are read at once.
 *
 * @param <K> a key
 * @param <V> what stands under it
 */
public class Remembered<K, V> {

    private final Function<Collection<K>, Mono<Map<K, V>>> reading;
    private final Cache<K, V> known;

    /**
     * Remembers what never changes.
     *
     * @param most so many, those that were asked for last
     * @param reading reads those that are not remembered; what is unknown it leaves out
     */
    protected Remembered(int most, Function<Collection<K>, Mono<Map<K, V>>> reading) {
        this.reading = reading;
        this.known = Caffeine.newBuilder().maximumSize(most).build();
    }

    /**
     * Remembers what may change: what another node has just changed holds here for as long.
     *
     * @param stays how long after it was read
     */
    public Remembered(int most, Duration stays, Function<Collection<K>, Mono<Map<K, V>>> reading) {
        this.reading = reading;
        this.known =
                Caffeine.newBuilder().maximumSize(most).expireAfterWrite(stays).build();
    }

    /** What stands under these; what is unknown is left out. */
    public Mono<Map<K, V>> of(Collection<K> keys) {
        Map<K, V> found = new HashMap<>(known.getAllPresent(keys));
        List<K> others =
                keys.stream().filter(key -> !found.containsKey(key)).distinct().toList();
        return others.isEmpty()
                ? Mono.just(found)
                : reading.apply(others).map(read -> {
                    known.putAll(read);
                    found.putAll(read);
                    return found;
                });
    }

    public void remember(K key, V value) {
        known.put(key, value);
    }

    public void forget(K key) {
        known.invalidate(key);
    }
}
