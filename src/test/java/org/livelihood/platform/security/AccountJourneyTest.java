package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

@JourneyTest
class AccountJourneyTest {

    private static final String PASSWORD = "three socks and a sheep";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private KeyRing ring;

    @Autowired
    private Accounts accounts;

    private WebTestClient.ResponseSpec post(String path, Map<String, ?> body) {
        return web.post().uri("/api/v1/auth/" + path).bodyValue(body).exchange();
    }

    private String signedUp() {
        String login = "shopper-" + UUID.randomUUID();
        post("sign-up", Map.of("login", login, "password", PASSWORD))
                .expectStatus()
                .isCreated();
        return login;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> signedIn(String login) {
        return Objects.requireNonNull(post("login", Map.of("login", login, "password", PASSWORD))
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody());
    }

    private WebTestClient.ResponseSpec me(String token) {
        return web.get()
                .uri("/api/v1/auth/me")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    @Test
    void aShopperSignsUpAndInAndIsKnown() {
        Map<String, Object> pair = signedIn(signedUp());
        me((String) pair.get("accessToken"))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.roles")
                .isEqualTo(List.of("SHOPPER"));
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsItsFamily() {
        Object first = signedIn(signedUp()).get("refreshToken");
        Object second = Objects.requireNonNull(post("refresh", Map.of("refreshToken", first))
                        .expectStatus()
                        .isOk()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody())
                .get("refreshToken");
        post("refresh", Map.of("refreshToken", first)).expectStatus().isUnauthorized();
        post("refresh", Map.of("refreshToken", second)).expectStatus().isUnauthorized();
    }

    @Test
    void logoutEndsTheFamily() {
        Object token = signedIn(signedUp()).get("refreshToken");
        post("logout", Map.of("refreshToken", token)).expectStatus().isNoContent();
        post("refresh", Map.of("refreshToken", token)).expectStatus().isUnauthorized();
    }

    @Test
    void guessingIsThrottledAndTheRightPasswordDoesNotHelpThen() {
        String login = signedUp();
        for (int i = 0; i < 10; i++) {
            post("login", Map.of("login", login, "password", "wrong"))
                    .expectStatus()
                    .isUnauthorized();
        }
        post("login", Map.of("login", login, "password", PASSWORD))
                .expectStatus()
                .isEqualTo(429)
                .expectHeader()
                .value(
                        "Retry-After",
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(800, 901))
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("security.too-many-attempts");
    }

    @Test
    void weakPasswordsTakenLoginsAndBadInputAreRefusedByField() {
        String login = signedUp();
        post("sign-up", Map.of("login", login, "password", PASSWORD))
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.errors[0].field")
                .isEqualTo("login");
        post("sign-up", Map.of("login", "fresh-one", "password", "short"))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("security.weak-password");
        post("sign-up", Map.of("login", "a b"))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors.length()")
                .isEqualTo(2);
        post("sign-up", Map.of("login", "fresh-two", "password", PASSWORD, "role", "ADMIN"))
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("http.unknown-field");
    }

    @Test
    void onlyAdministratorsGrantRoles() {
        AccountId account = Objects.requireNonNull(
                accounts.signUp("grantee-" + UUID.randomUUID(), PASSWORD).block());
        Map<String, Object> body = Map.of("grants", List.of(Map.of("role", "AUDITOR")));
        web.put()
                .uri("/api/v1/accounts/{id}/grants", account)
                .header(HttpHeaders.AUTHORIZATION, tokens.bearer(Tokens.shopper()))
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("security.not-allowed");
        web.put()
                .uri("/api/v1/accounts/{id}/grants", account)
                .header(HttpHeaders.AUTHORIZATION, tokens.bearer(Tokens.of(Role.ADMIN)))
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.roles.length()")
                .isEqualTo(2);
    }

    @Test
    void keysRotateAndOldTokensStayGood() {
        String before = tokens.bearer(Tokens.shopper()).substring("Bearer ".length());
        ring.makeSpare().then(ring.rotate()).block();
        String after = tokens.bearer(Tokens.shopper()).substring("Bearer ".length());
        me(before).expectStatus().isOk();
        me(after).expectStatus().isOk();
        web.get()
                .uri("/.well-known/jwks.json")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.keys.length()")
                .value(Integer.class, count -> assertThat(count).isGreaterThanOrEqualTo(2))
                .jsonPath("$.keys[0].d")
                .doesNotExist();
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("https://livelihood.local")
                .audience("livelihood-api")
                .subject(UUID.randomUUID().toString())
                .issueTime(Date.from(Instant.now()))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .jwtID(UUID.randomUUID().toString())
                .claim("client_id", "livelihood")
                .claim("sid", UUID.randomUUID().toString())
                .claim("grants", List.of("ADMIN"));
    }

    private String signed(Consumer<JWSHeader.Builder> header, JWTClaimsSet claims) throws Exception {
        RSAKey key = Objects.requireNonNull(ring.keys().block()).get(0);
        JWSHeader.Builder builder = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID());
        header.accept(builder);
        SignedJWT jwt = new SignedJWT(builder.build(), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    @Test
    void aTokenMadeByHandWithOurKeyIsGood() throws Exception {
        me(signed(header -> {}, claims().build())).expectStatus().isOk();
    }

    @Test
    void expiredAndForeignTokensAreRefused() throws Exception {
        Date past = Date.from(Instant.now().minusSeconds(60));
        me(signed(header -> {}, claims().expirationTime(past).build()))
                .expectStatus()
                .isUnauthorized();
        me(signed(header -> {}, claims().audience("other").build()))
                .expectStatus()
                .isUnauthorized();
        me(signed(header -> {}, claims().issuer("other").build()))
                .expectStatus()
                .isUnauthorized();
        me(signed(header -> header.type(JOSEObjectType.JWT), claims().build()))
                .expectStatus()
                .isUnauthorized();
        me(signed(header -> header.keyID("../../etc/passwd"), claims().build()))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    @DisplayName("RFC 9068: of a token that lacks a claim, or was made for another client, nothing is believed")
    void tokensOfOtherClientsOrInPartsAreRefused() throws Exception {
        me(signed(header -> {}, claims().claim("client_id", "another").build()))
                .expectStatus()
                .isUnauthorized();
        for (String claim : List.of("exp", "sub", "iat", "jti", "iss", "aud", "client_id", "sid", "grants")) {
            me(signed(header -> {}, claims().claim(claim, null).build()))
                    .expectStatus()
                    .isUnauthorized();
        }
        me(signed(header -> {}, claims().subject("nobody").build()))
                .expectStatus()
                .isUnauthorized();
        me(signed(header -> header.type(null), claims().build())).expectStatus().isUnauthorized();
    }

    @Test
    void anotherKeyIsRefusedUnderAnyId() throws Exception {
        RSAKey own = Objects.requireNonNull(ring.keys().block()).get(0);
        RSAKey other = new RSAKeyGenerator(2048).keyID("other").generate();
        for (String id : List.of(own.getKeyID(), "other")) {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(new JOSEObjectType("at+jwt"))
                    .keyID(id)
                    .build();
            SignedJWT jwt = new SignedJWT(header, claims().build());
            jwt.sign(new RSASSASigner(other));
            me(jwt.serialize()).expectStatus().isUnauthorized();
        }
    }

    @Test
    void keysInTheHeaderAreRefused() throws Exception {
        RSAKey own = Objects.requireNonNull(ring.keys().block()).get(0);
        me(signed(header -> header.jwk(own.toPublicJWK()), claims().build()))
                .expectStatus()
                .isUnauthorized();
        URI evil = URI.create("https://evil.example/keys");
        me(signed(header -> header.jwkURL(evil), claims().build()))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void algorithmNoneAndKeyConfusionAreRefused() throws Exception {
        RSAKey own = Objects.requireNonNull(ring.keys().block()).get(0);
        me(new PlainJWT(claims().build()).serialize()).expectStatus().isUnauthorized();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(own.getKeyID())
                .build();
        SignedJWT confused = new SignedJWT(header, claims().build());
        confused.sign(new MACSigner(own.toRSAPublicKey().getEncoded()));
        me(confused.serialize()).expectStatus().isUnauthorized();
        me("not-a-token").expectStatus().isUnauthorized();
        web.get().uri("/api/v1/auth/me").exchange().expectStatus().isUnauthorized();
    }

    @Test
    @DisplayName("C9: an access token has all that RFC 9068 asks for")
    void accessTokensAreWhole() throws Exception {
        JWTClaimsSet claims = SignedJWT.parse(tokens.bearer(Tokens.shopper()).substring("Bearer ".length()))
                .getJWTClaimsSet();
        assertThat(claims.getClaims().keySet())
                .contains("iss", "exp", "aud", "sub", "client_id", "iat", "jti", "grants", "sid");
        assertThat(claims.getStringClaim("client_id")).isEqualTo("livelihood");
    }

    @Test
    @DisplayName("F12: a token that is not valid yet is refused, but for a small difference of clocks")
    void notBeforeIsAsked() throws Exception {
        Date soon = Date.from(Instant.now().plusSeconds(10));
        Date later = Date.from(Instant.now().plusSeconds(120));
        me(signed(header -> {}, claims().notBeforeTime(soon).build()))
                .expectStatus()
                .isOk();
        me(signed(header -> {}, claims().notBeforeTime(later).build()))
                .expectStatus()
                .isUnauthorized();
        me(signed(header -> {}, claims().issueTime(later).build()))
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    @DisplayName("F12: answers of the door are kept by nobody")
    void tokensAreNotStored() {
        for (String path : List.of("login", "refresh", "sign-up", "setup")) {
            web.post()
                    .uri("/api/v1/auth/" + path)
                    .header("Content-Type", "application/json")
                    .bodyValue("{}")
                    .exchange()
                    .expectHeader()
                    .valueMatches("Cache-Control", ".*no-store.*");
        }
    }
}
