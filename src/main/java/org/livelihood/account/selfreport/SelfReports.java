package org.livelihood.account.selfreport;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.account.selfreport.SelfReport.Content;
import org.livelihood.account.selfreport.SelfReport.Status;
import org.livelihood.people.household.Household;
import org.livelihood.people.household.HouseholdReason;
import org.livelihood.people.household.Households;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ChinaTime;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.security.Persons;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Face of the self-reports: one person enters, another confirms or rejects; what was wrong is taken back the same way.
 */
@Service
public class SelfReports {

    private static final UUID FIRST = new UUID(0, 0);

    private final SelfReportStore store;
    private final Households households;
    private final Persons persons;
    private final Clock clock;

    SelfReports(SelfReportStore store, Households households, Persons persons, Clock clock) {
        this.persons = persons;
        this.store = store;
        this.households = households;
        this.clock = clock;
    }

    /** Enters one. Refused with COST_KIND_UNFIT, FUTURE_DAY, DUPLICATE, or as the household's card is. */
    @Transactional
    public Mono<SelfReport> enter(Caller caller, HouseholdId household, Content content, Money amount) {
        if (!content.fits()) {
            return Mono.error(() -> Refusal.ofField(SelfReportReason.COST_KIND_UNFIT, "costKind"));
        }
        if (content.on().isAfter(ChinaTime.dayOf(clock.instant()))) {
            return Mono.error(() -> Refusal.ofField(
                    SelfReportReason.FUTURE_DAY, "on", content.on().toString()));
        }
        UUID id = Uuids.next();
        return kept(caller, household)
                .flatMap(kept -> store.add(id, household, content, amount, null, caller.account()))
                .filter(added -> added)
                .switchIfEmpty(Mono.error(() -> new Refusal(SelfReportReason.DUPLICATE)))
                .then(store.find(id));
    }

    /** Enters the taking back of one: it counts when another person confirms it. Refused with NOT_REVERSIBLE. */
    @Transactional
    Mono<SelfReport> reverse(Caller caller, UUID id, String note) {
        UUID reversal = Uuids.next();
        return locked(caller, id)
                .filter(report ->
                        report.status() == Status.CONFIRMED && report.reverses() == null && report.reversedAt() == null)
                .flatMap(report -> {
                    Content wrong = report.content();
                    Content content = new Content(wrong.part(), wrong.costKind(), wrong.on(), wrong.document(), note);
                    Money amount = report.amountFen().negated();
                    return store.add(reversal, report.household(), content, amount, id, caller.account());
                })
                .filter(added -> added)
                .switchIfEmpty(Mono.error(() -> new Refusal(SelfReportReason.NOT_REVERSIBLE)))
                .then(store.find(reversal));
    }

    /** From now on it counts. Refused with REPORT_NOT_FOUND, DECIDED, or SAME_PERSON to who entered it. */
    @Transactional
    public Mono<SelfReport> confirm(Caller caller, UUID id) {
        Instant now = clock.instant();
        return decidable(caller, id)
                .flatMap(report -> store.decide(id, Status.CONFIRMED, null, caller.account(), now)
                        .then(report.reverses() == null ? Mono.empty() : store.markReversed(report.reverses(), now)))
                .then(store.find(id));
    }

    /** Refused as {@link #confirm} is. */
    @Transactional
    Mono<SelfReport> reject(Caller caller, UUID id, String reason) {
        return decidable(caller, id)
                .flatMap(report -> store.decide(id, Status.REJECTED, reason, caller.account(), clock.instant()))
                .then(store.find(id));
    }

    /** A household's reports in the order in which they were entered. */
    Mono<Page<SelfReport>> list(
            Caller caller, HouseholdId household, @Nullable Status status, @Nullable Cursor after, int limit) {
        return households
                .get(caller, household)
                .thenMany(store.list(household, status, after == null ? FIRST : after.id(), limit + 1))
                .collectList()
                .map(rows -> Page.of(rows, limit, row -> Cursor.of(0, row.id())));
    }

    /** One that the caller may enter and decide about. Refused with REPORT_NOT_FOUND. */
    Mono<SelfReport> kept(Caller caller, UUID id) {
        return keptOnly(caller, id, store.find(id));
    }

    /** One whose household the caller may see. Refused with REPORT_NOT_FOUND. */
    Mono<SelfReport> seen(Caller caller, UUID id) {
        return store.find(id)
                .filterWhen(report -> isAllowed(households.get(caller, report.household())))
                .switchIfEmpty(Mono.error(() -> new Refusal(SelfReportReason.REPORT_NOT_FOUND, id)));
    }

    private Mono<SelfReport> decidable(Caller caller, UUID id) {
        return locked(caller, id).flatMap(report -> {
            if (report.status() != Status.PENDING) {
                return Mono.error(() -> new Refusal(SelfReportReason.DECIDED));
            }
            return persons.requireOther(caller, SelfReportReason.SAME_PERSON, report.reportedBy())
                    .thenReturn(report);
        });
    }

    private Mono<SelfReport> locked(Caller caller, UUID id) {
        return keptOnly(caller, id, store.lock(id));
    }

    private Mono<SelfReport> keptOnly(Caller caller, UUID id, Mono<SelfReport> found) {
        return found.filterWhen(report -> isAllowed(kept(caller, report.household())))
                .switchIfEmpty(Mono.error(() -> new Refusal(SelfReportReason.REPORT_NOT_FOUND, id)));
    }

    private static Mono<Boolean> isAllowed(Mono<Household> household) {
        return household.thenReturn(true).onErrorResume(Refusal.class, foreign -> Mono.just(false));
    }

    private Mono<Household> kept(Caller caller, HouseholdId id) {
        return households
                .get(caller, id)
                .filter(household -> caller.is(Role.ADMIN) || caller.officerOf(household.villageCode()))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.NOT_FOUND, id)));
    }
}
