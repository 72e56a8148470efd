package org.livelihood.sale.wechatpay;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A notice of WeChat's, right unless it is told to be otherwise.
 *
 * @param associated data beside what is sealed, null to leave the field out
 * @param signedBody what is signed in place of the body, null for the body itself
 */
public record WechatPayNotice(
        String event,
        String content,
        @Nullable String associated,
        PrivateKey key,
        String serial,
        Instant at,
        @Nullable String signedBody) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NONCE = "ba9876543210";

    WechatPayNotice(WechatPayServer server, String event, String content) {
        this(
                event,
                content,
                "transaction",
                server.platform.getPrivate(),
                WechatPayServer.PUBLIC_KEY_ID,
                Instant.now(),
                null);
    }

    public WechatPayNotice saying(String from, String to) {
        if (!content.contains(from)) {
            throw new AssertionError(content + " does not contain " + from);
        }
        return new WechatPayNotice(event, content.replace(from, to), associated, key, serial, at, signedBody);
    }

    WechatPayNotice of(String otherEvent) {
        return new WechatPayNotice(otherEvent, content, associated, key, serial, at, signedBody);
    }

    WechatPayNotice associated(@Nullable String data) {
        return new WechatPayNotice(event, content, data, key, serial, at, signedBody);
    }

    WechatPayNotice signedBy(PrivateKey otherKey, String otherSerial) {
        return new WechatPayNotice(event, content, associated, otherKey, otherSerial, at, signedBody);
    }

    public WechatPayNotice sentAt(Instant otherTime) {
        return new WechatPayNotice(event, content, associated, key, serial, otherTime, signedBody);
    }

    /** As WeChat's probes are: with a signature of something else. */
    public WechatPayNotice wronglySigned() {
        return new WechatPayNotice(event, content, associated, key, serial, at, "{}");
    }

    public byte[] body() {
        ObjectNode resource = JSON.createObjectNode();
        resource.put("algorithm", "AEAD_AES_256_GCM")
                .put("original_type", "transaction")
                .put("nonce", NONCE);
        resource.put(
                "ciphertext",
                Signing.sealed(WechatPayServer.API_KEY, NONCE, associated == null ? "" : associated, content));
        if (associated != null) {
            resource.put("associated_data", associated);
        }
        ObjectNode notice = JSON.createObjectNode();
        notice.put("id", "EV-2026113000000001").put("create_time", "2026-11-30T20:00:01+08:00");
        notice.put("resource_type", "encrypt-resource").put("event_type", event).put("summary", "支付成功");
        notice.set("resource", resource);
        return notice.toString().getBytes(StandardCharsets.UTF_8);
    }

    public HttpHeaders headers() {
        String signed = signedBody == null ? new String(body(), StandardCharsets.UTF_8) : signedBody;
        HttpHeaders headers = new HttpHeaders();
        for (Map.Entry<String, String> header :
                WechatPayServer.signatures(key, serial, at, signed).entrySet()) {
            headers.set(header.getKey(), header.getValue());
        }
        return headers;
    }
}
