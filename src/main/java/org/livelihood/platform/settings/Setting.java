package org.livelihood.platform.settings;

import static org.livelihood.platform.settings.Rule.address;
import static org.livelihood.platform.settings.Rule.file;
import static org.livelihood.platform.settings.Rule.oneOf;
import static org.livelihood.platform.settings.Rule.origins;
import static org.livelihood.platform.settings.Rule.period;
import static org.livelihood.platform.settings.Rule.text;
import static org.livelihood.platform.settings.Rule.whole;
import static org.livelihood.platform.settings.Rule.yesOrNo;

import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings that the program reads, by the names of their environment variables; {@code .env.example} explains each.
 * What a secret may be is checked where it is read, so that no message ever holds one.
 */
enum Setting {
    LIVELIHOOD_PORT(whole(0, 65_535)),
    LIVELIHOOD_MANAGEMENT_PORT(whole(0, 65_535)),
    LIVELIHOOD_LOG_FORMAT(oneOf("ecs", "gelf", "logstash")),
    LIVELIHOOD_CONNECTIONS(whole(10, 1_000_000)),
    LIVELIHOOD_ARRIVING_PER_ADDRESS(whole(1, 1_000_000)),
    LIVELIHOOD_DB_DIRECTORY(text()),
    LIVELIHOOD_DEMO(yesOrNo()),
    LIVELIHOOD_DB_URL(text()),
    LIVELIHOOD_DB_OWNER_USER(text()),
    LIVELIHOOD_DB_OWNER_PASSWORD(text()),
    LIVELIHOOD_DB_APP_USER(text()),
    LIVELIHOOD_DB_APP_PASSWORD(text()),
    LIVELIHOOD_DB_SSL_MODE(oneOf("disable", "prefer", "require", "verify-ca", "verify-full")),
    LIVELIHOOD_DB_SSL_ROOT_CERT(file()),
    LIVELIHOOD_DB_CONNECTIONS(whole(4, 1_000)),
    LIVELIHOOD_DB_LOCK_TIMEOUT(period(Duration.ofMillis(10), Duration.ofHours(1))),
    LIVELIHOOD_SECRET_KEY(text()),
    LIVELIHOOD_VAULT_KEYS(text()),
    LIVELIHOOD_LOG_ORIGIN(text()),
    LIVELIHOOD_LOG_KEY(text()),
    LIVELIHOOD_LOG_FORMER_KEYS(text()),
    LIVELIHOOD_OIDC_ISSUER(text()),
    LIVELIHOOD_OIDC_AUDIENCE(text()),
    LIVELIHOOD_CORS_ORIGINS(origins()),
    LIVELIHOOD_FORWARDED_HEADERS(oneOf("none", "native", "framework")),
    LIVELIHOOD_DOCS(yesOrNo()),
    LIVELIHOOD_SIGN_INS_PER_SECOND(whole(0, 1_000_000)),
    LIVELIHOOD_WRITES_PER_SECOND(whole(0, 1_000_000)),
    LIVELIHOOD_READS_PER_SECOND(whole(0, 1_000_000)),
    LIVELIHOOD_BAD_TOKENS_PER_MINUTE(whole(0, 1_000_000)),
    LIVELIHOOD_ORDER_EXPIRY(period(Duration.ofSeconds(1), Duration.ofDays(30))),
    LIVELIHOOD_ORDER_SWEEP(period(Duration.ofMillis(100), Duration.ofHours(1))),
    LIVELIHOOD_ORDER_SHARDS(whole(1, 64)),
    LIVELIHOOD_PAYMENT_PROVIDER(oneOf("sandbox")),
    LIVELIHOOD_PAYMENT_SYNC(period(Duration.ofMillis(100), Duration.ofHours(1))),
    LIVELIHOOD_PUBLIC_URL(address()),
    LIVELIHOOD_SANDBOX_NOTICE_COPIES(whole(0, 10)),
    LIVELIHOOD_SANDBOX_NOTICE_DELAY(period(Duration.ZERO, Duration.ofHours(1)));

    private final Rule rule;

    Setting(Rule rule) {
        this.rule = rule;
    }

    Rule rule() {
        return rule;
    }

    static Set<String> names() {
        return Arrays.stream(values()).map(Enum::name).collect(Collectors.toSet());
    }
}
