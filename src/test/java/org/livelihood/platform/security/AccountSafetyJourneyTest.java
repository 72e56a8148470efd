package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Role;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** F10: an account stays its owner's: new passwords, sessions, disabling. */
@JourneyTest
class AccountSafetyJourneyTest {

    private static final String OLD = "three socks and a sheep";
    private static final String FRESH = "four socks and a goat";
    private static final String AUTH = "/api/v1/auth/";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private final String login = "safe-" + UUID.randomUUID();
    private String account = "";
    private Api guest;
    private Api admin;

    @BeforeEach
    void signUp() {
        guest = Api.guest(web);
        admin = Api.of(web, tokens, Tokens.of(Role.ADMIN));
        account = guest.post(AUTH + "sign-up", Map.of("login", login, "password", OLD))
                .expect(201)
                .text("/id");
    }

    private Api.Answer login(String password) {
        return guest.post(AUTH + "login", Map.of("login", login, "password", password));
    }

    private Api signedIn() {
        return Api.of(web, login(OLD).expect(200).text("/accessToken"));
    }

    private void becomesRefused(Api device) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> device.get(AUTH + "me").status() == 401);
    }

    @Test
    @DisplayName("F10: a new password needs the old one, ends all sessions and begins one")
    void passwordsChange() {
        Api phone = signedIn();
        Api desk = signedIn();
        Api.Answer wrong = desk.post(AUTH + "password", Map.of("oldPassword", "a wrong guess", "password", FRESH));
        assertThat(wrong.expect(401).text("/code")).isEqualTo("security.bad-credentials");
        Api.Answer weak = desk.post(AUTH + "password", Map.of("oldPassword", OLD, "password", "password1234"));
        assertThat(weak.expect(400).text("/code")).isEqualTo("security.weak-password");
        String token = desk.post(AUTH + "password", Map.of("oldPassword", OLD, "password", FRESH))
                .expect(200)
                .text("/accessToken");
        Api.of(web, token).get(AUTH + "me").expect(200);
        becomesRefused(phone);
        becomesRefused(desk);
        login(OLD).expect(401);
        login(FRESH).expect(200);
    }

    @Test
    @DisplayName("F10: an administrator's token sets a new password once")
    void passwordsAreReset() {
        Api phone = signedIn();
        String token = admin.post("/api/v1/accounts/" + account + "/password-reset", Map.of())
                .expect(200)
                .text("/token");
        guest.post(AUTH + "password-reset", Map.of("token", token, "password", login))
                .expect(400);
        guest.post(AUTH + "password-reset", Map.of("token", token, "password", FRESH))
                .expect(204);
        Api.Answer again = guest.post(AUTH + "password-reset", Map.of("token", token, "password", OLD));
        assertThat(again.expect(401).text("/code")).isEqualTo("security.reset-refused");
        becomesRefused(phone);
        login(FRESH).expect(200);
        phone.post("/api/v1/accounts/" + account + "/password-reset", Map.of()).expect(401);
        admin.post("/api/v1/accounts/" + UUID.randomUUID() + "/password-reset", Map.of())
                .expect(404);
    }

    @Test
    @DisplayName("F10: one's sessions are listed, and ended one by one or all")
    void sessionsAreSeenAndEnded() {
        Api phone = signedIn();
        Api desk = signedIn();
        Api.Answer sessions = desk.get(AUTH + "sessions").expect(200);
        assertThat(sessions.body().size()).isEqualTo(2);
        desk.delete(AUTH + "sessions/" + sessions.text("/0/id")).expect(204);
        desk.delete(AUTH + "sessions/" + sessions.text("/0/id")).expect(404);
        Api.of(web, tokens, Tokens.shopper())
                .delete(AUTH + "sessions/" + sessions.text("/1/id"))
                .expect(404);
        becomesRefused(phone);
        desk.get(AUTH + "me").expect(200);
        desk.delete(AUTH + "sessions").expect(204);
        becomesRefused(desk);
    }

    @Test
    @DisplayName("F10: a disabled account signs nobody in, until it is enabled")
    void accountsAreDisabled() {
        Api phone = signedIn();
        String path = "/api/v1/accounts/" + account;
        admin.post(path + "/disabling", Map.of("reason", "lost her phone")).expect(204);
        becomesRefused(phone);
        assertThat(login(OLD).expect(403).text("/code")).isEqualTo("security.account-disabled");
        login("a wrong guess").expect(401);
        admin.post(path + "/enabling", Map.of()).expect(204);
        login(OLD).expect(200);
    }
}
