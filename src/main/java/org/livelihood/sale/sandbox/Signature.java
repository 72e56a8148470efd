package org.livelihood.sale.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How the sandbox signs a notice: HMAC-SHA256 over its time of sending, a full stop, and the raw body; in hex. */
public final class Signature {

    public static final String HEADER = "Sandbox-Signature";

    /** Seconds since 1970: when the notice was sent. */
    public static final String TIMESTAMP_HEADER = "Sandbox-Timestamp";

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    public Signature(byte[] secret) {
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    public String of(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) '.');
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether the signature fits, compared in constant time. */
    public boolean fits(String signature, String timestamp, byte[] body) {
        return MessageDigest.isEqual(
                of(timestamp, body).getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }
}
