package org.livelihood.books.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** The ledger: double entry, append-only, in fen. Corrections are new journals; balances are derived from postings. */
@Service
public class Ledger {

    private final LedgerStore store;

    Ledger(LedgerStore store) {
        this.store = store;
    }

    /**
     * Posts all journals in one statement, within the caller's transaction.
     *
     * <p>Refused with {@link LedgerReason#ALREADY_POSTED} when a business key was used before; then none is posted.
     */
    @Transactional
    public Mono<Void> post(List<Journal> journals) {
        return Mono.defer(() -> journals.isEmpty() ? Mono.empty() : store.post(journals))
                .onErrorMap(DuplicateKeyException.class, twice -> new Refusal(LedgerReason.ALREADY_POSTED));
    }

    /**
     * Holds accounts of a producer until the caller's transaction ends: for who reads their balances and posts what the
     * balances allow. Always in one order; an account need not have postings.
     */
    public Mono<Void> hold(ProducerId producer, Collection<Account> accounts) {
        return accounts.isEmpty() ? Mono.empty() : store.hold(producer, accounts);
    }

    /**
     * An account's balance: debits less credits.
     *
     * @param producer of whose journals only; null for all
     * @param effectiveUntil only what took effect at or before this time; null for all that was posted, by whatever
     *     clock
     * @param knownAt only what was recorded at or before this time; null for all that was posted
     */
    public Mono<Money> balance(
            Account account,
            @Nullable ProducerId producer,
            @Nullable Instant effectiveUntil,
            @Nullable Instant knownAt) {
        return store.balance(account, producer, effectiveUntil, knownAt);
    }

    /** An account's postings, oldest first. */
    public Mono<Page<LedgerEntry>> entries(Account account, @Nullable Cursor after, int limit) {
        return store.entries(account, after, limit + 1)
                .collectList()
                .map(rows -> Page.of(
                        rows,
                        limit,
                        entry -> Cursor.of(entry.effectiveAt(), entry.journal().value())));
    }
}
