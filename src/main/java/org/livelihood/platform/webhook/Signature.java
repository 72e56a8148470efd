package org.livelihood.platform.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.livelihood.platform.kernel.Sha256;

/** The header {@code webhook-signature} of Standard Webhooks: HMAC-SHA-256 over id, time and body, for each secret. */
final class Signature {

    private Signature() {}

    /** @param seconds when the attempt is made, since 1970 */
    static String of(List<byte[]> secrets, String id, long seconds, String body) {
        byte[] signed = (id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> "v1," + Base64.getEncoder().encodeToString(Sha256.hmac(secret, signed)))
                .collect(Collectors.joining(" "));
    }
}
