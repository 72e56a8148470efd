package org.livelihood.income.payout;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.livelihood.books.ledger.Journal;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.income.bank.BankReason;
import org.livelihood.income.bank.OrderStanding;
import org.livelihood.income.bank.ResultFile;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Takes the bank's results: what it paid is confirmed with its receipt, what it could not pay is payable again. */
@Service
class BankResults {

    private final PayoutAccess access;
    private final EarningStore earnings;
    private final BatchStore store;
    private final ClawbackStore clawbacks;
    private final RefundedIncomes losses;
    private final Ledger ledger;
    private final Clock clock;

    BankResults(
            PayoutAccess access,
            EarningStore earnings,
            BatchStore store,
            ClawbackStore clawbacks,
            RefundedIncomes losses,
            Ledger ledger,
            Clock clock) {
        this.access = access;
        this.earnings = earnings;
        this.store = store;
        this.clawbacks = clawbacks;
        this.losses = losses;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Takes a whole file once, read against the items of its batch; the same again changes nothing. Refused with
     * BATCH_NOT_APPROVED, for its rows, or with SAME_PERSON to who made or approved the batch.
     */
    @Transactional
    public Mono<ResultReport> take(
            Caller caller, ProducerId producer, UUID id, Function<List<OrderStanding>, ResultFile> file) {
        return access.requireDecider(caller, producer)
                .then(earnings.lock(List.of(producer)))
                .then(Mono.defer(() -> store.find(producer, id)))
                .switchIfEmpty(Mono.error(() -> new Refusal(PayoutReason.BATCH_NOT_FOUND, id)))
                .filter(batch -> batch.status() == Batch.Status.APPROVED)
                .switchIfEmpty(Mono.error(() -> new Refusal(PayoutReason.BATCH_NOT_APPROVED, id)))
                .delayUntil(batch -> access.requireOther(caller, batch))
                .flatMap(batch -> store.items(producer, id).collectList())
                .flatMap(items -> take(producer, id, items, news(items, file)))
                .delayUntil(report -> store.noteResults(producer, id, report, caller.account()));
    }

    private static ResultFile.News news(List<PayoutItem> items, Function<List<OrderStanding>, ResultFile> file) {
        List<OrderStanding> orders = items.stream().map(PayoutItem::standing).toList();
        return file.apply(orders).against(orders);
    }

    /** Takes items back that the bank was not given: they are payable again. */
    Mono<ResultReport> withdraw(ProducerId producer, UUID batch, List<PayoutItem> items, List<PayoutItem> gone) {
        List<ResultFile.Row> rows = gone.stream()
                .map(item -> new ResultFile.Row(0, item.id(), null, PayoutItem.WITHDRAWN))
                .toList();
        return take(producer, batch, items, new ResultFile.News(List.of(), rows, 0));
    }

    private Mono<ResultReport> take(ProducerId producer, UUID batch, List<PayoutItem> items, ResultFile.News news) {
        Instant now = clock.instant();
        Map<UUID, PayoutItem> byId = items.stream().collect(Collectors.toMap(PayoutItem::id, Function.identity()));
        List<UUID> confirmed = ids(news.confirmed());
        List<UUID> failed = ids(news.failed());
        List<Journal> journals = new ArrayList<>();
        confirmed.forEach(id -> journals.add(Journals.confirmed(producer, item(byId, id), now)));
        failed.forEach(id -> journals.add(Journals.failed(producer, item(byId, id), now)));
        return store.move(producer, outcomes(news.confirmed()), ItemStatus.SUBMITTED, ItemStatus.CONFIRMED, now)
                .onErrorMap(
                        DuplicateKeyException.class,
                        twice -> Refusal.ofField(BankReason.CONTRADICTING_RESULTS, "receipt", "receipt"))
                .then(store.move(producer, outcomes(news.failed()), ItemStatus.SUBMITTED, ItemStatus.FAILED, now))
                .then(earnings.move(producer, confirmed, Earning.Status.CONFIRMED, now))
                .then(earnings.move(producer, failed, Earning.Status.PAYABLE, now))
                .then(clawbacks.giveBack(producer, failed))
                .thenMany(clawbacks.recoveries(producer, confirmed))
                .map(recovery -> recovered(producer, batch, recovery, now))
                .collectList()
                .flatMap(earnings::add)
                .then(Mono.defer(() -> losses.settle(List.of(producer))))
                .then(ledger.post(journals))
                .thenReturn(new ResultReport(confirmed.size(), failed.size(), news.known()));
    }

    /** What was kept back of a clawback is income taken back, in the category in which it was paid. */
    private static Earning recovered(ProducerId producer, UUID batch, ClawbackStore.Recovery recovery, Instant now) {
        Clawback clawback = recovery.clawback();
        return new Earning(
                producer,
                Uuids.next(),
                batch,
                clawback.party(),
                Earning.CLAWBACK,
                clawback.id(),
                recovery.seq(),
                null,
                clawback.basis(),
                clawback.category(),
                IncomeNature.ACCRUAL,
                recovery.amount().negated(),
                Money.ZERO,
                ChinaTime.dayOf(now),
                Earning.Status.CONFIRMED,
                recovery.item(),
                now);
    }

    private static PayoutItem item(Map<UUID, PayoutItem> byId, UUID id) {
        return Objects.requireNonNull(byId.get(id));
    }

    private static List<UUID> ids(List<ResultFile.Row> rows) {
        return rows.stream().map(ResultFile.Row::item).toList();
    }

    private static List<BatchStore.Outcome> outcomes(List<ResultFile.Row> rows) {
        return rows.stream()
                .map(row -> new BatchStore.Outcome(row.item(), row.receipt(), row.reason()))
                .toList();
    }
}
