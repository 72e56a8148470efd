package org.livelihood.books.payable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.WorkerId;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@JourneyTest
class PayablesRaceTest {

    private static final Instant NEW_YEAR_IN_CHINA = Instant.parse("2025-12-31T16:00:00Z");

    @Autowired
    private Payables payables;

    @Autowired
    private Ledger ledger;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    private final ProducerId producer = ProducerId.next();
    private final Party household = Party.of(HouseholdId.next());
    private final Party worker = Party.of(WorkerId.next());
    private final UUID dividend = UUID.randomUUID();
    private final Source source = Source.at(producer, Source.Kind.DIVIDEND, dividend, NEW_YEAR_IN_CHINA);
    private final List<Payable> both = List.of(
            new Payable(
                    household,
                    "PATRONAGE",
                    IncomeCategory.PROPERTY,
                    IncomeNature.ACCRUAL,
                    new Money(6_300),
                    new Money(300),
                    new Payable.Under(AgreementId.next(), 2)),
            new Payable(
                    worker,
                    "CAPITAL",
                    IncomeCategory.PROPERTY,
                    IncomeNature.ACCRUAL,
                    new Money(31_764),
                    Money.ZERO,
                    null));

    private long balance(Account account) {
        return Objects.requireNonNull(
                        ledger.balance(account, producer, null, null).block())
                .fen();
    }

    private Map<UUID, ?> owed() {
        return Objects.requireNonNull(
                payables.of(producer, Source.Kind.DIVIDEND, List.of(dividend)).block());
    }

    @Test
    void aDayOfIncomeIsADayInChina() {
        assertThat(source.earnedOn()).isEqualTo(LocalDate.parse("2026-01-01"));
        assertThat(source.businessKey()).isEqualTo("dividend:" + dividend);
    }

    @Test
    void ofManyAtOnceOneMakesItOwed() {
        List<Boolean> firsts = Objects.requireNonNull(Flux.range(0, 8)
                .flatMap(i -> payables.create(source, Account.surplus(producer), both))
                .collectList()
                .block());
        assertThat(firsts).hasSize(8).containsOnlyOnce(true);
        assertThat(balance(Account.surplus(producer))).isEqualTo(38_064);
        assertThat(balance(Account.of(household))).isEqualTo(-6_300);
        assertThat(balance(Account.of(worker))).isEqualTo(-31_764);
        assertThat(owed()).isEqualTo(Map.of(dividend, both));
        assertThat(payables.created(Source.Kind.DIVIDEND, Map.of(dividend, producer, UUID.randomUUID(), producer))
                        .block())
                .containsExactly(dividend);
    }

    @Test
    void whatItsCallerRollsBackIsNotOwed() {
        Mono<Boolean> failing = payables.create(source, both).then(Mono.error(new IllegalStateException("later")));
        assertThatThrownBy(() -> transactions.transactional(failing).block()).hasMessage("later");
        assertThat(owed()).isEmpty();
        assertThat(payables.create(source, both).block()).isTrue();
        assertThat(balance(Account.lotCost(producer))).isEqualTo(38_064);
    }

    @Test
    void nothingOwedIsEverChanged() {
        payables.create(source, both).block();
        for (String statement : List.of(
                "UPDATE payable SET amount_fen = 1",
                "DELETE FROM payable",
                "DELETE FROM payable_source",
                "UPDATE payable_source SET source_id = gen_random_uuid()")) {
            assertThatThrownBy(() -> transactions
                            .transactional(database.sql(statement).then())
                            .block())
                    .as(statement)
                    .hasStackTraceContaining("permission denied");
        }
    }

    @Test
    void noPayableIsNegativeOrRecoupsMoreThanItself() {
        for (long[] fen : new long[][] {{0, 0}, {-5, 0}, {5, 6}, {5, -1}}) {
            assertThatThrownBy(() -> new Payable(
                            household,
                            "RENT",
                            IncomeCategory.PROPERTY,
                            IncomeNature.TRACE,
                            new Money(fen[0]),
                            new Money(fen[1]),
                            null))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
