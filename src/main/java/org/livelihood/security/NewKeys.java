package org.livelihood.security;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import org.livelihood.settings.CannotStart;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Enters keys that are generated already: generating takes long, and no transaction is open meanwhile. */
@Component
class NewKeys {

    private final KeyStore store;
    private final Secrets secrets;
    private final Clock clock;

    NewKeys(KeyStore store, Secrets secrets, Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Whether there is a key younger than that.
     *
     * @throws CannotStart if this database was filled under another secret, or sealed with a vault key that is missing
     *     or another one now
     */
    @Transactional
    public Mono<Boolean> areYoung(Instant oldest) {
        return store.lock()
                .then(store.fingerprint(secrets.fingerprint()))
                .filter(known -> MessageDigest.isEqual(known, secrets.fingerprint()))
                .switchIfEmpty(
                        Mono.error(() -> new CannotStart("LIVELIHOOD_SECRET_KEY is not the one that this database"
                                + " was filled with: sealed fields could not be opened.")))
                .then(Mono.defer(this::checkVaultKeys))
                .then(Mono.defer(() -> store.youngerThan(oldest)));
    }

    /** Another key under a known id would open nothing of what lies here, and seal what nobody opens later. */
    private Mono<Void> checkVaultKeys() {
        return store.unlike(secrets.vaultFingerprints())
                .next()
                .flatMap(id -> Mono.error(new CannotStart("LIVELIHOOD_VAULT_KEYS: personal data of this database was"
                        + " sealed with a key " + id
                        + ", which is missing or is another one now. Give that one again; a"
                        + " new key gets an id of its own and stands before it.")));
    }

    /** The key signs from now on, the former ones only verify. */
    @Transactional
    public Mono<Void> add(KeyRing.StoredKey key) {
        return store.retireAll(clock.instant()).then(store.add(key));
    }

    /** As {@link #add}, unless another node was faster. */
    @Transactional
    public Mono<Void> addUnlessYoung(KeyRing.StoredKey key, Instant oldest) {
        return store.lock()
                .then(Mono.defer(() -> store.youngerThan(oldest)))
                .flatMap(young -> young ? Mono.empty() : add(key));
    }
}
