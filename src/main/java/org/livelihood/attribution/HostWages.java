package org.livelihood.attribution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.livelihood.kernel.Alloc;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Party;
import org.livelihood.ledger.Account;
import org.livelihood.ledger.Journal;
import org.livelihood.ledger.Ledger;
import org.livelihood.live.SessionTerms;
import org.livelihood.live.Sessions;
import org.livelihood.order.Sales;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Hosts' wages: owed once for a session that has ended and has no open order, and spread over what it sold.
 *
 * <p>Each line's part is frozen: {@code alloc(wage; net amounts of the session's lines)}. The wage stays owed whatever
 * is refunded later, and also where nothing was sold; then no sale explains it.
 */
@Service
class HostWages {

    private static final Duration LOOK_BACK = Duration.ofDays(60);

    private final Sessions sessions;
    private final Sales sales;
    private final HostWageStore store;
    private final HeadStore heads;
    private final Ledger ledger;
    private final Clock clock;

    HostWages(Sessions sessions, Sales sales, HostWageStore store, HeadStore heads, Ledger ledger, Clock clock) {
        this.sessions = sessions;
        this.sales = sales;
        this.store = store;
        this.heads = heads;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Sessions that have ended and whose wage is not posted yet. */
    Flux<SessionTerms> unposted() {
        return sessions.endedWithWage(clock.instant().minus(LOOK_BACK))
                .filter(session ->
                        session.wageEarner() != null && session.wage().isPositive())
                .collectList()
                .flatMapMany(ended -> ended.isEmpty()
                        ? Flux.empty()
                        : store.posted(ended)
                                .flatMapIterable(posted -> ended.stream()
                                        .filter(session -> !posted.contains(session.id()))
                                        .toList()));
    }

    /** Posts the wage of a session once; true if this call did. False while an order of it is open. */
    @Transactional
    public Mono<Boolean> settle(SessionTerms session) {
        Party earner = session.wageEarner();
        Instant endedAt = session.endedAt();
        if (earner == null || endedAt == null) {
            return Mono.just(false);
        }
        return sales.isOpen(session.id())
                .flatMap(open -> open ? Mono.just(false) : store.claim(session, earner))
                .flatMap(first -> first ? owe(session, earner, endedAt).thenReturn(true) : Mono.just(false));
    }

    private Mono<Void> owe(SessionTerms session, Party earner, Instant endedAt) {
        Journal journal = Journal.of(session.producer(), "host-wage:" + session.id(), endedAt)
                .debit(Account.lotCost(session.producer()), session.wage())
                .credit(Account.of(earner), session.wage())
                .build();
        return ledger.post(List.of(journal))
                .then(Mono.defer(() -> heads.lockSession(session.producer(), session.id())))
                .flatMap(lines -> spread(session, earner, lines));
    }

    private Mono<Void> spread(SessionTerms session, Party earner, List<Head> lines) {
        List<Head> sold =
                lines.stream().filter(head -> head.sold().net().isPositive()).toList();
        if (sold.isEmpty()) {
            return Mono.empty();
        }
        List<Alloc.Claim> claims = sold.stream()
                .map(head ->
                        new Alloc.Claim(head.line().value(), head.sold().net().fen()))
                .toList();
        Money[] wages = Alloc.split(session.wage(), session.id().value(), claims);
        return heads.spreadWage(session.producer(), earner, sold, wages);
    }
}
