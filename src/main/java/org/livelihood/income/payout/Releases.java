package org.livelihood.income.payout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.livelihood.books.payable.ClaimedPayable;
import org.livelihood.books.payable.Claims;
import org.livelihood.income.attribution.Accruals;
import org.livelihood.income.attribution.AccruedSum;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes payable what is earned for good: payables at once, accruals of sales when their after-sales window has closed.
 *
 * <p>A refund of a released line comes with a later release as a negative difference: {@link RefundedIncomes} bear it.
 */
@Service
public class Releases {

    static final int LINES = 500;
    static final int SOURCES = 50;
    private static final Claims.Claim NO_CLAIM = new Claims.Claim(0, List.of());

    private final Accruals accruals;
    private final Claims claims;
    private final RunStore runs;
    private final EarningStore earnings;
    private final RefundedIncomes losses;
    private final Clock clock;
    private final Duration window;

    Releases(
            Accruals accruals,
            Claims claims,
            RunStore runs,
            EarningStore earnings,
            RefundedIncomes losses,
            Clock clock,
            PayoutSettings settings) {
        this.accruals = accruals;
        this.claims = claims;
        this.runs = runs;
        this.earnings = earnings;
        this.losses = losses;
        this.clock = clock;
        this.window = settings.afterSalesWindow();
    }

    /**
     * @param lines sold lines whose income was released
     * @param sources lots, sessions, periods and dividends whose payables were released
     * @param earnings rows that may be paid now
     * @param clawbacks what is asked back
     */
    public record Outcome(int lines, int sources, int earnings, int clawbacks) {

        static final Outcome NOTHING = new Outcome(0, 0, 0, 0);

        Outcome plus(Outcome other) {
            return new Outcome(
                    lines + other.lines,
                    sources + other.sources,
                    earnings + other.earnings,
                    clawbacks + other.clawbacks);
        }

        boolean isLast() {
            return lines < LINES && sources < SOURCES;
        }
    }

    /** Producers of whom something may be due. */
    Mono<List<ProducerId>> producers() {
        return accruals.producersDue(clock.instant().minus(window))
                .concatWith(claims.producers())
                .distinct()
                .collectList();
    }

    /** Releases some of what is due of a producer, in one transaction; any number of nodes may do so at a time. */
    @Transactional
    public Mono<Outcome> releaseSome(ProducerId producer) {
        UUID run = Uuids.next();
        Instant now = clock.instant();
        Instant until = now.minus(window);
        return accruals.release(run, producer, until, LINES)
                .zipWhen(lines -> claims.claim(run, producer, SOURCES))
                .flatMap(both -> release(run, producer, now, until, both.getT1(), both.getT2()));
    }

    /** Releases again what was released of a producer before and changed since, within the caller's transaction. */
    Mono<Void> releaseChanges(ProducerId producer) {
        UUID run = Uuids.next();
        Instant now = clock.instant();
        return accruals.releaseChanges(run, producer, LINES)
                .flatMap(lines -> release(run, producer, now, now.minus(window), lines, NO_CLAIM))
                .filter(outcome -> !outcome.isLast())
                .flatMap(more -> releaseChanges(producer));
    }

    private Mono<Outcome> release(
            UUID run, ProducerId producer, Instant now, Instant until, Accruals.Released lines, Claims.Claim claim) {
        if (lines.lines() == 0 && claim.sources() == 0) {
            return Mono.just(Outcome.NOTHING);
        }
        List<Earning> gains = new ArrayList<>();
        claim.payables().forEach(claimed -> gains.add(ofPayable(run, claimed)));
        List<RefundedIncome> lost = new ArrayList<>();
        LocalDate today = ChinaTime.dayOf(now);
        for (int i = 0; i < lines.sums().size(); i++) {
            AccruedSum sum = lines.sums().get(i);
            if (sum.amount().isPositive()) {
                gains.add(ofSales(run, i + 1, sum, today));
            } else {
                lost.add(new RefundedIncome(
                        Uuids.next(), run, shareOf(sum), sum.amount().negated()));
            }
        }
        Set<ProducerId> producers = Set.of(producer);
        return runs.add(run, until, lines.lines(), claim.sources())
                .then(earnings.lock(producers))
                .then(earnings.add(gains))
                .then(Mono.defer(() -> losses.add(lost, producers)))
                .map(settled -> new Outcome(
                        lines.lines(),
                        claim.sources(),
                        gains.size() + settled.netted().size(),
                        settled.asked().size()));
    }

    private static Earning ofPayable(UUID run, ClaimedPayable claimed) {
        return new Earning(
                claimed.producer(),
                Uuids.next(),
                run,
                claimed.payable().party(),
                claimed.kind().name(),
                claimed.source(),
                claimed.seq(),
                null,
                claimed.payable().basis(),
                claimed.payable().category(),
                claimed.payable().nature(),
                claimed.payable().amount(),
                claimed.payable().recoup(),
                claimed.earnedOn(),
                Earning.Status.PAYABLE,
                null,
                null);
    }

    private static Earning ofSales(UUID run, int seq, AccruedSum sum, LocalDate today) {
        return new Earning(
                sum.producer(),
                Uuids.next(),
                run,
                sum.party(),
                Earning.SALES,
                run,
                seq,
                sum.line(),
                sum.basis(),
                sum.category(),
                IncomeNature.ACCRUAL,
                sum.amount(),
                Money.ZERO,
                today,
                Earning.Status.PAYABLE,
                null,
                null);
    }

    private static Share shareOf(AccruedSum loss) {
        return new Share(
                loss.producer(), Objects.requireNonNull(loss.line()), loss.party(), loss.basis(), loss.category());
    }

    /** Releases all that is due, some of one producer at a time. */
    static Mono<Outcome> all(Releases releases) {
        return releases.producers()
                .flatMapMany(Flux::fromIterable)
                .concatMap(producer -> Mono.defer(() -> releases.releaseSome(producer))
                        .repeat()
                        .takeUntil(Outcome::isLast))
                .reduce(Outcome.NOTHING, Outcome::plus);
    }
}
