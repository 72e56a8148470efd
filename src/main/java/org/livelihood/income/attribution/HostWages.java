package org.livelihood.income.attribution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.books.payable.Payable;
import org.livelihood.books.payable.Payables;
import org.livelihood.books.payable.Source;
import org.livelihood.goods.linkage.Basis;
import org.livelihood.people.household.Belongings;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.LargestRemainders;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.sale.live.SessionTerms;
import org.livelihood.sale.live.Sessions;
import org.livelihood.sale.order.SaleOutbox;
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
    private final Belongings belongings;
    private final SaleOutbox outbox;
    private final Payables payables;
    private final AttributedLineStore heads;
    private final Clock clock;

    HostWages(
            Sessions sessions,
            Belongings belongings,
            SaleOutbox outbox,
            Payables payables,
            AttributedLineStore heads,
            Clock clock) {
        this.sessions = sessions;
        this.belongings = belongings;
        this.outbox = outbox;
        this.payables = payables;
        this.heads = heads;
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
                        : posted(ended)
                                .flatMapIterable(posted -> ended.stream()
                                        .filter(session ->
                                                !posted.contains(session.id().value()))
                                        .toList()));
    }

    private Mono<Set<UUID>> posted(List<SessionTerms> ended) {
        return payables.created(
                Source.Kind.HOST_WAGE,
                ended.stream().collect(Collectors.toMap(session -> session.id().value(), SessionTerms::producer)));
    }

    /** Posts the wage of a session once; true if this call did. False while an order of it is open. */
    @Transactional
    public Mono<Boolean> settle(SessionTerms session) {
        Party earner = session.wageEarner();
        Instant endedAt = session.endedAt();
        if (earner == null || endedAt == null || !session.wage().isPositive()) {
            return Mono.just(false);
        }
        return outbox.isOpen(session.producer(), session.id())
                .flatMap(open -> open
                        ? Mono.just(false)
                        : earnerOn(session, earner, endedAt).flatMap(owed -> owe(session, owed, endedAt)));
    }

    /** Whose income it is on the day on which she hosted. */
    private Mono<Party> earnerOn(SessionTerms session, Party planned, Instant endedAt) {
        UUID person = session.wagePerson();
        return person == null ? Mono.just(planned) : belongings.partyOn(person, ChinaTime.dayOf(endedAt));
    }

    private Mono<Boolean> owe(SessionTerms session, Party earner, Instant endedAt) {
        Payable wage = new Payable(
                earner, Basis.HOST_WAGE, IncomeCategory.WAGE, IncomeNature.TRACE, session.wage(), Money.ZERO, null);
        Source source = Source.at(
                session.producer(), Source.Kind.HOST_WAGE, session.id().value(), endedAt);
        return payables.create(source, List.of(wage))
                .flatMap(first -> first
                        ? heads.lockSession(session.producer(), session.id())
                                .flatMap(lines -> spread(session, earner, lines))
                                .thenReturn(true)
                        : Mono.just(false));
    }

    private Mono<Void> spread(SessionTerms session, Party earner, List<AttributedLine> lines) {
        List<AttributedLine> sold =
                lines.stream().filter(head -> head.sold().net().isPositive()).toList();
        if (sold.isEmpty()) {
            return Mono.empty();
        }
        List<LargestRemainders.Claim> claims = sold.stream()
                .map(head -> new LargestRemainders.Claim(
                        head.line().value(), head.sold().net().fen()))
                .toList();
        Money[] wages = LargestRemainders.split(session.wage(), session.id().value(), claims);
        return heads.spreadWage(session.producer(), earner, sold, wages);
    }
}
