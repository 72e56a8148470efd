package org.livelihood.income.attribution;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livelihood.books.ledger.Journal;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.goods.stock.SpoiledUnits;
import org.livelihood.goods.stock.Stock;
import org.livelihood.income.split.Amounts;
import org.livelihood.income.split.FeeKey;
import org.livelihood.income.split.LineInputs;
import org.livelihood.income.split.LineSplit;
import org.livelihood.income.split.PartKey;
import org.livelihood.income.split.TracedSaleKey;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.sale.live.SessionTerms;
import org.livelihood.sale.live.Sessions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Attributes many lines of one producer at once within the caller's transaction: a fixed number of statements, however
 * many lines.
 */
@Component
class AttributionBatch {

    private final AttributedLineStore heads;
    private final PostedStore posted;
    private final LineRevisionStore revisions;
    private final UnitMoves units;
    private final FeeStore fees;
    private final Sessions sessions;
    private final Ledger ledger;
    private final Stock stock;
    private final Clock clock;

    AttributionBatch(
            AttributedLineStore heads,
            PostedStore posted,
            LineRevisionStore revisions,
            UnitMoves units,
            FeeStore fees,
            Sessions sessions,
            Ledger ledger,
            Stock stock,
            Clock clock) {
        this.heads = heads;
        this.posted = posted;
        this.revisions = revisions;
        this.units = units;
        this.fees = fees;
        this.sessions = sessions;
        this.ledger = ledger;
        this.stock = stock;
        this.clock = clock;
    }

    /** Attributes lines as they stand now; those that tell nothing new are left alone. */
    Mono<Void> sold(ProducerId producer, List<SoldLine> lines) {
        Collection<SoldLine> latest = latest(lines);
        return heads.lock(producer, latest)
                .flatMap(known -> withHosts(latest, known))
                .flatMap(changes -> attribute(producer, changes));
    }

    /** Posts the parts of a host's wage that were spread over these lines. */
    Mono<Void> due(ProducerId producer, List<AttributedLine> lines) {
        return attribute(
                producer,
                lines.stream()
                        .map(head -> new LineChange(head, head.next(head.sold()), LineRevision.Cause.HOST_WAGE))
                        .toList());
    }

    /** Lets a line stand on another lot's units. */
    Mono<Void> repack(AttributedLine line, LotId scanned) {
        return attribute(
                line.sold().producer(),
                List.of(new LineChange(line, line.next(line.sold()), LineRevision.Cause.REPACK, scanned)));
    }

    private static Collection<SoldLine> latest(List<SoldLine> lines) {
        Map<OrderLineId, SoldLine> latest = new LinkedHashMap<>();
        lines.forEach(sold -> latest.merge(sold.line(), sold, (a, b) -> b.isNoNewerThan(a) ? a : b));
        return latest.values();
    }

    private Mono<List<LineChange>> withHosts(Collection<SoldLine> lines, Map<OrderLineId, AttributedLine> known) {
        Set<SessionId> fresh = lines.stream()
                .filter(sold -> !known.containsKey(sold.line()))
                .flatMap(sold -> Stream.ofNullable(sold.session()))
                .collect(Collectors.toSet());
        Mono<Map<SessionId, SessionTerms>> terms =
                fresh.isEmpty() ? Mono.just(Map.of()) : sessions.terms(fresh).collectMap(SessionTerms::id);
        return terms.map(byId -> changes(lines, known, byId));
    }

    private static List<LineChange> changes(
            Collection<SoldLine> lines, Map<OrderLineId, AttributedLine> known, Map<SessionId, SessionTerms> sessions) {
        List<LineChange> changes = new ArrayList<>();
        for (SoldLine sold : lines) {
            AttributedLine before = known.get(sold.line());
            if (before == null) {
                changes.add(new LineChange(
                        null, AttributedLine.first(sold, host(sold, sessions)), LineRevision.Cause.SALE));
            } else if (!sold.isNoNewerThan(before.sold())) {
                changes.add(new LineChange(before, before.next(sold), LineRevision.Cause.REFUND));
            } else if (before.due()) {
                changes.add(new LineChange(before, before.next(before.sold()), LineRevision.Cause.HOST_WAGE));
            }
        }
        return changes;
    }

    private static @Nullable AccountId host(SoldLine sold, Map<SessionId, SessionTerms> sessions) {
        if (sold.session() == null) {
            return null;
        }
        SessionTerms terms = sessions.get(sold.session());
        if (terms == null) {
            throw new IllegalStateException("session " + sold.session() + " is unknown");
        }
        return terms.official() ? null : terms.host();
    }

    private Mono<Void> attribute(ProducerId producer, List<LineChange> changes) {
        if (changes.isEmpty()) {
            return Mono.empty();
        }
        List<AttributedLine> before = changes.stream()
                .flatMap(change -> Stream.ofNullable(change.before()))
                .toList();
        return posted.of(before)
                .flatMap(stands -> units.move(changes, stands)
                        .flatMap(moved -> fees.lock(producer, moved.terms().values())
                                .flatMap(owed -> write(producer, changes, stands, moved, new HashMap<>(owed)))));
    }

    private static List<SpoiledUnits> spoiled(List<LineChange> changes) {
        return changes.stream()
                .filter(change -> change.spoiled() > 0)
                .map(change -> new SpoiledUnits(change.line(), change.spoiled()))
                .toList();
    }

    /** What a line's change tells: its split now, less what stands on it. */
    private record Difference(
            LineInputs inputs,
            Map<PartKey, Money> parts,
            Map<TracedSaleKey, Money> traced,
            Map<FeeKey, Money> uncharged) {}

    /** @param balances of fixed fees: what is charged now is taken off, so that the next line does not charge it too */
    private static Difference difference(
            LineChange change, PostedStore.Posted stands, UnitMoves.Standing moved, Map<FeeKey, Money> balances) {
        Map<FeeKey, Money> carriedIn =
                change.before() == null ? moved.feesOf(change.line(), balances) : stands.carriedInto(change.line());
        LineInputs inputs = change.after().inputs(moved.of(change.line()), carriedIn);
        LineSplit target = LineSplit.of(inputs, moved.terms());
        LineSplit before = stands.splitOf(change.line());
        Map<FeeKey, Money> uncharged = Amounts.difference(target.uncharged(), before.uncharged());
        uncharged.forEach((key, amount) -> Amounts.add(balances, key, amount));
        return new Difference(
                inputs,
                Amounts.difference(target.parts(), before.parts()),
                Amounts.difference(target.tracedSales(), before.tracedSales()),
                uncharged);
    }

    private static Journal journal(Difference told, int number, Instant effectiveAt) {
        LineInputs inputs = told.inputs();
        return LineJournal.of(inputs.producer(), inputs.line(), number, effectiveAt, told.parts());
    }

    /** @param balances fixed fees that stand uncharged under the agreements among these lots */
    private Mono<Void> write(
            ProducerId producer,
            List<LineChange> changes,
            PostedStore.Posted stands,
            UnitMoves.Standing moved,
            Map<FeeKey, Money> balances) {
        List<Journal> journals = new ArrayList<>();
        List<LineRevision> rows = new ArrayList<>();
        Instant now = clock.instant();
        for (LineChange change : changes) {
            Difference told = difference(change, stands, moved, balances);
            int number = change.after().revision();
            Instant effectiveAt = change.before() == null ? change.sold().paidAt() : now;
            Journal journal = journal(told, number, effectiveAt);
            boolean moves = !journal.postings().isEmpty();
            if (moves) {
                journals.add(journal);
            }
            rows.add(new LineRevision(
                    number,
                    change.cause(),
                    told.inputs(),
                    told.parts(),
                    told.traced(),
                    told.uncharged(),
                    moves ? journal.id() : null,
                    effectiveAt));
        }
        return heads.save(changes.stream().map(LineChange::after).toList())
                .then(Mono.defer(() -> ledger.post(journals)))
                .then(Mono.defer(() -> revisions.save(rows)))
                .then(Mono.defer(() -> fees.save(rows)))
                .then(Mono.defer(() -> stock.spoil(producer, spoiled(changes))));
    }
}
