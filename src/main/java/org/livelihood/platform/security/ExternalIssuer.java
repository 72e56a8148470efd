package org.livelihood.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * An OpenID Connect issuer in place of our own accounts, chosen by {@code LIVELIHOOD_OIDC_ISSUER}.
 *
 * <p>Who signs in is the issuer's matter; what she may act as stays ours: grants on a local account that is made at the
 * first sight of a subject. Grants are read again every ten seconds. A token must be an access token for the audience
 * {@code LIVELIHOOD_OIDC_AUDIENCE}: one that the issuer gave for another program is refused.
 */
@Component
class ExternalIssuer {

    private static final Duration REREAD = Duration.ofSeconds(10);
    private static final int REMEMBERED = 20_000;

    private final String issuer;
    private final AccountStore accounts;
    private final SubjectAccounts subjects;
    private final Clock clock;
    private final Mono<ReactiveJwtDecoder> decoder;
    private final Cache<String, Seen> seen = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REREAD)
            .build();

    ExternalIssuer(SecuritySettings settings, AccountStore accounts, SubjectAccounts subjects, Clock clock) {
        issuer = settings.oidcIssuer();
        String audience = settings.oidcAudience();
        this.accounts = accounts;
        this.subjects = subjects;
        this.clock = clock;
        decoder = Mono.fromCallable(() -> TokenDecoders.of(issuer, audience))
                .subscribeOn(Schedulers.boundedElastic())
                .cacheInvalidateIf(found -> false);
    }

    private record Seen(Caller caller, Instant expiresAt) {}

    boolean isConfigured() {
        return !issuer.isBlank();
    }

    Mono<Caller> verify(String token) {
        Seen known = seen.getIfPresent(token);
        if (known != null && known.expiresAt().isAfter(clock.instant())) {
            return Mono.just(known.caller());
        }
        return decoder.onErrorMap(unreachable -> new Refusal(SecurityReason.ISSUER_UNAVAILABLE))
                .flatMap(found -> found.decode(token))
                .onErrorMap(BadJwtException.class, bad -> new Refusal(SecurityReason.SIGN_IN_REQUIRED))
                .onErrorMap(JwtException.class, unreachable -> new Refusal(SecurityReason.ISSUER_UNAVAILABLE))
                .flatMap(jwt -> callerOf(jwt).doOnNext(caller -> remember(token, jwt, caller)));
    }

    private void remember(String token, Jwt jwt, Caller caller) {
        Instant expiresAt = jwt.getExpiresAt();
        if (expiresAt != null) {
            seen.put(token, new Seen(caller, expiresAt));
        }
    }

    private Mono<Caller> callerOf(Jwt jwt) {
        String subject = jwt.getSubject();
        if (subject == null || jwt.getExpiresAt() == null) {
            return Mono.error(() -> new Refusal(SecurityReason.SIGN_IN_REQUIRED));
        }
        return accounts.findBySubject(issuer, subject)
                .switchIfEmpty(Mono.defer(() -> subjects.make(issuer, subject))
                        .map(made -> new AccountStore.Known(made, false)))
                .filter(known -> !known.disabled())
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.SIGN_IN_REQUIRED)))
                .flatMap(known -> accounts.caller(known.account()));
    }
}
