package org.livelihood.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Component;

/**
 * How many bad access tokens an address may send: {@code LIVELIHOOD_BAD_TOKENS_PER_MINUTE}, zero for no limit. Good
 * tokens from the same address go on, since many people may share it.
 */
@Component
class BadBearers {

    private static final int REMEMBERED = 100_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(MINUTE.multipliedBy(5))
            .build();
    private final int perMinute;

    BadBearers(SecuritySettings settings) {
        perMinute = settings.badTokensPerMinute();
    }

    /** Counts a bad token; what it is refused with. */
    Refusal count(String address, Refusal bad) {
        if (perMinute == 0) {
            return bad;
        }
        ConsumptionProbe probe = buckets.get(address, fresh -> bucket()).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? bad
                : new Refusal(
                        SecurityReason.TOO_MANY_REQUESTS,
                        Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1);
    }

    private Bucket bucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, MINUTE))
                .build();
    }
}
