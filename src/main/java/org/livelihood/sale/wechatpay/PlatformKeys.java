package org.livelihood.sale.wechatpay;

import com.wechat.pay.java.core.certificate.CertificateDownloader;
import com.wechat.pay.java.core.certificate.CertificateHandler;
import com.wechat.pay.java.core.cipher.AeadAesCipher;
import com.wechat.pay.java.core.cipher.RSAVerifier;
import com.wechat.pay.java.core.cipher.Verifier;
import com.wechat.pay.java.core.util.PemUtil;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The keys that WeChat signs with: its public key, which is set, and its certificates of before, which are fetched when
 * a notice names one that is not known, at most once a minute. While a merchant moves from one to the other, both come.
 */
final class PlatformKeys {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformKeys.class);
    private static final String OF_PUBLIC_KEYS = "PUB_KEY_ID_";
    private static final String CERTIFICATES = "https://api.mch.weixin.qq.com/v3/certificates";
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Map<String, PublicKey> known = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> fetchedAt = new AtomicReference<>(Instant.EPOCH);
    private final WechatPayClient client;
    private final CertificateDownloader downloader;
    private final Clock clock;

    PlatformKeys(WechatPaySettings settings, WechatPayClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
        this.known.put(
                settings.publicKeyId(),
                PemUtil.loadPublicKeyFromString(settings.publicKey().value()));
        this.downloader = new CertificateDownloader.Builder()
                .downloadUrl(CERTIFICATES)
                .httpClient(client.http())
                .aeadCipher(new AeadAesCipher(settings.apiKey().value().getBytes(StandardCharsets.UTF_8)))
                .certificateHandler(new Reading())
                .build();
    }

    /** What verifies signatures of this serial number; empty where WeChat has no such key, as far as is known. */
    Mono<Verifier> of(String serial) {
        return find(serial).map(Mono::just).orElseGet(() -> isWorthAsking(serial) ? fetched(serial) : Mono.empty());
    }

    private Optional<Verifier> find(String serial) {
        return Optional.ofNullable(known.get(serial)).map(key -> new RSAVerifier(key, serial));
    }

    /** Whoever sends notices with serial numbers of his own does not make us ask WeChat each time. */
    private boolean isWorthAsking(String serial) {
        Instant now = clock.instant();
        Instant last = fetchedAt.get();
        return !serial.startsWith(OF_PUBLIC_KEYS)
                && Duration.between(last, now).compareTo(PAUSE) >= 0
                && fetchedAt.compareAndSet(last, now);
    }

    private Mono<Verifier> fetched(String serial) {
        return client.ask(downloader::download)
                .doOnNext(this::keep)
                .flatMap(certificates -> Mono.justOrEmpty(find(serial)))
                .onErrorResume(failure -> {
                    LOG.warn("The certificates could not be fetched: {}", failure.toString());
                    return Mono.empty();
                });
    }

    private void keep(Map<String, X509Certificate> certificates) {
        Date now = Date.from(clock.instant());
        certificates.forEach((serial, certificate) -> {
            if (now.before(certificate.getNotAfter())) {
                known.put(serial, certificate.getPublicKey());
            }
        });
    }

    /** They come over a connection and in an answer that are WeChat's own, sealed with our key. */
    private static final class Reading implements CertificateHandler {

        @Override
        public X509Certificate generateCertificate(String certificate) {
            return PemUtil.loadX509FromString(certificate);
        }

        @Override
        public void validateCertPath(X509Certificate certificate) {
            throw new UnsupportedOperationException("the downloader does not ask for it");
        }
    }
}
