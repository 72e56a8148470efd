package org.livelihood.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * How often one account, or one address that has not signed in, may ask.
 *
 * <p>Signing in, writing and reading have buckets of their own, a node each; zero switches a limit off. Stands behind
 * the door, where the caller is known. Guessing of passwords is counted over all nodes: {@link SignInAttempts}.
 */
@Component
@Order(RateLimits.BEHIND_THE_DOOR)
class RateLimits implements WebFilter {

    static final int BEHIND_THE_DOOR = -50;

    private static final int REMEMBERED = 100_000;
    private static final int BURST_SECONDS = 10;
    private static final int BYTES_OF_A_NETWORK = 8;
    private static final PathPattern SIGN_IN = PathPatternParser.defaultInstance.parse("/api/v1/auth/**");
    private static final PathPattern CALLBACK =
            PathPatternParser.defaultInstance.parse("/api/v1/payments/notifications/**");

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(Duration.ofMinutes(5))
            .build();
    private final int signIns;
    private final int writes;
    private final int reads;

    RateLimits(SecuritySettings settings) {
        signIns = settings.signInsPerSecond();
        writes = settings.writesPerSecond();
        reads = settings.readsPerSecond();
    }

    /** A kind of requests that are counted together. */
    private record Flow(String name, int perSecond) {}

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        Flow flow = flowOf(request);
        if (flow.perSecond() == 0) {
            return chain.filter(exchange);
        }
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .mapNotNull(authentication -> authentication.getPrincipal())
                .ofType(Caller.class)
                .map(caller -> caller.account().toString())
                .defaultIfEmpty(addressOf(request))
                .flatMap(who -> ifNotTooOften(flow, who, chain.filter(exchange)));
    }

    /** The answer to somebody who has not signed in, unless her address asks too often. */
    Mono<Void> asGuest(ServerWebExchange exchange, Mono<Void> answer) {
        ServerHttpRequest request = exchange.getRequest();
        Flow flow = flowOf(request);
        return flow.perSecond() == 0 ? answer : ifNotTooOften(flow, addressOf(request), answer);
    }

    private Mono<Void> ifNotTooOften(Flow flow, String who, Mono<Void> answer) {
        ConsumptionProbe probe = bucketOf(flow, who).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? answer : refuse(probe);
    }

    /** By decoded path, as the dispatcher reads it: an encoded letter leads into no other bucket. */
    private Flow flowOf(ServerHttpRequest request) {
        PathContainer path = request.getPath().pathWithinApplication();
        if (request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD) {
            return new Flow("read ", reads);
        }
        if (SIGN_IN.matches(path)) {
            return new Flow("sign-in ", signIns);
        }
        return CALLBACK.matches(path) ? new Flow("callback ", 0) : new Flow("write ", writes);
    }

    private Bucket bucketOf(Flow flow, String who) {
        return buckets.get(
                flow.name() + who,
                fresh -> Bucket.builder()
                        .addLimit(limit -> limit.capacity((long) flow.perSecond() * BURST_SECONDS)
                                .refillGreedy(flow.perSecond(), Duration.ofSeconds(1)))
                        .build());
    }

    private static Mono<Void> refuse(ConsumptionProbe probe) {
        long seconds = Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds() + 1;
        return Mono.error(() -> new Refusal(SecurityReason.TOO_MANY_REQUESTS, seconds));
    }

    /** The client's address; of IPv6 the /64 network, since one subscriber has all of that. */
    static String addressOf(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        InetAddress address = remote == null ? null : remote.getAddress();
        if (address == null) {
            return "unknown";
        }
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, BYTES_OF_A_NETWORK)
                : address.getHostAddress();
    }
}
