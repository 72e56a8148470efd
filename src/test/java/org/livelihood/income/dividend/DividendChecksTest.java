package org.livelihood.income.dividend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.payable.Payable;
import org.livelihood.books.payable.Payables;
import org.livelihood.books.payable.Source;
import org.livelihood.goods.linkage.Basis;
import org.livelihood.goods.linkage.Due;
import org.livelihood.goods.linkage.ShareholdingTerms;
import org.livelihood.goods.linkage.Work;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.kernel.WorkerId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Whatever shareholding terms pay can be written: no CHECK of the tables is narrower than what the program says. */
@JourneyTest
class DividendChecksTest {

    private static final int DIVIDENDS = 200;
    private static final long CHECKS = 13;
    private static final LocalDate FROM = LocalDate.parse("2026-01-01");

    @Autowired
    private DividendStore store;

    @Autowired
    private Payables payables;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private static ShareholdingTerms terms(Random random) {
        List<ShareholdingTerms.Share> shares = Stream.generate(
                        () -> new ShareholdingTerms.Share(HouseholdId.next(), 1 + random.nextLong(1_000_000_000_000L)))
                .limit(1 + random.nextInt(4))
                .toList();
        return new ShareholdingTerms(
                random.nextInt(10_001), 6_000 + random.nextInt(4_001), random.nextInt(10_001), shares, null, 0, 0, 0);
    }

    private static List<Work> delivered(Random random) {
        return Stream.generate(() -> new Work(
                        random.nextBoolean() ? Party.of(HouseholdId.next()) : Party.of(WorkerId.next()),
                        Work.Kind.DELIVERY,
                        "",
                        1 + random.nextLong(1_000_000_000L)))
                .limit(random.nextInt(4))
                .toList();
    }

    private static Money surplus(Random random) {
        long[] edges = {-5, 0, 1, 9, 100_000_000_000L};
        int which = random.nextInt(2 * edges.length);
        return new Money(which < edges.length ? edges[which] : random.nextLong(100_000_000_000L));
    }

    private Mono<Integer> write(ProducerId producer, Random random) {
        UUID id = Uuids.next();
        Money surplus = surplus(random);
        List<Due> dues = terms(random).dividends(id, surplus, delivered(random)).orElseThrow();
        AccountId by = AccountId.next();
        Dividend dividend = new Dividend(
                producer,
                id,
                AgreementId.next(),
                1,
                FROM,
                FROM.plusDays(random.nextInt(300)),
                surplus,
                "assembly",
                "cd".repeat(32),
                Dividend.total(dues, Basis.PATRONAGE),
                Dividend.total(dues, Basis.CAPITAL),
                Dividend.total(dues, Basis.GUARANTEE),
                Dividend.Status.DECLARED,
                by,
                Instant.now(),
                null,
                null);
        List<Dividend.Part> parts = new ArrayList<>();
        dues.forEach(due -> parts.add(new Dividend.Part(parts.size() + 1, due.party(), due.basis(), due.amount())));
        Dividend.Status end = random.nextBoolean() ? Dividend.Status.APPROVED : Dividend.Status.CANCELLED;
        return store.add(dividend)
                .doOnNext(added -> assertThat(added).isTrue())
                .then(store.addParts(dividend, parts))
                .then(Mono.defer(() -> store.decide(dividend, end, AccountId.next(), Instant.now())))
                .then(Mono.defer(() -> owe(dividend, parts)))
                .thenReturn(parts.size());
    }

    private Mono<Boolean> owe(Dividend dividend, List<Dividend.Part> parts) {
        List<Payable> owed = parts.stream()
                .map(part -> new Payable(
                        part.party(),
                        part.basis(),
                        IncomeCategory.PROPERTY,
                        IncomeNature.ACCRUAL,
                        part.amountFen(),
                        Money.ZERO,
                        null))
                .toList();
        Source source =
                new Source(dividend.producer(), Source.Kind.DIVIDEND, dividend.id(), dividend.to(), Instant.now());
        return payables.create(source, Account.surplus(dividend.producer()), owed);
    }

    @Test
    @DisplayName("D1: what shareholding terms that are made up pay, or a guarantee tops up, passes every CHECK")
    void everyDividendCanBeWritten() {
        ProducerId producer = new ProducerId(UUID.fromString(new Village(web, tokens, "COOPERATIVE").producerId));
        long parts = 0;
        for (int seed = 0; seed < DIVIDENDS; seed++) {
            Random random = new Random(seed * 104_729L);
            parts += Objects.requireNonNull(transactions
                    .execute(status -> {
                        status.setRollbackOnly();
                        return write(producer, random);
                    })
                    .blockLast());
        }
        assertThat(parts).isGreaterThan(DIVIDENDS);
        Long checks = database.sql("""
                        SELECT count(*) FROM pg_constraint
                         WHERE contype = 'c' AND conrelid IN (CAST('dividend' AS regclass), CAST('dividend_part' AS regclass))""").mapValue(Long.class).one().block();
        assertThat(checks).as("checks that are walked").isEqualTo(CHECKS);
    }
}
