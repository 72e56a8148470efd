package org.livelihood.sale.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** The outbox of notices: each is sent until the merchant acknowledges it, fifteen times at most, ever more slowly. */
@Component
class Notices {

    static final int BATCH = 100;
    private static final int MOST_TRIES = 15;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final CashierStore store;
    private final Clock clock;

    Notices(CashierStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Transactional
    public Mono<List<CashierStore.Notice>> claim() {
        return store.claimNotices(clock.instant(), FIRST_PAUSE, MOST_TRIES, BATCH)
                .collectList();
    }

    /** Acknowledged: true for each. */
    @Transactional
    public Mono<List<Boolean>> done(List<CashierStore.Notice> notices) {
        return store.done(notices, clock.instant())
                .thenReturn(notices.stream().map(notice -> true).toList());
    }
}
