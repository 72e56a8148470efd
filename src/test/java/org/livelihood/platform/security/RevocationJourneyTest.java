package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What ends a login ends its access tokens too; how the first administrator comes to be; who counts as guessing. */
@JourneyTest
class RevocationJourneyTest {

    private static final String PASSWORD = "three socks and a sheep";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Accounts accounts;

    @Autowired
    private FirstAdmin firstAdmin;

    @Autowired
    private SignIns signIns;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transaction;

    private String login() {
        return "someone-" + UUID.randomUUID();
    }

    private AccountId signedUp(String login) {
        return Objects.requireNonNull(accounts.signUp(login, PASSWORD).block());
    }

    private SignIns.Pair signedIn(String login) {
        return Objects.requireNonNull(
                signIns.signIn(login, PASSWORD, "10.9.9.9").block());
    }

    private int statusOf(String token) {
        return web.get()
                .uri("/api/v1/auth/me")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private void becomesRefused(String token) {
        await().atMost(Duration.ofSeconds(10)).until(() -> statusOf(token) == 401);
    }

    private WebTestClient.ResponseSpec post(String path, Map<String, ?> body, Caller... caller) {
        WebTestClient.RequestBodySpec request = web.post().uri("/api/v1/auth/" + path);
        if (caller.length > 0) {
            request.header(HttpHeaders.AUTHORIZATION, tokens.bearer(caller[0]));
        }
        return request.bodyValue(body).exchange();
    }

    @Test
    void anAccessTokenEndsWithItsLogoutAndOtherLoginsGoOn() {
        String login = login();
        signedUp(login);
        SignIns.Pair phone = signedIn(login);
        SignIns.Pair desk = signedIn(login);
        assertThat(statusOf(phone.accessToken())).isEqualTo(200);
        post("logout", Map.of("refreshToken", phone.refreshToken()))
                .expectStatus()
                .isNoContent();
        becomesRefused(phone.accessToken());
        assertThat(statusOf(desk.accessToken())).isEqualTo(200);
    }

    @Test
    void aStolenRefreshTokenEndsTheAccessTokensOfItsFamily() {
        String login = login();
        signedUp(login);
        SignIns.Pair first = signedIn(login);
        SignIns.Pair second =
                Objects.requireNonNull(signIns.refresh(first.refreshToken()).block());
        post("refresh", Map.of("refreshToken", first.refreshToken()))
                .expectStatus()
                .isUnauthorized();
        becomesRefused(second.accessToken());
    }

    @Test
    void newGrantsEndTheTokensThatCarryTheOldOnes() {
        String login = login();
        AccountId account = signedUp(login);
        SignIns.Pair before = signedIn(login);
        accounts.setGrants(Caller.system(), account, List.of(Grant.of(Role.AUDITOR)))
                .block();
        becomesRefused(before.accessToken());
        post("refresh", Map.of("refreshToken", before.refreshToken()))
                .expectStatus()
                .isUnauthorized();
        assertThat(statusOf(signedIn(login).accessToken())).isEqualTo(200);
    }

    @Test
    void grantsMustFitTheirRoles() {
        AccountId account = signedUp(login());
        for (Map<String, ?> grant : List.of(
                Map.of("role", "PRODUCER"),
                Map.of("role", "PRODUCER", "scope", "653100000000"),
                Map.of("role", "HOST", "scope", "------------------------------------"),
                Map.of("role", "OFFICER", "scope", UUID.randomUUID().toString()),
                Map.of("role", "ADMIN", "scope", "653100000000"))) {
            web.put()
                    .uri("/api/v1/accounts/{id}/grants", account)
                    .header(HttpHeaders.AUTHORIZATION, tokens.bearer(Tokens.of(Role.ADMIN)))
                    .bodyValue(Map.of("grants", List.of(grant)))
                    .exchange()
                    .expectStatus()
                    .isBadRequest();
        }
    }

    private String setupToken() {
        database.sql("DELETE FROM security_grant WHERE role = 'ADMIN'")
                .then()
                .as(transaction::transactional)
                .block();
        return Objects.requireNonNull(firstAdmin.offer().block());
    }

    private int setup(String token) {
        return post("setup", Map.of("token", token, "login", login(), "password", PASSWORD))
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    @Test
    void ofTwoConcurrentSetupsOneMakesTheAdministrator() {
        String token = setupToken();
        assertThat(setup("guessed")).isEqualTo(401);
        List<Integer> answers = Objects.requireNonNull(Flux.range(0, 6)
                .flatMap(i -> Mono.fromCallable(() -> setup(token)).subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block());
        assertThat(answers).containsOnlyOnce(201).containsOnly(201, 401);
        assertThat(firstAdmin.offer().blockOptional()).isEmpty();
    }

    @Test
    void aTokenSurvivesASetupThatWasRefusedAndASignedInCallerMayClaimIt() {
        String token = setupToken();
        post("setup", Map.of("token", token, "login", login(), "password", "short"))
                .expectStatus()
                .isBadRequest();
        AccountId account = signedUp(login());
        Caller caller = Objects.requireNonNull(accounts.find(account).block());
        post("setup/claim", Map.of("token", token)).expectStatus().isUnauthorized();
        post("setup/claim", Map.of("token", token), caller).expectStatus().isNoContent();
        post("setup/claim", Map.of("token", token), caller).expectStatus().isUnauthorized();
        assertThat(Objects.requireNonNull(accounts.find(account).block()).is(Role.ADMIN))
                .isTrue();
    }

    @Test
    void peopleBehindOneAddressAreNoGuessersButGuessersOverManyLoginsAre() {
        String login = login();
        signedUp(login);
        Flux.range(0, 120)
                .concatMap(i -> signIns.signIn(login, PASSWORD, "10.8.0.1"))
                .then()
                .block();
        int refused = Objects.requireNonNull(Flux.range(0, 105)
                .concatMap(i -> signIns.signIn("nobody-" + i, "wrong", "10.8.0.2")
                        .map(pair -> 0)
                        .onErrorResume(
                                Refusal.class,
                                refusal -> Mono.just(refusal.reason() == SecurityReason.TOO_MANY_ATTEMPTS ? 1 : 0)))
                .reduce(0, Integer::sum)
                .block());
        assertThat(refused).isEqualTo(5);
        assertThat(signedIn(login).accessToken()).isNotBlank();
    }
}
