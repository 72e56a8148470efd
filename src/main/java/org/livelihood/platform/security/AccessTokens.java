package org.livelihood.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Access tokens: JWTs (RFC 9068) signed with RS256, valid for 15 minutes.
 *
 * <p>How one is verified stands in {@link TokenDecoders}. What was verified is remembered until it expires, since a
 * room's buyers send the same token many times. A token whose family ended is refused within two seconds
 * ({@link Revocations}).
 */
@Component
class AccessTokens {

    static final Duration LIFETIME = Duration.ofMinutes(15);

    static final String ISSUER = "https://livelihood.local";
    static final String AUDIENCE = "livelihood-api";

    /** The one client that signs people in with a password: our own (RFC 9068 asks for the claim). */
    static final String CLIENT = "livelihood";

    /** Claim that names the login which a token belongs to. */
    static final String FAMILY = "sid";

    static final String GRANTS = "grants";

    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final int REMEMBERED = 20_000;

    private final KeyRing ring;
    private final Revocations revocations;
    private final Clock clock;
    private final ReactiveJwtDecoder decoder;
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(LIFETIME)
            .build();

    AccessTokens(KeyRing ring, Revocations revocations, Clock clock) {
        this.ring = ring;
        this.revocations = revocations;
        this.clock = clock;
        this.decoder = TokenDecoders.own(ring, clock);
    }

    private record Verified(Caller caller, UUID family, Instant expiresAt) {}

    /**
     * Signs a token; that takes about a millisecond, which event loops do not spend.
     *
     * @param family the login that this token belongs to
     */
    Mono<String> issue(Caller caller, UUID family) {
        return ring.signing().publishOn(Schedulers.parallel()).map(key -> sign(key, caller, family));
    }

    private String sign(RSAKey key, Caller caller, UUID family) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(caller.account().toString())
                .claim("client_id", CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .claim(FAMILY, family.toString())
                .claim(
                        GRANTS,
                        caller.grants().stream()
                                .map(AccessTokens::text)
                                .sorted()
                                .toList())
                .build();
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(TYPE)
                    .keyID(key.getKeyID())
                    .build();
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The caller that a token stands for; refused with SIGN_IN_REQUIRED for whatever is not exactly one of ours. */
    Mono<Caller> verify(String token) {
        Verified known = verified.getIfPresent(token);
        Mono<Verified> found = known == null ? Mono.defer(() -> read(token)) : Mono.just(known);
        return found.filter(good -> good.expiresAt().isAfter(clock.instant()))
                .filter(good -> !revocations.hasEnded(good.family()))
                .map(Verified::caller)
                .switchIfEmpty(Mono.error(AccessTokens::refusal));
    }

    private Mono<Verified> read(String token) {
        return decoder.decode(token)
                .map(AccessTokens::verified)
                .onErrorMap(AccessTokens::meaning)
                .doOnNext(good -> verified.put(token, good));
    }

    private static Verified verified(Jwt token) {
        Set<Grant> grants = Objects.requireNonNull(token.getClaimAsStringList(GRANTS)).stream()
                .map(AccessTokens::grant)
                .collect(Collectors.toSet());
        return new Verified(
                new Caller(new AccountId(UUID.fromString(token.getSubject())), grants),
                UUID.fromString(token.getClaimAsString(FAMILY)),
                Objects.requireNonNull(token.getExpiresAt()));
    }

    /** A token that is not good is refused; where our keys could not be read, that is what is wrong. */
    private static Throwable meaning(Throwable failure) {
        if (failure instanceof BadJwtException || failure instanceof IllegalArgumentException) {
            return refusal();
        }
        return failure.getCause() == null ? failure : failure.getCause();
    }

    /** A role and where it is held, as one text: {@code OFFICER@341226000000}, or the role alone. */
    private static String text(Grant grant) {
        return grant.scope().isEmpty() ? grant.role().name() : grant.role() + "@" + grant.scope();
    }

    private static Grant grant(String text) {
        String[] roleAndScope = text.split("@", 2);
        return new Grant(Role.valueOf(roleAndScope[0]), roleAndScope.length == 1 ? "" : roleAndScope[1]);
    }

    private static Refusal refusal() {
        return new Refusal(SecurityReason.SIGN_IN_REQUIRED);
    }
}
