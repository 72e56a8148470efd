package org.livelihood.books.ledger;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.database.Columns;
import org.livelihood.platform.database.Rows;
import org.livelihood.platform.database.Turns;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.JournalId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Repository
class LedgerStore {

    private static final String POST = """
            SELECT ledger_post(:producers, :ids, :keys, CAST(:effective AS timestamptz[]), :reversed,
                               :places, :accounts, :owners, :amounts)""";

    private static final String BALANCE = """
            SELECT CAST(coalesce(sum(amount_fen), 0) AS bigint) AS balance_fen
              FROM ledger_posting
             WHERE owner_id = :owner AND account = :account
               AND (CAST(:producer AS uuid) IS NULL OR producer_id = :producer)
               AND (CAST(:effectiveUntil AS timestamptz) IS NULL OR effective_at <= :effectiveUntil)
               AND (CAST(:knownAt AS timestamptz) IS NULL OR recorded_at <= :knownAt)""";

    private static final String ENTRIES = """
            SELECT p.producer_id, p.journal_id, p.seq, j.business_key, p.amount_fen, p.effective_at, p.recorded_at
              FROM ledger_posting p
              JOIN ledger_journal j ON (j.producer_id, j.id) = (p.producer_id, p.journal_id)
             WHERE p.owner_id = :owner AND p.account = :account
               AND (p.effective_at, p.journal_id) > (:afterTime, :afterId)
             ORDER BY p.effective_at, p.journal_id, p.seq
             LIMIT :limit""";

    private final DatabaseClient database;

    LedgerStore(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> post(List<Journal> journals) {
        List<Integer> places = new ArrayList<>();
        List<Journal.Posting> postings = new ArrayList<>();
        for (int i = 0; i < journals.size(); i++) {
            for (Journal.Posting posting : journals.get(i).postings()) {
                places.add(i + 1);
                postings.add(posting);
            }
        }
        return database.sql(POST)
                .bind(
                        "producers",
                        Columns.uuids(journals, journal -> journal.producer().value()))
                .bind("ids", Columns.uuids(journals, journal -> journal.id().value()))
                .bind("keys", Columns.texts(journals, Journal::businessKey))
                .bind(
                        "effective",
                        Columns.texts(journals, journal -> journal.effectiveAt().toString()))
                .bind("reversed", Columns.uuids(journals, LedgerStore::reversed))
                .bind("places", places.toArray(Integer[]::new))
                .bind(
                        "accounts",
                        Columns.texts(
                                postings, posting -> posting.account().kind().name()))
                .bind(
                        "owners",
                        Columns.uuids(postings, posting -> posting.account().owner()))
                .bind(
                        "amounts",
                        postings.stream().map(posting -> posting.amount().fen()).toArray(Long[]::new))
                .then();
    }

    private static @Nullable UUID reversed(Journal journal) {
        JournalId reverses = journal.reverses();
        return reverses == null ? null : reverses.value();
    }

    Mono<Void> hold(ProducerId producer, Collection<Account> accounts) {
        return Turns.take(
                database,
                "ledger " + producer,
                accounts.stream()
                        .map(account -> account.kind() + " " + account.owner())
                        .toList());
    }

    Mono<Money> balance(
            Account account,
            @Nullable ProducerId producer,
            @Nullable Instant effectiveUntil,
            @Nullable Instant knownAt) {
        return database.sql(BALANCE)
                .bind("owner", account.owner())
                .bind("account", account.kind().name())
                .bind("producer", Columns.idOrNull(producer))
                .bind("effectiveUntil", Parameter.fromOrEmpty(effectiveUntil, Instant.class))
                .bind("knownAt", Parameter.fromOrEmpty(knownAt, Instant.class))
                .map(row -> Rows.money(row, "balance_fen"))
                .one();
    }

    Flux<LedgerEntry> entries(Account account, @Nullable Cursor after, int limit) {
        return database.sql(ENTRIES)
                .bind("owner", account.owner())
                .bind("account", account.kind().name())
                .bind("afterTime", after == null ? Instant.EPOCH : after.time())
                .bind("afterId", after == null ? new UUID(0, 0) : after.id())
                .bind("limit", limit)
                .map(LedgerStore::entry)
                .all();
    }

    private static LedgerEntry entry(Readable row) {
        return new LedgerEntry(
                Rows.id(row, "producer_id", ProducerId::new),
                Rows.id(row, "journal_id", JournalId::new),
                Rows.integer(row, "seq"),
                Rows.text(row, "business_key"),
                Rows.money(row, "amount_fen"),
                Rows.time(row, "effective_at"),
                Rows.time(row, "recorded_at"));
    }
}
