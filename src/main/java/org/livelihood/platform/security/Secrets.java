package org.livelihood.platform.security;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.settings.DemoMode;
import org.livelihood.platform.settings.RandomKey;
import org.springframework.stereotype.Component;

/**
 * The secrets this program was given: a master secret for tokens, and the keys of the personal-data vault.
 *
 * <p>Both come from the environment. Only the profiles demo and test may use the secret that the embedded database's
 * directory keeps; anything else without secrets, or with short ones, does not start.
 */
@Component
class Secrets {

    private final SecretKey tokenKey;
    private final SecretKey indexKey;
    private final Map<String, SecretKey> vaultKeys = new LinkedHashMap<>();

    Secrets(SecuritySettings settings, DemoMode demo) {
        byte[] master = master(settings, demo);
        tokenKey = derived(master, "signing keys");
        RandomKey.named("LIVELIHOOD_VAULT_KEYS", settings.vaultKeys().value())
                .forEach((id, key) -> vaultKeys.put(id, new SecretKeySpec(key, "AES")));
        if (vaultKeys.isEmpty() && demo.secret().isSet()) {
            vaultKeys.put("embedded", derived(master, "vault"));
        }
        if (vaultKeys.isEmpty()) {
            throw new CannotStart("LIVELIHOOD_VAULT_KEYS must be set: id:base64key of 32 random bytes");
        }
        indexKey = derived(master, "blind index");
    }

    private static byte[] master(SecuritySettings settings, DemoMode demo) {
        if (settings.secretKey().isSet()) {
            return RandomKey.of("LIVELIHOOD_SECRET_KEY", settings.secretKey().value());
        }
        if (demo.secret().isSet()) {
            return demo.secret().value().getBytes(StandardCharsets.US_ASCII);
        }
        throw new CannotStart("LIVELIHOOD_SECRET_KEY must be set: base64 of 32 random bytes");
    }

    /** HKDF-Expand (RFC 5869) with one block: enough for a 256-bit key. */
    private static SecretKey derived(byte[] master, String purpose) {
        byte[] info = ("livelihood " + purpose).getBytes(StandardCharsets.US_ASCII);
        byte[] block = new byte[info.length + 1];
        System.arraycopy(info, 0, block, 0, info.length);
        block[info.length] = 1;
        return new SecretKeySpec(Sha256.hmac(master, block), "AES");
    }

    SecretKey tokenKey() {
        return tokenKey;
    }

    SecretKey indexKey() {
        return indexKey;
    }

    /** Tells whether a database was filled under this secret, and nothing else about it. */
    byte[] fingerprint() {
        return Sha256.hmac(indexKey.getEncoded(), "fingerprint".getBytes(StandardCharsets.US_ASCII));
    }

    /** Tells of each vault key whether it is the one that was meant, and nothing else about it. */
    Map<String, byte[]> vaultFingerprints() {
        Map<String, byte[]> fingerprints = new LinkedHashMap<>();
        vaultKeys.forEach((id, key) ->
                fingerprints.put(id, Sha256.hmac(key.getEncoded(), "fingerprint".getBytes(StandardCharsets.US_ASCII))));
        return fingerprints;
    }

    /** Keys of the vault by id; the first is the one that encrypts now. */
    Map<String, SecretKey> vaultKeys() {
        return vaultKeys;
    }
}
