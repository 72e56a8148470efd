package org.livelihood.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.Refusal;
import org.livelihood.kernel.Role;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Access tokens: JWTs (RFC 9068) signed with RS256, valid for 15 minutes.
 *
 * <p>The algorithm is fixed, the key is found by its id in our own ring, and nothing in a token's header can bring
 * another key. What was verified is remembered until it expires, since a room's buyers send the same token many times.
 */
@Component
class AccessTokens {

    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String ISSUER = "https://livelihood.local";
    private static final String AUDIENCE = "livelihood-api";
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Set<String> ALLOWED_HEADER = Set.of("alg", "kid", "typ");
    private static final int REMEMBERED = 20_000;

    private final KeyRing ring;
    private final Clock clock;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    AccessTokens(KeyRing ring, Clock clock) {
        this.ring = ring;
        this.clock = clock;
    }

    private record Verified(Caller caller, Instant expiresAt) {}

    Mono<String> issue(Caller caller) {
        return ring.keys().map(keys -> sign(keys.get(0), caller));
    }

    private String sign(RSAKey key, Caller caller) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(caller.account().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .jwtID(UUID.randomUUID().toString())
                .claim("roles", caller.roles().stream().map(Role::name).sorted().toList())
                .claim(
                        "producers",
                        caller.producers().stream()
                                .map(ProducerId::toString)
                                .sorted()
                                .toList())
                .claim("regions", caller.regions().stream().sorted().toList())
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
        if (known != null && known.expiresAt().isAfter(clock.instant())) {
            return Mono.just(known.caller());
        }
        return ring.keys().map(keys -> remember(token, verified(token, keys)));
    }

    private Caller remember(String token, Verified fresh) {
        verified.put(token, fresh);
        return fresh.caller();
    }

    private Verified verified(String token, List<RSAKey> keys) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWSHeader header = jwt.getHeader();
            RSAKey key = keys.stream()
                    .filter(own -> own.getKeyID().equals(header.getKeyID()))
                    .findFirst()
                    .orElseThrow(AccessTokens::refusal);
            boolean ours = header.getAlgorithm().equals(JWSAlgorithm.RS256)
                    && TYPE.equals(header.getType())
                    && ALLOWED_HEADER.containsAll(header.toJSONObject().keySet())
                    && jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()));
            if (!ours) {
                throw refusal();
            }
            return accepted(jwt.getJWTClaimsSet());
        } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException malformed) {
            throw refusal();
        }
    }

    private Verified accepted(JWTClaimsSet claims) throws ParseException {
        Instant expiresAt = claims.getExpirationTime().toInstant();
        boolean valid = ISSUER.equals(claims.getIssuer())
                && claims.getAudience().equals(List.of(AUDIENCE))
                && expiresAt.isAfter(clock.instant());
        if (!valid) {
            throw refusal();
        }
        AccountId account = new AccountId(UUID.fromString(claims.getSubject()));
        Set<Role> roles = texts(claims, "roles").stream().map(Role::valueOf).collect(Collectors.toSet());
        Set<ProducerId> producers = texts(claims, "producers").stream()
                .map(text -> new ProducerId(UUID.fromString(text)))
                .collect(Collectors.toSet());
        return new Verified(new Caller(account, roles, producers, texts(claims, "regions")), expiresAt);
    }

    private static Set<String> texts(JWTClaimsSet claims, String name) throws ParseException {
        return new HashSet<>(Objects.requireNonNull(claims.getStringListClaim(name)));
    }

    private static Refusal refusal() {
        return new Refusal(SecurityReason.SIGN_IN_REQUIRED);
    }
}
