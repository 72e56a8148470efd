package org.livelihood.income.payout;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** What was paid and is not owed any more: seen by all who deal with it, and waived by an auditor or an officer. */
@Service
class Clawbacks {

    private final PayoutAccess access;
    private final EarningStore earnings;
    private final ClawbackStore store;
    private final Reserves reserves;
    private final Ledger ledger;
    private final Clock clock;

    Clawbacks(
            PayoutAccess access,
            EarningStore earnings,
            ClawbackStore store,
            Reserves reserves,
            Ledger ledger,
            Clock clock) {
        this.access = access;
        this.earnings = earnings;
        this.store = store;
        this.reserves = reserves;
        this.ledger = ledger;
        this.clock = clock;
    }

    Mono<Page<Clawback>> list(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return access.requireReader(caller, producer)
                .thenMany(store.list(producer, after, limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, clawback -> Cursor.of(0, clawback.id())));
    }

    /**
     * Waives what is open, also once more when a failed payout has opened a part again: the risk reserve bears it, and
     * the producer what the reserve does not hold. Refused with CLAWBACK_NOT_FOUND or CLAWBACK_CLOSED.
     */
    @Transactional
    public Mono<Clawback> waive(Caller caller, ProducerId producer, UUID id, String reason) {
        Instant now = clock.instant();
        return access.requireWaiver(caller, producer)
                .then(earnings.lock(List.of(producer)))
                .then(Mono.defer(() -> store.find(producer, id)))
                .switchIfEmpty(Mono.error(() -> new Refusal(PayoutReason.CLAWBACK_NOT_FOUND, id)))
                .filter(clawback -> clawback.open().isPositive())
                .switchIfEmpty(Mono.error(() -> new Refusal(PayoutReason.CLAWBACK_CLOSED, id)))
                .flatMap(clawback -> reserves.held(producer)
                        .flatMap(reserve -> bear(caller, producer, clawback, reserve, reason, now)))
                .then(Mono.defer(() -> store.find(producer, id)));
    }

    private Mono<Void> bear(
            Caller caller, ProducerId producer, Clawback clawback, Money reserve, String reason, Instant now) {
        Money amount = clawback.open();
        Money ofReserve = Money.min(amount, Money.max(reserve, Money.ZERO));
        return store.waive(producer, clawback.id(), amount, caller.account(), reason, now)
                .flatMap(seq -> ledger.post(List.of(
                        Journals.waived(producer, clawback.id(), seq, clawback.party(), amount, ofReserve, now))));
    }
}
