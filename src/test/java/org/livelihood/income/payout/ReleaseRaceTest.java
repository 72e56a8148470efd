package org.livelihood.income.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.support.Books;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sales are attributed anew while their income is released: each difference is released once. */
@JourneyTest
class ReleaseRaceTest {

    private static final int LINES = 40;
    private static final int REVISIONS = 6;

    @Autowired
    private Releases releases;

    @Autowired
    private Books books;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transactions;

    private final ProducerId producer = ProducerId.next();
    private final UUID household = HouseholdId.next().value();

    private Mono<Void> attribute(UUID line, int revision, String paidAgo) {
        String head = revision == 1 ? """
                INSERT INTO attribution_line (producer_id, line_id, order_id, sku_id, quantity, returned, paid_fen,
                                              refunded_fen, wage_fen, wage_net_fen, revision, state, paid_at)
                VALUES (:producer, :line, :line, :line, 1, 0, 1000, 0, 0, 0, :revision, 'ATTRIBUTED',
                        now() - CAST(:ago AS interval))""" : """
                UPDATE attribution_line SET revision = :revision
                 WHERE producer_id = :producer AND line_id = :line AND :ago <> ''""";
        return database.sql(head)
                .bind("producer", producer.value())
                .bind("line", line)
                .bind("revision", revision)
                .bind("ago", paidAgo)
                .then()
                .then(database.sql("""
                                INSERT INTO attribution_part (producer_id, line_id, revision, seq, party_kind, party_id,
                                  basis, category, nature, amount_fen, formula, effective_at)
                                VALUES (:producer, :line, :revision, 1, 'HOUSEHOLD', :household, 'REBATE', 'OPERATING',
                                        'ACCRUAL', :amount, 'test', now())""")
                        .bind("producer", producer.value())
                        .bind("line", line)
                        .bind("revision", revision)
                        .bind("household", household)
                        .bind("amount", revision == 1 ? 100L : revision % 2 == 0 ? -70L : 50L)
                        .then())
                .as(transactions::transactional);
    }

    private static List<UUID> lines(int count) {
        return Stream.generate(UUID::randomUUID).limit(count).toList();
    }

    private long sum(String query) {
        return books.count(query, producer);
    }

    @Test
    void everyDifferenceIsReleasedOnce() {
        Mono<Void> attributing = Flux.fromIterable(lines(LINES))
                .flatMap(
                        line -> Flux.range(1, REVISIONS).concatMap(revision -> attribute(line, revision, "20 days")), 4)
                .then();
        Mono<Void> releasing = Flux.range(0, 60)
                .flatMap(i -> releases.releaseSome(producer), 3)
                .then();
        Flux.merge(attributing, releasing).blockLast();
        Objects.requireNonNull(Releases.all(releases).block());

        long attributed = sum("""
                SELECT CAST(sum(amount_fen) AS bigint) FROM attribution_part WHERE producer_id = :producer""");
        assertThat(attributed).isEqualTo(LINES * (100 - 70 + 50 - 70 + 50 - 70L));
        assertThat(sum("""
                        SELECT CAST((SELECT coalesce(sum(amount_fen), 0) FROM payout_earning
                                      WHERE producer_id = :producer)
                                    - (SELECT coalesce(sum(amount_fen), 0) FROM payout_clawback
                                        WHERE producer_id = :producer) AS bigint)""")).isEqualTo(attributed);
        assertThat(sum("""
                        SELECT CAST(coalesce(sum(amount_fen), 0) AS bigint)
                          FROM payout_earning WHERE producer_id = :producer""")).as("what is unpaid is never negative").isNotNegative();
        assertThat(sum("""
                        SELECT count(*) FROM attribution_line
                         WHERE producer_id = :producer AND released <> revision""")).isZero();
    }

    @Test
    void nothingIsReleasedWhileTheWindowIsOpen() {
        lines(2).forEach(line -> attribute(line, 1, "14 days").block());
        lines(3).forEach(line -> attribute(line, 1, "16 days").block());
        Releases.all(releases).block();
        assertThat(sum("SELECT CAST(sum(amount_fen) AS bigint) FROM payout_earning WHERE producer_id = :producer"))
                .isEqualTo(300);
        assertThat(sum("SELECT count(*) FROM attribution_release WHERE producer_id = :producer"))
                .isEqualTo(3);
    }

    @Test
    void paidIncomeAndItsPartsAreNeverChanged() {
        for (String statement : List.of(
                "UPDATE payout_earning SET amount_fen = 1",
                "DELETE FROM payout_earning",
                "UPDATE payout_item SET net_fen = 1",
                "DELETE FROM payout_item_part",
                "UPDATE payout_clawback SET amount_fen = 1",
                "UPDATE household_payee SET bank_account = ''",
                "DELETE FROM payout_bank_file",
                "DELETE FROM attribution_release")) {
            assertThatThrownBy(() -> transactions
                            .transactional(database.sql(statement).then())
                            .block())
                    .as(statement)
                    .hasStackTraceContaining("permission denied");
        }
    }
}
