package org.livelihood.sale.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.livelihood.platform.kernel.Sha256;

/** How the sandbox signs a notice: HMAC-SHA256 over its time of sending, a full stop, and the raw body; in hex. */
public final class Signature {

    public static final String HEADER = "Sandbox-Signature";

    /** Seconds since 1970: when the notice was sent. */
    public static final String TIMESTAMP_HEADER = "Sandbox-Timestamp";

    private final byte[] key;

    public Signature(byte[] secret) {
        this.key = secret.clone();
    }

    public String of(String timestamp, byte[] body) {
        return HexFormat.of().formatHex(Sha256.hmac(key, (timestamp + ".").getBytes(StandardCharsets.UTF_8), body));
    }

    /** Whether the signature fits, compared in constant time. */
    public boolean fits(String signature, String timestamp, byte[] body) {
        return MessageDigest.isEqual(
                of(timestamp, body).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }
}
