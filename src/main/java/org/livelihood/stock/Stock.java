package org.livelihood.stock;

import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.SessionId;
import org.livelihood.kernel.SkuId;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the stock: sealed lots less what is reserved or sold, in units of a SKU. */
@Service
public class Stock {

    /** Adds the units of a lot that was just sealed to the SKU's general pool. */
    @Transactional
    public Mono<Void> add(ProducerId producer, SkuId sku, long units) {
        return Mono.error(new UnsupportedOperationException());
    }

    /** Sets units of the general pool apart for a session; refused when there are not so many. Adds to an open pool. */
    @Transactional
    public Mono<Void> openPool(ProducerId producer, SkuId sku, SessionId session, long units) {
        return Mono.error(new UnsupportedOperationException());
    }

    /** Gives what is left in a session's pools back to the general ones; what is released later goes there too. */
    @Transactional
    public Mono<Void> closePools(ProducerId producer, SessionId session) {
        return Mono.error(new UnsupportedOperationException());
    }
}
