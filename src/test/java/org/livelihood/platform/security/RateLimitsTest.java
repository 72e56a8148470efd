package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.support.Given;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.core.publisher.Mono;

class RateLimitsTest {

    private static final String SIGN_UP = "/api/v1/auth/sign-up";

    private final RateLimits limits = new RateLimits(Given.settings(
            SecuritySettings.class,
            Map.of(
                    "LIVELIHOOD_SIGN_INS_PER_SECOND", 1,
                    "LIVELIHOOD_WRITES_PER_SECOND", 2,
                    "LIVELIHOOD_READS_PER_SECOND", 0)));

    private static Caller shopper() {
        return Caller.of(AccountId.next(), Grant.of(Role.SHOPPER));
    }

    private int passed(int times, HttpMethod method, String path, String address, Caller... caller) {
        int passed = 0;
        for (int i = 0; i < times; i++) {
            passed += refusal(method, path, address, caller) == null ? 1 : 0;
        }
        return passed;
    }

    private Refusal refusal(HttpMethod method, String path, String address, Caller... caller) {
        MockServerHttpRequest request = MockServerHttpRequest.method(method, URI.create(path))
                .remoteAddress(new InetSocketAddress(address, 40_000))
                .build();
        AtomicReference<Refusal> refusal = new AtomicReference<>();
        Mono<Void> answer = limits.filter(MockServerWebExchange.from(request), exchange -> Mono.empty())
                .onErrorResume(Refusal.class, refused -> Mono.fromRunnable(() -> refusal.set(refused)));
        if (caller.length > 0) {
            answer = answer.contextWrite(
                    ReactiveSecurityContextHolder.withAuthentication(new CallerAuthentication(caller[0])));
        }
        answer.block();
        return refusal.get();
    }

    @Test
    void aBurstOfTenSecondsPassesAndNoMore() {
        assertThat(passed(30, HttpMethod.POST, SIGN_UP, "10.0.0.1")).isBetween(10, 11);
        assertThat(passed(1, HttpMethod.POST, SIGN_UP, "10.0.0.2")).isEqualTo(1);
    }

    @Test
    void whoIsAnsweredBeforeTheDoorIsCountedAsBehindIt() {
        RateLimits reading =
                new RateLimits(Given.settings(SecuritySettings.class, Map.of("LIVELIHOOD_READS_PER_SECOND", 1)));
        MockServerHttpRequest request = MockServerHttpRequest.get("/api/v1/listings")
                .remoteAddress(new InetSocketAddress("10.0.9.1", 40_000))
                .build();
        int answered = 0;
        for (int i = 0; i < 30; i++) {
            MockServerWebExchange exchange = MockServerWebExchange.from(request);
            Mono<Void> way = i % 2 == 0
                    ? reading.asGuest(exchange, Mono.empty())
                    : reading.filter(exchange, behind -> Mono.empty());
            answered += way.thenReturn(1)
                    .onErrorReturn(Refusal.class, 0)
                    .blockOptional()
                    .orElse(0);
        }
        assertThat(answered).isBetween(10, 11);
    }

    @Test
    void theRefusalSaysHowLongToWait() {
        passed(30, HttpMethod.POST, SIGN_UP, "10.0.1.1");
        assertThat(refusal(HttpMethod.POST, SIGN_UP, "10.0.1.1").details()).containsExactly(1L);
    }

    @Test
    void anEncodedLetterLeadsIntoNoOtherBucket() {
        passed(30, HttpMethod.POST, SIGN_UP, "10.0.2.1");
        assertThat(passed(5, HttpMethod.POST, "/ap%69/v1/%61uth/sign-up", "10.0.2.1"))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void accountsAreCountedByAccountAndNotByAddress() {
        Caller one = shopper();
        assertThat(passed(40, HttpMethod.POST, "/api/v1/orders", "10.0.3.1", one))
                .isBetween(20, 22);
        assertThat(passed(5, HttpMethod.POST, "/api/v1/orders", "10.0.3.1", shopper()))
                .isEqualTo(5);
        assertThat(passed(5, HttpMethod.POST, "/api/v1/orders", "10.0.3.9", one))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void zeroIsOffAndPaymentProvidersAreNotCounted() {
        assertThat(passed(500, HttpMethod.GET, "/api/v1/listings", "10.0.4.1")).isEqualTo(500);
        assertThat(passed(500, HttpMethod.POST, "/api/v1/payments/notifications/sandbox", "10.0.4.1"))
                .isEqualTo(500);
    }

    @Test
    void oneIpv6NetworkIsOneClient() {
        assertThat(passed(30, HttpMethod.POST, SIGN_UP, "2001:db8:1:2::1")).isBetween(10, 11);
        assertThat(passed(5, HttpMethod.POST, SIGN_UP, "2001:db8:1:2:ffff::9")).isLessThanOrEqualTo(1);
    }
}
