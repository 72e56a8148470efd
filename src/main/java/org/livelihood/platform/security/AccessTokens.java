package org.livelihood.platform.security;

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
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Access tokens: JWTs (RFC 9068) signed with RS256, valid for 15 minutes.
 *
 * <p>The algorithm is fixed, the key is found by its id in our own ring, and nothing in a token's header can bring
 * another key. What was verified is remembered until it expires, since a room's buyers send the same token many times.
 * A token whose family ended is refused within two seconds ({@link Revocations}).
 */
@Component
class AccessTokens {

    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String ISSUER = "https://livelihood.local";
    private static final String AUDIENCE = "livelihood-api";

    /** The one client that signs people in with a password: our own (RFC 9068 asks for the claim). */
    private static final String CLIENT = "livelihood";

    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Set<String> ALLOWED_HEADER = Set.of("alg", "kid", "typ");
    private static final int REMEMBERED = 20_000;

    private final KeyRing ring;
    private final Revocations revocations;
    private final Clock clock;
    private final Cache<String, Verified> verified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(LIFETIME)
            .build();

    AccessTokens(KeyRing ring, Revocations revocations, Clock clock) {
        this.ring = ring;
        this.revocations = revocations;
        this.clock = clock;
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
                .claim("sid", family.toString())
                .claim(
                        "grants",
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
        SignedJWT jwt = parsed(token);
        return ring.find(jwt.getHeader().getKeyID())
                .map(key -> verified(jwt, key))
                .doOnNext(good -> verified.put(token, good));
    }

    private static SignedJWT parsed(String token) {
        try {
            return SignedJWT.parse(token);
        } catch (ParseException | IllegalArgumentException malformed) {
            throw refusal();
        }
    }

    private Verified verified(SignedJWT jwt, RSAKey key) {
        try {
            JWSHeader header = jwt.getHeader();
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
                && expiresAt.isAfter(clock.instant())
                && hasBegun(claims.getNotBeforeTime())
                && hasBegun(claims.getIssueTime());
        if (!valid) {
            throw refusal();
        }
        AccountId account = new AccountId(UUID.fromString(claims.getSubject()));
        Set<Grant> grants = Objects.requireNonNull(claims.getStringListClaim("grants")).stream()
                .map(AccessTokens::grant)
                .collect(Collectors.toSet());
        UUID family = UUID.fromString(claims.getStringClaim("sid"));
        return new Verified(new Caller(account, grants), family, expiresAt);
    }

    /** Another node's clock may be ahead of ours by a little. */
    private boolean hasBegun(@Nullable Date time) {
        return time == null || !time.toInstant().isAfter(clock.instant().plus(SKEW));
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
