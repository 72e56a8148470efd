package org.livelihood.sale.order;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import org.livelihood.platform.database.Remembered;
import org.livelihood.platform.kernel.ProducerId;
import reactor.core.publisher.Mono;

/**
 * Whose things are whose, by their ids: they never change hands, so what was read once is remembered.
 *
 * @param <I> an id of theirs
 */
class ProducerLookup<I> extends Remembered<I, ProducerId> {

    private static final int MOST = 100_000;

    /** @param store reads those that are not remembered */
    ProducerLookup(Function<Collection<I>, Mono<Map<I, ProducerId>>> store) {
        super(MOST, store);
    }
}
