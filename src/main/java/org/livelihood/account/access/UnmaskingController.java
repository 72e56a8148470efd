package org.livelihood.account.access;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Households;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.KernelReason;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who saw whose personal data: members, documents, and files for the bank. */
@RestController
class UnmaskingController {

    private static final UUID FIRST = new UUID(0, 0);

    private final UnmaskingStore store;
    private final Households households;

    UnmaskingController(UnmaskingStore store, Households households) {
        this.store = store;
        this.households = households;
    }

    /**
     * List who has seen a household's personal data. For its officers and for auditors, the oldest first: members,
     * documents and bank files.
     */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/api/v1/households/{id}/unmaskings")
    Mono<Page<Unmasking>> ofHousehold(Caller caller, @PathVariable HouseholdId id, Paging paging) {
        return households.get(caller, id).then(Mono.defer(() -> page(id, paging)));
    }

    /**
     * List who has seen anybody's personal data. Of all households, the oldest first: members, documents and bank
     * files.
     */
    @Allow({Role.AUDITOR, Role.ADMIN})
    @GetMapping("/api/v1/unmaskings")
    Mono<Page<Unmasking>> all(Paging paging) {
        return Mono.defer(() -> page(null, paging));
    }

    private Mono<Page<Unmasking>> page(@Nullable HouseholdId household, Paging paging) {
        Optional<Cursor> after = Optional.ofNullable(paging.after());
        return store.list(
                        household,
                        after.map(Cursor::id).orElse(FIRST),
                        after.map(UnmaskingController::subject).orElse(FIRST),
                        paging.limit() + 1)
                .collectList()
                .map(rows -> Page.of(
                        rows, paging.limit(), row -> new Cursor(row.subject().toString(), row.id())));
    }

    private static UUID subject(Cursor after) {
        try {
            return UUID.fromString(after.key());
        } catch (IllegalArgumentException malformed) {
            throw Refusal.ofField(KernelReason.BAD_CURSOR, "cursor");
        }
    }
}
