package org.livelihood.income.attribution;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.lot.Lots;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.database.OfTheMoment;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.sale.order.SaleLane;
import org.livelihood.sale.order.SaleLine;
import org.livelihood.sale.order.SaleOutbox;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Face of attribution: takes paid and refunded lines out of the outbox and posts whose money they are.
 *
 * <p>Each time the whole split is computed on what is left of the sale, and only its difference to what was posted is
 * posted: sale, refund and host's wage go one way, and the same line twice changes nothing.
 */
@Service
public class Attributions {

    private final SaleOutbox outbox;
    private final AttributionBatch batch;
    private final AttributedLineStore heads;
    private final ParkedStore parked;
    private final Recomputation recomputation;
    private final Producers producers;
    private final Lots lots;

    Attributions(
            SaleOutbox outbox,
            AttributionBatch batch,
            AttributedLineStore heads,
            ParkedStore parked,
            Recomputation recomputation,
            Producers producers,
            Lots lots) {
        this.outbox = outbox;
        this.batch = batch;
        this.heads = heads;
        this.parked = parked;
        this.recomputation = recomputation;
        this.producers = producers;
        this.lots = lots;
    }

    /** Producers of whom sold lines wait. */
    public Flux<ProducerId> waiting() {
        return outbox.producers();
    }

    /** Producers of whom lines wait for their part of a host's wage. */
    public Flux<ProducerId> due() {
        return heads.producersDue();
    }

    /** Attributes up to {@code limit} waiting lines of a producer, all or none; gives how many there were. */
    @Transactional
    public Mono<Integer> attribute(ProducerId producer, SaleLane lane, int limit) {
        return outbox.claim(producer, lane, limit).flatMap(lines -> {
            List<SoldLine> sold = lines.stream().map(SoldLine::of).toList();
            return attribute(producer, sold).thenReturn(sold.size());
        });
    }

    /**
     * Attributes the next waiting line of a producer alone; if it is the one that is known to fail, parks it instead.
     *
     * <p>Fails with {@link PoisonLine} where the fault is the line's and not the moment's.
     */
    @Transactional
    public Mono<Integer> attributeOrPark(ProducerId producer, SaleLane lane, @Nullable PoisonLine known) {
        return outbox.claim(producer, lane, 1).flatMap(lines -> {
            Mono<Void> each = Mono.empty();
            for (SaleLine line : lines) {
                each = each.then(attributeOrPark(SoldLine.of(line), known));
            }
            return each.thenReturn(lines.size());
        });
    }

    private Mono<Void> attributeOrPark(SoldLine sold, @Nullable PoisonLine known) {
        return known != null && known.line().equals(sold.line())
                ? parked.park(sold, known.reason())
                : attributeAlone(sold);
    }

    /** Posts up to {@code limit} parts of wages that were spread over a producer's lines; gives how many there were. */
    @Transactional
    public Mono<Integer> attributeDue(ProducerId producer, int limit) {
        return heads.lockDue(producer, limit)
                .flatMap(due -> batch.due(producer, due).thenReturn(due.size()));
    }

    /** As {@link #attributeOrPark}, for the next line that waits for its part of a host's wage. */
    @Transactional
    public Mono<Integer> attributeDueOrPark(ProducerId producer, @Nullable PoisonLine known) {
        return heads.lockDue(producer, 1).flatMap(due -> {
            Mono<Void> each = Mono.empty();
            for (AttributedLine head : due) {
                boolean poison = known != null && known.line().equals(head.line());
                each = each.then(attributeOrPark(head.sold(), known))
                        .then(poison ? heads.setAside(head) : Mono.empty());
            }
            return each.thenReturn(due.size());
        });
    }

    /** Parked lines, the longest waiting first. */
    public Mono<Page<ParkedLine>> parked(@Nullable Cursor after, int limit) {
        return parked.list(after, limit + 1)
                .collectList()
                .map(rows -> Page.of(
                        rows, limit, row -> Cursor.of(row.parkedAt(), row.line().value())));
    }

    /** All parked lines, the longest waiting first. */
    Mono<List<OrderLineId>> allParked() {
        return parked.lines();
    }

    /** Tries a parked line again. Refused with NOT_FOUND if it is not parked, with STILL_FAILING if it fails again. */
    @Transactional
    public Mono<Void> retry(OrderLineId line) {
        return parked.lock(line)
                .switchIfEmpty(Mono.error(() -> new Refusal(AttributionReason.NOT_FOUND, line)))
                .flatMap(this::attributeAlone)
                .onErrorMap(
                        PoisonLine.class, again -> new Refusal(AttributionReason.STILL_FAILING, line, again.reason()));
    }

    /**
     * The packer takes a line's goods from another lot than was planned: the line stands on that lot's units, and its
     * split is computed anew.
     *
     * @throws Refusal NOT_FOUND if the line was never attributed, RETURNED if nothing of it is left, or as
     *     {@link Lots#requireSellable} and {@link Lots#take} if the lot was not there on the day of the sale or has not
     *     enough free units of these goods
     */
    @Transactional
    public Mono<Void> repack(Caller caller, ProducerId producer, OrderLineId line, LotId scanned) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER, Role.HOST)
                .then(heads.lock(producer, line))
                .switchIfEmpty(Mono.error(() -> new Refusal(AttributionReason.NOT_FOUND, line)))
                .filter(head -> head.sold().units() > 0)
                .switchIfEmpty(Mono.error(() -> new Refusal(AttributionReason.RETURNED, line)))
                .delayUntil(head -> lots.requireSellable(producer, scanned, dayOf(head)))
                .flatMap(head -> batch.repack(head, scanned));
    }

    private static LocalDate dayOf(AttributedLine head) {
        return ChinaTime.dayOf(head.sold().paidAt());
    }

    /** Computes a line anew from its stored inputs. Refused with NOT_FOUND if it was never attributed. */
    public Mono<RecomputedLine> recompute(OrderLineId line) {
        return recomputation.of(line).switchIfEmpty(Mono.error(() -> new Refusal(AttributionReason.NOT_FOUND, line)));
    }

    /** Those of the lines that were attributed, each computed anew from its stored inputs. */
    public Mono<List<RecomputedLine>> recompute(Collection<OrderLineId> lines) {
        return lines.isEmpty() ? Mono.just(List.of()) : recomputation.of(lines);
    }

    private Mono<Void> attributeAlone(SoldLine sold) {
        return attribute(sold.producer(), List.of(sold))
                .onErrorMap(error -> !isOfTheMoment(error), error -> new PoisonLine(sold.line(), error));
    }

    private Mono<Void> attribute(ProducerId producer, List<SoldLine> sold) {
        return sold.isEmpty() ? Mono.empty() : batch.sold(producer, sold).then(Mono.defer(() -> parked.forget(sold)));
    }

    /** What the driver cannot do on a connection that is lost, too: the same line may succeed a moment later. */
    static boolean isOfTheMoment(Throwable error) {
        return OfTheMoment.is(error) || error instanceof UnsupportedOperationException;
    }
}
