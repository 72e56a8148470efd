package org.livelihood.sale.payment;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What moved by way of a provider, for who compares it with the provider's own books. */
@Service
public class Movements {

    private final MovementStore store;

    Movements(MovementStore store) {
        this.store = store;
    }

    /** Payments that were taken on a day in China. */
    public Mono<List<Movement>> paidOn(String provider, LocalDate day) {
        return store.paidOn(provider, day).collectList();
    }

    /** Refunds that the provider has done on a day in China, as far as is known here. */
    public Mono<List<Movement>> refundedOn(String provider, LocalDate day) {
        return store.refundedOn(provider, day).collectList();
    }

    /** Those of these payments that there are. */
    public Mono<List<Movement>> payments(String provider, Collection<UUID> ids) {
        return store.payments(provider, ids).collectList();
    }

    /** Those of these refunds that there are. */
    public Mono<List<Movement>> refunds(String provider, Collection<UUID> ids) {
        return store.refunds(provider, ids).collectList();
    }
}
