package org.livelihood.account.tlog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.livelihood.account.tlog.Checkpoint.VerifierKey;
import org.livelihood.platform.kernel.Sha256;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.settings.DemoMode;
import org.livelihood.platform.settings.RandomKey;
import org.springframework.stereotype.Component;

/**
 * The key that signs checkpoints, from the environment: {@code LIVELIHOOD_LOG_KEY} is base64 of 32 random bytes (the
 * seed of RFC 8032), {@code LIVELIHOOD_LOG_ORIGIN} the log's name. Only the profiles demo and test on their embedded
 * database may derive it from the secret that the database's directory keeps; anything else does not start without.
 * {@code LIVELIHOOD_LOG_FORMER_KEYS} are the verifier keys that it had before.
 */
@Component
class LogKey {

    private static final String DEMO_ORIGIN = "livelihood.localhost/log";

    private final VerifierKey verifier;
    private final PrivateKey signer;
    private final Set<String> ofTheLog = new LinkedHashSet<>();

    LogKey(LogSettings settings, DemoMode demo) {
        boolean derives = demo.secret().isSet();
        String origin = settings.origin().isBlank() && derives ? DEMO_ORIGIN : settings.origin();
        if (origin.isBlank()) {
            throw new CannotStart("LIVELIHOOD_LOG_ORIGIN must be set to the log's name: example.org/log");
        }
        if (!settings.key().isSet() && !derives) {
            throw new CannotStart("LIVELIHOOD_LOG_KEY must be set: base64 of 32 random bytes");
        }
        KeyPair pair = pair(
                settings.key().isSet()
                        ? RandomKey.of("LIVELIHOOD_LOG_KEY", settings.key().value())
                        : derived(demo.secret().value()));
        verifier = VerifierKey.of(origin, pair.getPublic());
        signer = pair.getPrivate();
        ofTheLog.add(verifier.text());
        ofTheLog.addAll(former(settings.formerKeys()));
    }

    private static List<String> former(String keys) {
        try {
            return Arrays.stream(keys.split("[\\s,]+"))
                    .filter(key -> !key.isEmpty())
                    .map(key -> VerifierKey.parse(key).text())
                    .toList();
        } catch (IllegalArgumentException bad) {
            throw new CannotStart("LIVELIHOOD_LOG_FORMER_KEYS must be verifier keys: name+id+key", bad);
        }
    }

    private static byte[] derived(String secret) {
        return Sha256.hmac(
                secret.getBytes(StandardCharsets.US_ASCII),
                "livelihood transparency log".getBytes(StandardCharsets.US_ASCII));
    }

    /** The JDK makes the public key of a seed only while it generates a pair, so the seed is what it draws. */
    private static KeyPair pair(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    VerifierKey verifier() {
        return verifier;
    }

    /** Today's key and then the former ones, as C2SP writes them. */
    Collection<String> ofTheLog() {
        return Collections.unmodifiableSet(ofTheLog);
    }

    boolean isOfTheLog(String vkey) {
        return ofTheLog.contains(vkey);
    }

    String sign(Checkpoint checkpoint) {
        return checkpoint.signed(verifier, signer);
    }

    Checkpoint checkpoint(long size, byte[] root) {
        return new Checkpoint(verifier.name(), size, root);
    }

    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;

        private final byte[] seed;

        Fixed(byte[] seed) {
            this.seed = Arrays.copyOf(seed, seed.length);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length) {
                throw new IllegalStateException("a key of another size");
            }
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
