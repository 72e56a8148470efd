package org.livelihood.books.ledger;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/ledger/accounts/{kind}/{owner}")
class LedgerController {

    private final Ledger ledger;

    LedgerController(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * @param owner whose account it is; zero UUID for accounts of nobody
     * @param balanceFen debits less credits, in fen: a payable is negative while it is owed
     * @param asOf what took effect at or before this time is in it, null for all
     * @param knownAt what was recorded at or before this time is in it, null for all
     */
    record BalanceView(
            Account.Kind kind,
            UUID owner,
            @Nullable ProducerId producer,
            Money balanceFen,
            @Nullable Instant asOf,
            @Nullable Instant knownAt) {}

    /**
     * Read the balance of a ledger account. As it was at a time and as it was known at a time; debits less credits.
     *
     * @param kind the kind of account
     * @param owner whose account it is; 00000000-0000-0000-0000-000000000000 for accounts of nobody
     * @param asOf what took effect at or before this time counts; all when absent
     */
    @GetMapping("/balance")
    @Allow({Role.AUDITOR, Role.ADMIN})
    Mono<BalanceView> balance(
            @PathVariable Account.Kind kind,
            @PathVariable UUID owner,
            @RequestParam(required = false) @Nullable ProducerId producer,
            @RequestParam(required = false) @Nullable Instant asOf,
            @RequestParam(required = false) @Nullable Instant knownAt) {
        return ledger.balance(new Account(kind, owner), producer, asOf, knownAt)
                .map(balance -> new BalanceView(kind, owner, producer, balance, asOf, knownAt));
    }

    /**
     * List the postings of a ledger account. The oldest first.
     *
     * @param kind the kind of account
     * @param owner whose account it is; 00000000-0000-0000-0000-000000000000 for accounts of nobody
     */
    @GetMapping("/entries")
    @Allow({Role.AUDITOR, Role.ADMIN})
    Mono<Page<LedgerEntry>> entries(@PathVariable Account.Kind kind, @PathVariable UUID owner, Paging paging) {
        return ledger.entries(new Account(kind, owner), paging.after(), paging.limit());
    }
}
