package org.livelihood.platform.security;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoders;

/** How access tokens are verified, our own and those of an external issuer: by Spring Security, and nowhere else. */
final class TokenDecoders {

    /** Another node's clock may be ahead of ours by a little. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final Set<String> OUR_HEADER = Set.of("alg", "kid", "typ");

    private TokenDecoders() {}

    /**
     * Our own tokens (RFC 9068), signed with RS256 by a key of our ring. Nothing in a token's header can bring another
     * key: a header with anything but algorithm, key id and type is refused.
     */
    static ReactiveJwtDecoder own(KeyRing ring, Clock clock) {
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSource(
                        jwt -> ring.find(jwt.getHeader().getKeyID())
                                .map(RSAKey::toPublicJWK)
                                .flux()
                                .cast(JWK.class))
                .validateType(false)
                .build();
        decoder.setJwtValidator(JwtValidators.createAtJwtValidator()
                .issuer(AccessTokens.ISSUER)
                .audience(AccessTokens.AUDIENCE)
                .clientId(AccessTokens.CLIENT)
                .validators(rules -> addOurs(rules, clock))
                .build());
        return decoder;
    }

    private static void addOurs(Map<String, OAuth2TokenValidator<Jwt>> rules, Clock clock) {
        rules.put(JwtClaimNames.EXP, inTime(clock));
        rules.put(
                JwtClaimNames.IAT,
                new JwtClaimValidator<Instant>(
                        JwtClaimNames.IAT,
                        issued -> issued != null
                                && !issued.isAfter(clock.instant().plus(SKEW))));
        rules.put("header", TokenDecoders::headerIsOurs);
        for (String claim : Set.of(AccessTokens.FAMILY, AccessTokens.GRANTS)) {
            rules.put(claim, new JwtClaimValidator<>(claim, Objects::nonNull));
        }
    }

    private static JwtTimestampValidator inTime(Clock clock) {
        JwtTimestampValidator inTime = new JwtTimestampValidator(SKEW);
        inTime.setAllowEmptyExpiryClaim(false);
        inTime.setClock(clock);
        return inTime;
    }

    private static OAuth2TokenValidatorResult headerIsOurs(Jwt token) {
        return OUR_HEADER.containsAll(token.getHeaders().keySet())
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(
                        new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "the header has more than it needs", null));
    }

    /**
     * Tokens of an OpenID Connect issuer, whose keys are looked up at its address now; that blocks.
     *
     * <p>Issuers write the type as they like, but what is of another type is no access token.
     */
    static ReactiveJwtDecoder of(String issuer, String audience) {
        NimbusReactiveJwtDecoder decoder = (NimbusReactiveJwtDecoder) ReactiveJwtDecoders.fromIssuerLocation(issuer);
        JwtTypeValidator type = new JwtTypeValidator("at+jwt", "application/at+jwt", "JWT");
        type.setAllowEmpty(true);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(), new JwtIssuerValidator(issuer), new JwtAudienceValidator(audience), type));
        return decoder;
    }
}
