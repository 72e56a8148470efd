package org.livelihood.books.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.JournalId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@JourneyTest
class LedgerStoreTest {

    private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");

    @Autowired
    private Ledger ledger;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    private final ProducerId producer = ProducerId.next();
    private final Account household = Account.of(Party.of(HouseholdId.next()));

    private Journal owed(ProducerId by, String key, Instant at, long fen) {
        return Journal.of(by, key, at)
                .debit(Account.lotCost(by), new Money(fen))
                .credit(household, new Money(fen))
                .build();
    }

    private long balance(Instant effectiveUntil, Instant knownAt) {
        return Objects.requireNonNull(
                        ledger.balance(household, null, effectiveUntil, knownAt).block())
                .fen();
    }

    @Test
    void balancesAreDerivedAtAnyTime() {
        ProducerId other = ProducerId.next();
        ledger.post(List.of(owed(producer, "lot:1", MARCH, 100), owed(producer, "lot:2", APRIL, 20)))
                .block();
        Instant between = recordedAtOfLast();
        ledger.post(List.of(owed(other, "lot:1", MARCH, 3))).block();

        assertThat(balance(MARCH, null)).isEqualTo(-103);
        assertThat(balance(APRIL, null)).isEqualTo(-123);
        assertThat(balance(MARCH.minusSeconds(1), null)).isZero();
        assertThat(balance(APRIL, between)).isEqualTo(-120);
        assertThat(balance(null, null)).isEqualTo(-123);
        assertThat(ledger.balance(household, other, MAY, null).block()).isEqualTo(new Money(-3));
    }

    @Test
    void whatIsPostedIsInTheBalanceWhateverThisNodesClockSays() {
        Instant byAFastClock = Instant.now().plusSeconds(3_600);
        ledger.post(List.of(owed(producer, "lot:1", byAFastClock, 7))).block();
        assertThat(balance(null, null)).isEqualTo(-7);
        assertThat(balance(byAFastClock.minusSeconds(1), null)).isZero();
    }

    private Instant recordedAtOfLast() {
        return Objects.requireNonNull(ledger.entries(household, null, 100).block()).items().stream()
                .map(LedgerEntry::recordedAt)
                .max(Instant::compareTo)
                .orElseThrow();
    }

    @Test
    void entriesComeInPages() {
        ledger.post(List.of(
                        owed(producer, "lot:1", APRIL, 1),
                        owed(producer, "lot:2", MARCH, 2),
                        owed(producer, "lot:3", MARCH, 3)))
                .block();
        Page<LedgerEntry> first =
                Objects.requireNonNull(ledger.entries(household, null, 2).block());
        Page<LedgerEntry> rest = Objects.requireNonNull(
                ledger.entries(household, Cursor.decode(first.nextCursor()), 2).block());
        assertThat(first.items()).extracting(LedgerEntry::effectiveAt).containsExactly(MARCH, MARCH);
        assertThat(rest.items()).extracting(entry -> entry.amount().fen()).containsExactly(-1L);
        assertThat(rest.nextCursor()).isNull();
    }

    @Test
    void aBusinessKeyIsPostedOnceAndItsBatchNotAtAll() {
        ledger.post(List.of(owed(producer, "lot:1", MARCH, 100))).block();
        assertThatThrownBy(() -> ledger.post(
                                List.of(owed(producer, "lot:2", MARCH, 5), owed(producer, "lot:1", MARCH, 100)))
                        .block())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(LedgerReason.ALREADY_POSTED));
        assertThat(balance(MAY, null)).isEqualTo(-100);
    }

    @Test
    void ofManyAtOnceOnePosts() {
        Journal journal = owed(producer, "lot:race", MARCH, 100);
        long posted = Objects.requireNonNull(Flux.range(0, 8)
                .flatMap(i -> ledger.post(List.of(new Journal(
                                producer, JournalId.next(), journal.businessKey(), MARCH, null, journal.postings())))
                        .thenReturn(1)
                        .onErrorResume(Refusal.class, refused -> Mono.empty()))
                .count()
                .block());
        assertThat(posted).isEqualTo(1);
        assertThat(balance(MAY, null)).isEqualTo(-100);
    }

    @Test
    void theDatabaseItselfRefusesWhatDoesNotSumToZero() {
        Mono<Void> crooked = database.sql("""
                        SELECT ledger_post(ARRAY[:producer], ARRAY[:id], ARRAY['crooked'], ARRAY[now()],
                                           ARRAY[NULL::uuid], ARRAY[1, 1], ARRAY['SUSPENSE', 'CLEARING'],
                                           ARRAY[:producer, :producer], ARRAY[5::bigint, -4::bigint])""")
                .bind("producer", producer.value())
                .bind("id", UUID.randomUUID())
                .then();
        assertThatThrownBy(() -> transactions.transactional(crooked).block())
                .hasStackTraceContaining("does not sum to zero");
    }

    @Test
    void nothingPostedIsEverChanged() {
        ledger.post(List.of(owed(producer, "lot:1", MARCH, 100))).block();
        for (String statement : List.of(
                "UPDATE ledger_posting SET amount_fen = 1",
                "DELETE FROM ledger_posting",
                "TRUNCATE ledger_posting",
                "UPDATE ledger_journal SET business_key = ''",
                "INSERT INTO ledger_posting SELECT * FROM ledger_posting")) {
            assertThatThrownBy(() -> transactions
                            .transactional(database.sql(statement).then())
                            .block())
                    .as(statement)
                    .hasStackTraceContaining("permission denied");
        }
    }
}
