package org.livelihood.platform.miniprogram;

import java.util.HexFormat;
import java.util.UUID;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.platform.security.SubjectAccounts;
import org.livelihood.platform.vault.Vault;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Which account a person of the mini program signs in to, by her openid: sealed, and found by a blind index. */
@Component
class Openids {

    /** The name under which accounts are made that have no login of their own. */
    private static final String ISSUER = "mini-program";

    private static final String TABLE = "miniprogram_openid";
    private static final String COLUMN = "openid";

    private final OpenidStore store;
    private final SubjectAccounts accounts;
    private final Vault vault;

    Openids(OpenidStore store, SubjectAccounts accounts, Vault vault) {
        this.store = store;
        this.accounts = accounts;
        this.vault = vault;
    }

    /** Her account, made if she has none; one also when she comes twice at once. */
    @Transactional
    public Mono<AccountId> accountOf(String openid) {
        byte[] index = vault.blindIndex("mini program openid", openid);
        return store.accountOf(index).switchIfEmpty(Mono.defer(() -> made(openid, index)));
    }

    private Mono<AccountId> made(String openid, byte[] index) {
        UUID id = Uuids.next();
        OpenidStore.Sealed sealed = new OpenidStore.Sealed(id, vault.encrypt(TABLE, COLUMN, id, openid));
        return accounts.make(ISSUER, HexFormat.of().formatHex(index))
                .flatMap(account -> store.add(account, index, sealed).thenReturn(account));
    }

    /** Empty where the account's owner has never come from the mini program. */
    Mono<String> ofAccount(AccountId account) {
        return store.ofAccount(account).map(kept -> vault.decrypt(TABLE, COLUMN, kept.id(), kept.openid()));
    }

    Mono<Boolean> has(AccountId account) {
        return store.ofAccount(account).hasElement();
    }

    /** She signs in to the other account from now on; false when this one has no openid. Within a transaction. */
    Mono<Boolean> move(AccountId from, AccountId to) {
        return store.move(from, to);
    }
}
