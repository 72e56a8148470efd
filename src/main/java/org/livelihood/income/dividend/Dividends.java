package org.livelihood.income.dividend;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.books.payable.Payable;
import org.livelihood.books.payable.Payables;
import org.livelihood.books.payable.Source;
import org.livelihood.goods.agreement.AgreementVersion;
import org.livelihood.goods.agreement.Agreements;
import org.livelihood.goods.linkage.Basis;
import org.livelihood.goods.linkage.Due;
import org.livelihood.goods.linkage.Work;
import org.livelihood.goods.lot.SealedWork;
import org.livelihood.income.attribution.LineMargin;
import org.livelihood.income.attribution.Margins;
import org.livelihood.income.dividend.Dividend.Draft;
import org.livelihood.income.dividend.Dividend.Part;
import org.livelihood.income.dividend.Dividend.Status;
import org.livelihood.people.household.Belongings;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.kernel.Years;
import org.livelihood.platform.security.Persons;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the dividends: a cooperative declares, the county approves, and what was declared is owed. */
@Service
public class Dividends {

    private static final UUID FIRST = new UUID(0, 0);
    private static final int MOST_YEARS = 2;

    private final DividendStore store;
    private final Producers producers;
    private final Persons persons;
    private final Agreements agreements;
    private final Belongings belongings;
    private final SealedWork sealedWork;
    private final Margins margins;
    private final Payables payables;
    private final Ledger ledger;
    private final Clock clock;

    Dividends(
            DividendStore store,
            Producers producers,
            Persons persons,
            Agreements agreements,
            Belongings belongings,
            SealedWork sealedWork,
            Margins margins,
            Payables payables,
            Ledger ledger,
            Clock clock) {
        this.store = store;
        this.producers = producers;
        this.persons = persons;
        this.agreements = agreements;
        this.belongings = belongings;
        this.sealedWork = sealedWork;
        this.margins = margins;
        this.payables = payables;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Declares the dividend of a period that is over, under the version of the agreement in force on its last day. The
     * trade volume is what was delivered to lots that are sealed by now; the parts are frozen.
     *
     * <p>Refused with BAD_PERIOD, NOT_OVER, NOT_SHAREHOLDING, NOTHING_TO_PAY, OVERLAPS, or as the agreement is.
     */
    @Transactional
    Mono<Dividend> declare(Caller caller, ProducerId producer, Draft draft) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(Mono.defer(() -> requireOver(draft)))
                .then(agreements.require(producer, draft.agreement()))
                .then(store.waitForTurn(producer))
                .then(agreements.inForce(producer, draft.agreement(), draft.to()))
                .zipWhen(version ->
                        sealedWork.delivered(producer, draft.agreement(), draft.from(), draft.to(), belongings.today()))
                .flatMap(both -> {
                    UUID id = Uuids.next();
                    return owners(dues(both.getT1(), id, draft.surplus(), both.getT2()))
                            .flatMap(dues -> add(declared(caller, id, both.getT1(), draft, dues), dues));
                });
    }

    /** A dividend is theirs who own the shares on the day of the decision: households may have been merged since. */
    private Mono<List<Due>> owners(List<Due> dues) {
        return dues.isEmpty()
                ? Mono.error(() -> new Refusal(DividendReason.NOTHING_TO_PAY))
                : belongings
                        .successorsOn(dues.stream().map(Due::party).toList(), belongings.today())
                        .map(owners -> dues.stream()
                                .map(due -> due.of(owners.getOrDefault(due.party(), due.party())))
                                .toList());
    }

    private Mono<Void> requireOver(Draft draft) {
        if (draft.to().isBefore(draft.from()) || Years.areMoreThan(MOST_YEARS, draft.from(), draft.to())) {
            return Mono.error(() -> Refusal.ofField(DividendReason.BAD_PERIOD, "to", MOST_YEARS));
        }
        LocalDate today = ChinaTime.dayOf(clock.instant());
        return draft.to().isBefore(today)
                ? Mono.empty()
                : Mono.error(() -> Refusal.ofField(
                        DividendReason.NOT_OVER, "to", draft.to().toString()));
    }

    private static List<Due> dues(AgreementVersion version, UUID id, Money surplus, List<Work> delivered) {
        return version.terms()
                .dividends(id, surplus, delivered)
                .orElseThrow(() -> Refusal.ofField(DividendReason.NOT_SHAREHOLDING, "agreementId", version.id()));
    }

    private Dividend declared(Caller caller, UUID id, AgreementVersion version, Draft draft, List<Due> dues) {
        return new Dividend(
                version.producer(),
                id,
                version.id(),
                version.version(),
                draft.from(),
                draft.to(),
                draft.surplus(),
                draft.decision(),
                draft.evidenceHash(),
                Dividend.total(dues, Basis.PATRONAGE),
                Dividend.total(dues, Basis.CAPITAL),
                Dividend.total(dues, Basis.GUARANTEE),
                Status.DECLARED,
                caller.account(),
                clock.instant(),
                null,
                null);
    }

    private Mono<Dividend> add(Dividend dividend, List<Due> dues) {
        List<Part> parts = new ArrayList<>();
        dues.forEach(due -> parts.add(new Part(parts.size() + 1, due.party(), due.basis(), due.amount())));
        return store.add(dividend)
                .filter(added -> added)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(DividendReason.OVERLAPS, "from")))
                .then(store.addParts(dividend, parts))
                .thenReturn(dividend);
    }

    /**
     * Approves a dividend: the surplus leaves the producer's own money, and each part is owed, once. Refused with
     * NOT_FOUND, DECIDED, SAME_PERSON, or as {@link Producers#requireDecider} does.
     */
    @Transactional
    Mono<Dividend> approve(Caller caller, ProducerId producer, UUID id) {
        Instant now = clock.instant();
        return producers
                .requireDecider(caller, producer)
                .then(undecided(producer, id))
                .delayUntil(dividend -> persons.requireOther(caller, DividendReason.SAME_PERSON, dividend.declaredBy()))
                .flatMap(dividend -> fund(dividend, now)
                        .then(store.parts(producer, id, 0, Integer.MAX_VALUE).collectList())
                        .flatMap(parts -> owe(dividend, parts, now))
                        .then(store.decide(dividend, Status.APPROVED, caller.account(), now)))
                .then(Mono.defer(() -> store.find(producer, id)));
    }

    /** A surplus of which nothing is paid stays the producer's, who may declare it with a later period. */
    private Mono<Void> fund(Dividend dividend, Instant now) {
        if (!dividend.patronageFen().plus(dividend.capitalFen()).isPositive()) {
            return Mono.empty();
        }
        ProducerId producer = dividend.producer();
        Journal journal = Journal.of(producer, "surplus:" + dividend.id(), now)
                .debit(Account.of(Party.of(producer)), dividend.surplusFen())
                .credit(Account.surplus(producer), dividend.surplusFen())
                .build();
        return ledger.post(List.of(journal));
    }

    private Mono<Boolean> owe(Dividend dividend, List<Part> parts, Instant now) {
        ProducerId producer = dividend.producer();
        Payable.Under under = new Payable.Under(dividend.agreement(), dividend.agreementVersion());
        List<Payable> owed = parts.stream()
                .map(part -> new Payable(
                        part.party(),
                        part.basis(),
                        IncomeCategory.PROPERTY,
                        IncomeNature.ACCRUAL,
                        part.amountFen(),
                        Money.ZERO,
                        under))
                .toList();
        Source source = new Source(producer, Source.Kind.DIVIDEND, dividend.id(), dividend.to(), now);
        return payables.create(
                source,
                payable -> payable.basis().equals(Basis.GUARANTEE)
                        ? Account.of(Party.of(producer))
                        : Account.surplus(producer),
                owed);
    }

    /** Takes a dividend back that is not approved; its period is free again. Refused as {@link #approve} is. */
    @Transactional
    Mono<Dividend> cancel(Caller caller, ProducerId producer, UUID id) {
        return producers
                .requireOfficer(caller, producer, Role.PRODUCER)
                .then(undecided(producer, id))
                .flatMap(dividend -> store.decide(dividend, Status.CANCELLED, caller.account(), clock.instant()))
                .then(Mono.defer(() -> store.find(producer, id)));
    }

    private Mono<Dividend> undecided(ProducerId producer, UUID id) {
        return store.lock(producer, id)
                .switchIfEmpty(Mono.error(() -> new Refusal(DividendReason.NOT_FOUND, id)))
                .filter(dividend -> dividend.status() == Status.DECLARED)
                .switchIfEmpty(Mono.error(() -> new Refusal(DividendReason.DECIDED)));
    }

    Mono<Dividend> get(Caller caller, ProducerId producer, UUID id) {
        return producers.requireReader(caller, producer, Role.PRODUCER).then(require(producer, id));
    }

    private Mono<Dividend> require(ProducerId producer, UUID id) {
        return store.find(producer, id).switchIfEmpty(Mono.error(() -> new Refusal(DividendReason.NOT_FOUND, id)));
    }

    /** In the order in which they were declared. */
    Mono<Page<Dividend>> list(Caller caller, ProducerId producer, @Nullable Cursor after, int limit) {
        return producers
                .requireReader(caller, producer, Role.PRODUCER)
                .thenMany(store.list(producer, after == null ? FIRST : after.id(), limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id())));
    }

    Mono<Page<Part>> parts(Caller caller, ProducerId producer, UUID id, @Nullable Cursor after, int limit) {
        return get(caller, producer, id)
                .thenMany(store.parts(producer, id, after == null ? 0 : after.number(), limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(row.seq(), FIRST)));
    }

    /** A household's dividend over the sales of the period, with the margins as they stand now. */
    Mono<DividendTrace> trace(Caller caller, ProducerId producer, UUID id, HouseholdId household) {
        return get(caller, producer, id)
                .zipWhen(this::margins)
                .zipWhen(both -> store.partsOf(producer, id, household), (both, parts) -> {
                    Money dividend =
                            total(parts.stream().filter(Part::isOfSurplus).toList());
                    return DividendTrace.of(
                            household.value(), dividend, total(parts).minus(dividend), both.getT2());
                });
    }

    private Mono<List<LineMargin>> margins(Dividend dividend) {
        Instant from = ChinaTime.startOf(dividend.from());
        Instant to = ChinaTime.startOf(dividend.to().plusDays(1));
        return sealedWork
                .lotsUnder(dividend.producer(), dividend.agreement())
                .zipWhen(lots -> sealedWork.receivers(dividend.producer(), dividend.agreement()))
                .flatMap(both -> margins.of(dividend.producer(), both.getT1(), both.getT2(), from, to));
    }

    private static Money total(List<Part> parts) {
        return Money.sum(parts.stream().map(Part::amountFen).toList());
    }
}
