package org.livelihood.security;

import java.util.Locale;
import java.util.Optional;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Refusal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Signing in and out. No transaction is open while a password is being checked. */
@Service
class SignIns {

    private final AccountStore store;
    private final SignInAttempts attempts;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;
    private final PasswordEncoder passwords;
    private final ExternalIssuer external;
    private final Mono<String> hashOfNobody;

    SignIns(
            AccountStore store,
            SignInAttempts attempts,
            RefreshTokens refreshTokens,
            AccessTokens accessTokens,
            PasswordEncoder passwords,
            ExternalIssuer external) {
        this.store = store;
        this.attempts = attempts;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.passwords = passwords;
        this.external = external;
        hashOfNobody = Mono.fromCallable(() -> String.valueOf(passwords.encode(RefreshTokens.randomToken())))
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    /** What a client holds after signing in. */
    record Pair(String accessToken, String refreshToken) {}

    /** An unknown login costs the same time as a wrong password, and answers the same. */
    Mono<Pair> signIn(String login, String password, String address) {
        return requireLocal()
                .then(Mono.defer(() -> attempts.secondsToWait(login, address)))
                .filter(seconds -> seconds > 0)
                .flatMap(seconds -> Mono.<AccountStore.Credentials>error(
                        () -> new Refusal(SecurityReason.TOO_MANY_ATTEMPTS, seconds)))
                .switchIfEmpty(Mono.defer(() -> store.findByLogin(login.toLowerCase(Locale.ROOT))))
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(found -> checked(found, password))
                .flatMap(account -> attempts.succeeded(login, address).then(refreshTokens.start(account)))
                .flatMap(this::pair);
    }

    private Mono<AccountId> checked(Optional<AccountStore.Credentials> found, String password) {
        Mono<String> hash = found.map(known -> Mono.just(known.passwordHash())).orElse(hashOfNobody);
        return hash.flatMap(known -> Mono.fromCallable(() -> passwords.matches(password, known))
                        .subscribeOn(Schedulers.boundedElastic()))
                .filter(matches -> matches && found.isPresent())
                .map(good -> found.orElseThrow().account())
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.BAD_CREDENTIALS)));
    }

    Mono<Pair> refresh(String token) {
        return requireLocal()
                .then(Mono.defer(() -> refreshTokens.rotate(token)))
                .flatMap(Mono::justOrEmpty)
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.REFRESH_REFUSED)))
                .flatMap(this::pair);
    }

    Mono<Void> signOut(String token) {
        return refreshTokens.revoke(token);
    }

    Mono<Void> requireLocal() {
        return external.isConfigured() ? Mono.error(() -> new Refusal(SecurityReason.EXTERNAL_ACCOUNTS)) : Mono.empty();
    }

    private Mono<Pair> pair(RefreshTokens.Issued issued) {
        return store.caller(issued.account())
                .flatMap(caller -> accessTokens.issue(caller, issued.family()))
                .map(access -> new Pair(access, issued.token()));
    }
}
