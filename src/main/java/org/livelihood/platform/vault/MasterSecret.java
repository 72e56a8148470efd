package org.livelihood.platform.vault;

import java.nio.charset.StandardCharsets;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.settings.DemoMode;
import org.livelihood.platform.settings.RandomKey;
import org.springframework.stereotype.Component;

/**
 * The secret from which keys of several purposes are derived, so that none of them tells of another.
 *
 * <p>It comes from the environment. Only the profiles demo and test may use the secret that the embedded database's
 * directory keeps; anything else without a secret, or with a short one, does not start.
 */
@Component
public class MasterSecret {

    private final byte[] secret;

    MasterSecret(VaultSettings settings, DemoMode demo) {
        secret = given(settings, demo);
    }

    private static byte[] given(VaultSettings settings, DemoMode demo) {
        if (settings.secretKey().isSet()) {
            return RandomKey.of("LIVELIHOOD_SECRET_KEY", settings.secretKey().value());
        }
        if (demo.secret().isSet()) {
            return demo.secret().value().getBytes(StandardCharsets.US_ASCII);
        }
        throw new CannotStart("LIVELIHOOD_SECRET_KEY must be set: base64 of 32 random bytes");
    }

    /** The key of a purpose, by HKDF-Expand (RFC 5869) with one block: enough for a 256-bit key. */
    public SecretKey derived(String purpose) {
        byte[] info = ("livelihood " + purpose).getBytes(StandardCharsets.US_ASCII);
        byte[] block = new byte[info.length + 1];
        System.arraycopy(info, 0, block, 0, info.length);
        block[info.length] = 1;
        return new SecretKeySpec(Sha256.hmac(secret, block), "AES");
    }
}
