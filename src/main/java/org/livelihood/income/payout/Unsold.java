package org.livelihood.income.payout;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.books.payable.Source;
import org.livelihood.income.attribution.Accruals;
import org.livelihood.income.attribution.ExplainedPayable;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SessionId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What was paid and sales do not explain (PAID_UNSOLD): the producer or its reserve bears it, never the household. */
@Service
class Unsold {

    private final PayoutAccess access;
    private final UnsoldStore store;
    private final Accruals accruals;

    Unsold(PayoutAccess access, UnsoldStore store, Accruals accruals) {
        this.access = access;
        this.store = store;
        this.accruals = accruals;
    }

    /**
     * What a party was paid for a lot, or as a session's host, beyond what sales explain.
     *
     * @param explainedFen what sales explain of the source's payables to the party
     */
    record Row(Source.Kind sourceKind, UUID sourceId, Party party, Money paidFen, Money explainedFen, Money unsoldFen) {

        private static Row of(UnsoldStore.Paid paid, Money explained) {
            Money rest = Money.max(paid.amount().minus(explained), Money.ZERO);
            return new Row(paid.kind(), paid.source(), paid.party(), paid.amount(), explained, rest);
        }
    }

    private record SourceOf(Source.Kind kind, UUID id) {

        private static SourceOf of(UnsoldStore.Paid paid) {
            return new SourceOf(paid.kind(), paid.source());
        }
    }

    private record PartOf(UUID source, Party party) {}

    /**
     * The rows of so many lots and sessions: a page may have more rows, or fewer where sales explain all. The order is
     * that of kinds and ids.
     */
    Mono<Page<Row>> list(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return access.requireReader(caller, producer)
                .thenMany(store.paid(
                        producer,
                        after == null ? "" : after.key(),
                        after == null ? new UUID(0, 0) : after.id(),
                        limit + 1))
                .collectList()
                .map(paid -> pageOf(paid, limit))
                .flatMap(page -> explained(producer, page.items()).map(explained -> rows(page, explained)));
    }

    /** All rows of a source stand on one page. */
    private static Page<UnsoldStore.Paid> pageOf(List<UnsoldStore.Paid> paid, int limit) {
        Map<SourceOf, List<UnsoldStore.Paid>> bySource =
                paid.stream().collect(Collectors.groupingBy(SourceOf::of, LinkedHashMap::new, Collectors.toList()));
        Page<SourceOf> sources = Page.of(
                List.copyOf(bySource.keySet()),
                limit,
                source -> new Cursor(source.kind().name(), source.id()));
        List<UnsoldStore.Paid> items = new ArrayList<>();
        sources.items().forEach(source -> items.addAll(bySource.getOrDefault(source, List.of())));
        return new Page<>(items, sources.nextCursor());
    }

    private Mono<Map<PartOf, Money>> explained(ProducerId producer, List<UnsoldStore.Paid> paid) {
        Map<Source.Kind, List<UUID>> ids = paid.stream()
                .collect(Collectors.groupingBy(
                        UnsoldStore.Paid::kind, Collectors.mapping(UnsoldStore.Paid::source, Collectors.toList())));
        List<LotId> lots = ids.getOrDefault(Source.Kind.LOT, List.of()).stream()
                .distinct()
                .map(LotId::new)
                .toList();
        List<SessionId> sessions = ids.getOrDefault(Source.Kind.HOST_WAGE, List.of()).stream()
                .map(SessionId::new)
                .toList();
        return accruals.explained(producer, lots)
                .zipWith(accruals.explainedWages(producer, sessions))
                .map(both -> {
                    Map<PartOf, Money> explained = new LinkedHashMap<>();
                    both.getT1().forEach(one -> add(explained, one));
                    both.getT2().forEach(one -> add(explained, one));
                    return explained;
                });
    }

    private static void add(Map<PartOf, Money> explained, ExplainedPayable one) {
        explained.merge(new PartOf(one.source(), one.party()), one.amount(), Money::plus);
    }

    private static Page<Row> rows(Page<UnsoldStore.Paid> page, Map<PartOf, Money> explained) {
        List<Row> rows = page.items().stream()
                .map(paid -> Row.of(paid, explained.getOrDefault(new PartOf(paid.source(), paid.party()), Money.ZERO)))
                .filter(row -> row.unsoldFen().isPositive())
                .toList();
        return new Page<>(rows, page.nextCursor());
    }
}
