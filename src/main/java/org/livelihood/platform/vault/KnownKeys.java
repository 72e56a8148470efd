package org.livelihood.platform.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.platform.settings.CannotStart;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Whether the keys that the program was given are those that its database was filled with, by their digests. */
@Service
public class KnownKeys {

    private final VaultKeys given;
    private final VaultKeyStore store;

    KnownKeys(VaultKeys given, VaultKeyStore store) {
        this.given = given;
        this.store = store;
    }

    /** Tells whether a database was filled with this key, and nothing else about it. */
    private static byte[] fingerprint(SecretKey key) {
        return Sha256.hmac(key.getEncoded(), "fingerprint".getBytes(StandardCharsets.US_ASCII));
    }

    private Map<String, byte[]> fingerprints() {
        Map<String, byte[]> fingerprints = new LinkedHashMap<>();
        given.all().forEach((id, key) -> fingerprints.put(id, fingerprint(key)));
        return fingerprints;
    }

    /**
     * Completes when these are the keys that this database was sealed with; an empty one remembers them. One node at a
     * time is the caller's care.
     *
     * @throws CannotStart if it was filled under another secret, or sealed with a key that is missing or is another one
     *     now
     */
    @Transactional
    public Mono<Void> requireKnown() {
        byte[] index = fingerprint(given.indexKey());
        return store.fingerprint(index)
                .filter(known -> MessageDigest.isEqual(known, index))
                .switchIfEmpty(
                        Mono.error(() -> new CannotStart("LIVELIHOOD_SECRET_KEY is not the one that this database"
                                + " was filled with: sealed fields could not be opened.")))
                .then(Mono.defer(this::requireSame));
    }

    /** Another key under a known id would open nothing of what lies here, and seal what nobody opens later. */
    private Mono<Void> requireSame() {
        return store.unlike(fingerprints())
                .next()
                .flatMap(id -> Mono.error(new CannotStart("LIVELIHOOD_VAULT_KEYS: personal data of this database was"
                        + " sealed with a key " + id
                        + ", which is missing or is another one now. Give that one again; a"
                        + " new key gets an id of its own and stands before it.")));
    }

    /** No field lies under a former key any more: a start without those keys is right. */
    @Transactional
    public Mono<Void> forgetFormer() {
        return store.forgetAllBut(given.currentId());
    }
}
