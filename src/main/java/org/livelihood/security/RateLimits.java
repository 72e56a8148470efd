package org.livelihood.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Refusal;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * How often one account, or one address that has not signed in, may ask.
 *
 * <p>Signing in, writing and reading have buckets of their own. Zero switches a limit off.
 */
@Component
class RateLimits implements WebFilter {

    private static final int REMEMBERED = 100_000;
    private static final int BURST_SECONDS = 10;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();
    private final int signIns;
    private final int writes;
    private final int reads;

    RateLimits(Environment environment) {
        signIns = environment.getProperty("LIVELIHOOD_SIGN_INS_PER_SECOND", Integer.class, 5);
        writes = environment.getProperty("LIVELIHOOD_WRITES_PER_SECOND", Integer.class, 20);
        reads = environment.getProperty("LIVELIHOOD_READS_PER_SECOND", Integer.class, 200);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getPath().value();
        boolean signingIn = path.startsWith("/api/v1/auth/");
        boolean reading = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        int perSecond = signingIn ? signIns : reading ? reads : writes;
        boolean callback = path.startsWith("/api/v1/payments/notifications/");
        if (perSecond == 0 || callback || !path.startsWith("/api/")) {
            return chain.filter(exchange);
        }
        String flow = signingIn ? "in" : reading ? "read" : "write";
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .mapNotNull(authentication -> authentication.getPrincipal())
                .ofType(Caller.class)
                .map(caller -> caller.account().toString())
                .defaultIfEmpty(addressOf(request))
                .flatMap(who -> take(flow + who, perSecond) ? chain.filter(exchange) : refuse(flow + who));
    }

    private boolean take(String key, int perSecond) {
        return bucket(key, perSecond).tryConsume(1);
    }

    private Bucket bucket(String key, int perSecond) {
        return buckets.get(
                key,
                fresh -> Bucket.builder()
                        .addLimit(limit -> limit.capacity((long) perSecond * BURST_SECONDS)
                                .refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
    }

    private Mono<Void> refuse(String key) {
        ConsumptionProbe probe = bucket(key, 1).tryConsumeAndReturnRemaining(1);
        long seconds =
                Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds());
        return Mono.error(() -> new Refusal(SecurityReason.TOO_MANY_REQUESTS, seconds));
    }

    static String addressOf(ServerHttpRequest request) {
        InetSocketAddress address = request.getRemoteAddress();
        return address == null || address.getAddress() == null
                ? "unknown"
                : address.getAddress().getHostAddress();
    }
}
