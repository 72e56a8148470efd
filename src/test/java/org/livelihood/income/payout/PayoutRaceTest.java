package org.livelihood.income.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.books.payable.Payable;
import org.livelihood.books.payable.Payables;
import org.livelihood.books.payable.Source;
import org.livelihood.income.bank.BankTable;
import org.livelihood.income.bank.ResultFile;
import org.livelihood.people.household.Payees;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Books;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Real concurrency on a real database: nothing is paid twice, and nothing is lost. */
@JourneyTest
class PayoutRaceTest {

    private static final int AT_ONCE = 8;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Payables payables;

    @Autowired
    private Payees payees;

    @Autowired
    private Releases releases;

    @Autowired
    private Batches batches;

    @Autowired
    private BatchApprovals decisions;

    @Autowired
    private BankResults results;

    @Autowired
    private Ledger ledger;

    @Autowired
    private Books books;

    private final Caller maker = admin();
    private final Caller approver = admin();
    private final Caller bringer = admin();
    private Village village;
    private ProducerId producer;
    private final List<Party> households = new ArrayList<>();

    private static Caller admin() {
        return Caller.of(AccountId.next(), Grant.of(Role.ADMIN));
    }

    @BeforeEach
    void enterThreeHouseholdsWithPayees() {
        village = new Village(web, tokens, "WORKSHOP");
        producer = new ProducerId(UUID.fromString(village.producerId));
        for (String name : List.of("a", "b", "c")) {
            village.household(name, "WORKER");
            HouseholdId id = new HouseholdId(UUID.fromString(village.households.get(name)));
            MemberId member = new MemberId(UUID.fromString(village.members.get(name)));
            UUID change = payees.propose(maker, id, member, "62220000" + Math.abs(id.hashCode()))
                    .block();
            payees.confirm(approver, change).block();
            households.add(Party.of(id));
        }
    }

    private Mono<Boolean> owe(long fen) {
        Source source = Source.at(producer, Source.Kind.DIVIDEND, UUID.randomUUID(), Instant.now());
        return payables.create(
                source,
                Account.surplus(producer),
                households.stream().map(household -> dividend(household, fen)).toList());
    }

    private static Payable dividend(Party party, long fen) {
        return new Payable(
                party, "PATRONAGE", IncomeCategory.PROPERTY, IncomeNature.ACCRUAL, new Money(fen), Money.ZERO, null);
    }

    private static <T> List<T> atOnce(Mono<T> work) {
        return Objects.requireNonNull(Flux.range(0, AT_ONCE)
                .flatMap(i -> work.onErrorResume(Refusal.class, refused -> Mono.empty()), AT_ONCE)
                .collectList()
                .block());
    }

    private long sum(String query) {
        return books.count(query, producer);
    }

    private long balance(Account account) {
        return Objects.requireNonNull(
                        ledger.balance(account, producer, null, null).block())
                .fen();
    }

    private Batches.View made() {
        owe(700).block();
        Releases.all(releases).block();
        return Objects.requireNonNull(batches.make(maker, producer).block());
    }

    @Test
    void releasesAtOnceReleaseEachPayableOnce() {
        for (int i = 0; i < 20; i++) {
            owe(100 + i).block();
        }
        atOnce(Releases.all(releases));
        assertThat(sum("SELECT count(*) FROM payout_earning WHERE producer_id = :producer"))
                .isEqualTo(60);
        assertThat(sum("SELECT CAST(sum(amount_fen) AS bigint) FROM payout_earning WHERE producer_id = :producer"))
                .isEqualTo(3 * (20 * 100 + 190));
    }

    @Test
    void batchesMadeAtOnceNeverTakeTheSameEarning() {
        owe(700).block();
        Releases.all(releases).block();
        List<Batches.View> made = atOnce(batches.make(maker, producer));
        assertThat(made).hasSize(1);
        assertThat(made.get(0).batch().netFen()).isEqualTo(new Money(2_100));
    }

    @Test
    void whileEarningsArriveEveryOneGetsIntoOneBatch() {
        Mono<Batches.View> work = Mono.defer(() -> owe(10))
                .then(Mono.defer(() -> Releases.all(releases)))
                .then(Mono.defer(() -> batches.make(maker, producer)));
        List<Batches.View> made = new ArrayList<>(atOnce(work));
        Releases.all(releases).block();
        batches.make(maker, producer)
                .onErrorResume(Refusal.class, nothing -> Mono.empty())
                .blockOptional()
                .ifPresent(made::add);
        long net = made.stream().mapToLong(view -> view.batch().netFen().fen()).sum();
        assertThat(net).isEqualTo(AT_ONCE * 30L);
        assertThat(sum("SELECT count(*) FROM payout_item_part WHERE producer_id = :producer"))
                .isEqualTo(AT_ONCE * 3L);
        assertThat(sum("""
                        SELECT count(*) FROM payout_item i
                         WHERE i.producer_id = :producer
                           AND i.gross_fen <> (SELECT sum(e.amount_fen) FROM payout_earning e
                                                WHERE (e.producer_id, e.item_id) = (i.producer_id, i.id))""")).isZero();
    }

    @Test
    void thousandsWithoutAPayeeHoldUpNobody() {
        Source source = Source.at(producer, Source.Kind.DIVIDEND, UUID.randomUUID(), Instant.now());
        List<Payable> parts = new ArrayList<>();
        for (int i = 1; i <= 5_001; i++) {
            parts.add(dividend(Party.of(new HouseholdId(new UUID(0, i))), 10));
        }
        payables.create(source, Account.surplus(producer), parts).block();
        Batches.View view = made();
        assertThat(view.items()).hasSize(3);
        assertThat(view.batch().netFen()).isEqualTo(new Money(2_100));
        assertThat(view.leftOut()).hasSize(5_000).allMatch(one -> one.why() == LeftOutReason.NO_PAYEE);
    }

    @Test
    void ofManyApprovalsAtOnceOneCounts() {
        Batches.View view = made();
        assertThat(atOnce(decisions.approve(approver, producer, view.batch().id(), false)))
                .hasSize(1);
        assertThat(balance(Account.payoutTransit(producer))).isEqualTo(-2_100);
    }

    @Test
    void approvalAndCancellationAtOnceLeaveOneOfThem() {
        Batches.View view = made();
        UUID id = view.batch().id();
        List<Batches.View> decided = Objects.requireNonNull(Flux.range(0, AT_ONCE)
                .flatMap(i -> (i % 2 == 0
                                ? decisions.approve(approver, producer, id, false)
                                : decisions.cancel(approver, producer, id))
                        .onErrorResume(Refusal.class, refused -> Mono.empty()))
                .collectList()
                .block());
        assertThat(decided).hasSize(1);
        boolean approved = decided.get(0).batch().status() == Batch.Status.APPROVED;
        assertThat(balance(Account.payoutTransit(producer))).isEqualTo(approved ? -2_100 : 0);
        assertThat(balance(Account.of(households.get(0)))).isEqualTo(approved ? 0 : -700);
    }

    @Test
    void aResultFileSentManyTimesAtOnceIsTakenOnce() {
        Batches.View view = made();
        UUID id = view.batch().id();
        decisions.approve(approver, producer, id, false).block();
        StringBuilder file = new StringBuilder("item_id,result,receipt,reason\n");
        for (int i = 0; i < view.items().size(); i++) {
            UUID item = view.items().get(i).id();
            file.append(item).append(i == 0 ? ",FAILED,,closed\n" : ",PAID,R-" + item + ",\n");
        }
        ResultFile parsed = BankTable.read(file.toString());
        List<ResultReport> reports = atOnce(results.take(bringer, producer, id, items -> parsed));
        assertThat(reports).hasSize(AT_ONCE);
        assertThat(reports.stream().mapToInt(ResultReport::confirmed).sum()).isEqualTo(2);
        assertThat(reports.stream().mapToInt(ResultReport::failed).sum()).isEqualTo(1);
        assertThat(reports.stream().mapToInt(ResultReport::known).sum()).isEqualTo(3 * (AT_ONCE - 1));
        assertThat(balance(Account.payoutTransit(producer))).isZero();
        assertThat(balance(Account.clearing())).isEqualTo(-1_400);
        Party unpaid = view.items().get(0).party();
        assertThat(balance(Account.of(unpaid))).isEqualTo(-700);
        Batches.View again =
                Objects.requireNonNull(batches.make(maker, producer).block());
        assertThat(again.items()).hasSize(1).allMatch(item -> item.party().equals(unpaid));
    }
}
