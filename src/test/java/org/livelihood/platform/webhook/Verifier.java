package org.livelihood.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.livelihood.support.LocalServer.Request;

/** A receiver's side, as the text of Standard Webhooks 1.0.0 asks for it; nothing of the program is used. */
final class Verifier {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final byte[] key;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    Verifier(String secret) {
        if (!secret.startsWith("whsec_")) {
            throw new IllegalArgumentException("not a symmetric secret");
        }
        key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        if (key.length < 24 || key.length > 64) {
            throw new IllegalArgumentException("a secret has 24 to 64 bytes");
        }
    }

    /** Whether it is genuine and fresh: its signature is good, and its time is about now. */
    boolean isGenuine(Request request, Instant now) {
        String id = request.header("webhook-id");
        String time = request.header("webhook-timestamp");
        if (id.isEmpty() || !time.matches("[0-9]{1,12}")) {
            return false;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now);
        if (age.abs().compareTo(TOLERANCE) > 0) {
            return false;
        }
        String body = new String(request.body(), StandardCharsets.UTF_8);
        byte[] expected = hmac((id + '.' + time + '.' + body).getBytes(StandardCharsets.UTF_8));
        for (String signature : request.header("webhook-signature").split(" ")) {
            String[] parts = signature.split(",", 2);
            if (parts.length == 2
                    && parts[0].equals("v1")
                    && MessageDigest.isEqual(Base64.getDecoder().decode(parts[1]), expected)) {
                return true;
            }
        }
        return false;
    }

    /** False for one that has been here before. */
    boolean isNew(Request request) {
        return seen.add(request.header("webhook-id"));
    }

    private byte[] hmac(byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(signed);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
