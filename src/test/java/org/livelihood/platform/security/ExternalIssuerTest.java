package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.support.Given;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Against a real issuer over HTTP: discovery, key set, tokens. */
@JourneyTest
class ExternalIssuerTest {

    private static RSAKey key;
    private static DisposableServer server;
    private static String issuer;

    @Autowired
    private AccountStore store;

    @Autowired
    private SubjectAccounts subjects;

    @Autowired
    private Accounts accounts;

    private ExternalIssuer external;

    @BeforeAll
    static void startIssuer() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("outer-1").generate();
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.get(
                                "/.well-known/openid-configuration",
                                (request, response) -> response.header("Content-Type", "application/json")
                                        .sendString(Mono.fromSupplier(
                                                () -> "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer
                                                        + "/keys\",\"subject_types_supported\":[\"public\"]}")))
                        .get(
                                "/keys",
                                (request, response) -> response.header("Content-Type", "application/json")
                                        .sendString(Mono.just(new JWKSet(key.toPublicJWK()).toString()))))
                .bindNow();
        issuer = "http://127.0.0.1:" + server.port();
    }

    @AfterAll
    static void stopIssuer() {
        server.disposeNow();
    }

    @BeforeEach
    void connect() {
        external = connected(issuer);
    }

    private ExternalIssuer connected(String to) {
        SecuritySettings settings = Given.settings(SecuritySettings.class, Map.of("LIVELIHOOD_OIDC_ISSUER", to));
        return new ExternalIssuer(settings, store, subjects, Clock.systemUTC());
    }

    private static JWTClaimsSet.Builder claims(String subject) {
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience("livelihood-api")
                .subject(subject)
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
                .claim("roles", List.of("ADMIN"));
    }

    private static String token(UnaryOperator<JWTClaimsSet.Builder> change, RSAKey by) throws JOSEException {
        return token(JOSEObjectType.JWT, change, by);
    }

    private static String token(JOSEObjectType type, UnaryOperator<JWTClaimsSet.Builder> change, RSAKey by)
            throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(type)
                .keyID(by.getKeyID())
                .build();
        SignedJWT jwt = new SignedJWT(
                header, change.apply(claims("subject-" + UUID.randomUUID())).build());
        jwt.sign(new RSASSASigner(by));
        return jwt.serialize();
    }

    private Caller caller(String token) {
        return Objects.requireNonNull(external.verify(token).block());
    }

    private SecurityReason refusal(String token) {
        return Objects.requireNonNull(external.verify(token)
                .<SecurityReason>flatMap(caller -> Mono.empty())
                .onErrorResume(Refusal.class, refused -> Mono.just((SecurityReason) refused.reason()))
                .block());
    }

    @Test
    @DisplayName("F6: eight first requests of one subject at once are of one account, which exists")
    void oneSubjectIsOneAccountHoweverManyComeAtOnce() throws JOSEException {
        String subject = "subject-" + UUID.randomUUID();
        String token = token(claims -> claims.subject(subject), key);
        Set<AccountId> known =
                Stream.generate(() -> CompletableFuture.supplyAsync(() -> caller(token))).limit(8).toList().stream()
                        .map(one -> one.join().account())
                        .collect(Collectors.toSet());
        assertThat(known).hasSize(1);
        assertThat(accounts.find(known.iterator().next()).hasElement().block()).isTrue();
    }

    @Test
    void aSubjectBecomesAShopperAtFirstSightWhateverItsTokenClaims() throws JOSEException {
        Caller first = caller(token(claims -> claims.subject("ayim"), key));
        assertThat(first.roles()).isEqualTo(Set.of(Role.SHOPPER));
        assertThat(caller(token(claims -> claims.subject("ayim").jwtID("again"), key))
                        .account())
                .isEqualTo(first.account());
    }

    @Test
    void oneAccountHoweverManyFirstSights() throws JOSEException {
        List<String> tokens = Flux.range(0, 8)
                .map(i -> {
                    try {
                        return token(claims -> claims.subject("twins").jwtID("t" + i), key);
                    } catch (JOSEException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                })
                .collectList()
                .block();
        List<Caller> callers = Flux.fromIterable(Objects.requireNonNull(tokens))
                .flatMap(external::verify)
                .collectList()
                .block();
        assertThat(callers).hasSize(8);
        assertThat(Objects.requireNonNull(callers).stream().map(Caller::account).distinct())
                .hasSize(1);
    }

    @Test
    void rolesComeFromOurGrants() throws JOSEException {
        String subject = "officer-" + UUID.randomUUID();
        Caller before = caller(token(claims -> claims.subject(subject), key));
        accounts.grant(Caller.system(), before.account(), Grant.officerOf("653100000000"))
                .block();
        Caller after = caller(token(claims -> claims.subject(subject).jwtID("later"), key));
        assertThat(after.officerOf("653101000000")).isTrue();
    }

    @Test
    void tokensForAnotherProgramOrOfAnotherIssuerAreRefused() throws JOSEException {
        RSAKey other = new RSAKeyGenerator(2048).keyID("outer-1").generate();
        Date past = Date.from(Instant.now().minus(Duration.ofMinutes(5)));
        assertThat(refusal(token(claims -> claims.audience("another-program"), key)))
                .isEqualTo(SecurityReason.SIGN_IN_REQUIRED);
        assertThat(refusal(token(claims -> claims.issuer("https://other.example"), key)))
                .isEqualTo(SecurityReason.SIGN_IN_REQUIRED);
        assertThat(refusal(token(claims -> claims.expirationTime(past), key)))
                .isEqualTo(SecurityReason.SIGN_IN_REQUIRED);
        assertThat(refusal(token(claims -> claims, other))).isEqualTo(SecurityReason.SIGN_IN_REQUIRED);
        assertThat(refusal("not-a-token")).isEqualTo(SecurityReason.SIGN_IN_REQUIRED);
    }

    @Test
    void onlySignedAccessTokensThatHoldNowAreTaken() throws JOSEException {
        assertThat(caller(token(new JOSEObjectType("at+jwt"), claims -> claims, key)))
                .isNotNull();
        assertThat(refusal(token(new JOSEObjectType("logout+jwt"), claims -> claims, key)))
                .isEqualTo(SecurityReason.SIGN_IN_REQUIRED);
        Date later = Date.from(Instant.now().plus(Duration.ofMinutes(3)));
        assertThat(refusal(token(claims -> claims.notBeforeTime(later), key)))
                .isEqualTo(SecurityReason.SIGN_IN_REQUIRED);
        assertThat(refusal(token(claims -> claims.expirationTime(null), key)))
                .isEqualTo(SecurityReason.SIGN_IN_REQUIRED);
        assertThat(refusal(new PlainJWT(claims("nobody").build()).serialize()))
                .isEqualTo(SecurityReason.SIGN_IN_REQUIRED);
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                claims("nobody").build());
        confused.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        assertThat(refusal(confused.serialize())).isEqualTo(SecurityReason.SIGN_IN_REQUIRED);
    }

    @Test
    void anIssuerThatCannotBeReachedIsNoFaultOfTheCaller() throws JOSEException {
        external = connected("http://127.0.0.1:1");
        assertThat(refusal(token(claims -> claims, key))).isEqualTo(SecurityReason.ISSUER_UNAVAILABLE);
    }
}
