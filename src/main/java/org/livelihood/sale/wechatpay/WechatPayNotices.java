package org.livelihood.sale.wechatpay;

import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.Verifier;
import com.wechat.pay.java.core.exception.DecryptionException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.RefundId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.sale.payment.PaymentProvider.Notification;
import org.livelihood.sale.payment.PaymentProvider.OfNothing;
import org.livelihood.sale.payment.PaymentProvider.OfPayment;
import org.livelihood.sale.payment.PaymentProvider.OfRefund;
import org.livelihood.sale.payment.PaymentReason;
import org.livelihood.sale.payment.ProviderNumbers;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads WeChat's notices 通知: signed over the raw body, fresh, sealed with our key, and of this merchant. WeChat sends
 * wrongly signed ones now and then, to see that they are refused; the right one follows.
 *
 * <p>A notice that is heard twice does nothing the second time: what it tells is taken once, by the transfer's number.
 */
final class WechatPayNotices {

    private static final String SIGNATURE_TYPE = "WECHATPAY2-SHA256-RSA2048";
    private static final String ALGORITHM = "AEAD_AES_256_GCM";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final WechatPaySettings settings;
    private final PlatformKeys keys;
    private final AeadAesCipher cipher;
    private final Clock clock;
    private final JsonMapper json;

    WechatPayNotices(WechatPaySettings settings, PlatformKeys keys, Clock clock, JsonMapper json) {
        this.settings = settings;
        this.keys = keys;
        this.cipher = new AeadAesCipher(settings.apiKey().value().getBytes(StandardCharsets.UTF_8));
        this.clock = clock;
        this.json = json;
    }

    /** Refused with {@link PaymentReason#BAD_SIGNATURE} or {@link PaymentReason#BAD_NOTIFICATION}. */
    Mono<Notification> read(HttpHeaders headers, byte[] body) {
        return Mono.fromCallable(() -> Signed.of(headers, body))
                .filter(this::isFresh)
                .filterWhen(
                        signed -> keys.of(signed.serial()).map(signed::isGood).defaultIfEmpty(false))
                .switchIfEmpty(Mono.error(() -> new Refusal(PaymentReason.BAD_SIGNATURE)))
                .map(signed -> parse(body));
    }

    private boolean isFresh(Signed signed) {
        return Duration.between(signed.sentAt(), clock.instant()).abs().compareTo(TOLERANCE) <= 0;
    }

    private Notification parse(byte[] body) {
        try {
            JsonNode notice = json.readTree(body);
            String kind = notice.path("event_type").asString("");
            if (kind.equals("TRANSACTION.SUCCESS")) {
                return payment(opened(notice.path("resource")));
            }
            return kind.startsWith("REFUND.") ? refund(opened(notice.path("resource"))) : new OfNothing();
        } catch (JacksonException | DecryptionException | IllegalArgumentException malformed) {
            throw new Refusal(PaymentReason.BAD_NOTIFICATION);
        }
    }

    /** What is sealed in it. No associated data is the same as empty ones: whether they fit, the seal tells. */
    private JsonNode opened(JsonNode resource) {
        require(resource.path("algorithm").asString("").equals(ALGORITHM));
        String content = cipher.decrypt(
                resource.path("associated_data").asString("").getBytes(StandardCharsets.UTF_8),
                resource.path("nonce").asString("").getBytes(StandardCharsets.UTF_8),
                Base64.getDecoder().decode(resource.path("ciphertext").asString("")));
        JsonNode opened = json.readTree(content);
        require(opened.path("mchid").asString("").equals(settings.merchant()));
        return opened;
    }

    private Notification payment(JsonNode told) {
        require(told.path("appid").asString("").equals(settings.app()));
        require(told.path("amount")
                .path("currency")
                .asString(Standings.CURRENCY)
                .equals(Standings.CURRENCY));
        return new OfPayment(
                new PaymentId(idOf(told.path("out_trade_no"))),
                Standings.of(
                        told.path("trade_state").asString(""),
                        textOf(told.path("transaction_id")),
                        fenOf(told.path("amount").path("total"))));
    }

    private Notification refund(JsonNode told) {
        return new OfRefund(
                new PaymentId(idOf(told.path("out_trade_no"))),
                new RefundId(idOf(told.path("out_refund_no"))),
                fenOf(told.path("amount").path("refund")),
                Standings.ofRefund(told.path("refund_status").asString("")));
    }

    private static @Nullable String textOf(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static Money fenOf(JsonNode node) {
        require(node.isIntegralNumber() && node.canConvertToLong());
        return new Money(node.asLong());
    }

    private static UUID idOf(JsonNode number) {
        String text = number.asString("");
        return ProviderNumbers.idOf(text).orElseThrow(() -> new Refusal(PaymentReason.NOT_FOUND, "of another program"));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new Refusal(PaymentReason.BAD_NOTIFICATION);
        }
    }

    /**
     * What a notice says of its signature.
     *
     * @param message what is signed
     */
    private record Signed(String serial, Instant sentAt, String message, String signature) {

        /** Refused where a header is missing or is not what it must be. */
        static Signed of(HttpHeaders headers, byte[] body) {
            String type = header(headers, "Wechatpay-Signature-Type", SIGNATURE_TYPE);
            String timestamp = header(headers, "Wechatpay-Timestamp", "");
            if (!type.equals(SIGNATURE_TYPE) || !timestamp.matches("[0-9]{1,12}")) {
                throw new Refusal(PaymentReason.BAD_SIGNATURE);
            }
            String message = timestamp + "\n" + header(headers, "Wechatpay-Nonce", "") + "\n"
                    + new String(body, StandardCharsets.UTF_8) + "\n";
            return new Signed(
                    header(headers, "Wechatpay-Serial", ""),
                    Instant.ofEpochSecond(Long.parseLong(timestamp)),
                    message,
                    header(headers, "Wechatpay-Signature", ""));
        }

        private static String header(HttpHeaders headers, String name, String otherwise) {
            return Objects.requireNonNullElse(headers.getFirst(name), otherwise);
        }

        boolean isGood(Verifier verifier) {
            try {
                return verifier.verify(serial, message, signature);
            } catch (IllegalArgumentException notBase64) {
                return false;
            }
        }
    }
}
