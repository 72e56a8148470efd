package org.livelihood.platform.security;

import java.util.Locale;
import java.util.Optional;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Signing in and out. No transaction is open while a password is being checked. */
@Service
public class SignIns {

    private final AccountStore store;
    private final SignInAttempts attempts;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;
    private final PasswordRules rules;
    private final AccountSafety safety;
    private final SafetyStore owners;
    private final ExternalIssuer external;
    private final Mono<String> hashOfNobody;

    SignIns(
            AccountStore store,
            SignInAttempts attempts,
            RefreshTokens refreshTokens,
            AccessTokens accessTokens,
            PasswordEncoder passwords,
            PasswordRules rules,
            AccountSafety safety,
            SafetyStore owners,
            ExternalIssuer external) {
        this.store = store;
        this.attempts = attempts;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.rules = rules;
        this.safety = safety;
        this.owners = owners;
        this.external = external;
        hashOfNobody = Mono.fromCallable(() -> String.valueOf(passwords.encode(RefreshTokens.randomToken())))
                .subscribeOn(Schedulers.boundedElastic())
                .cache();
    }

    /** What a client holds after signing in. */
    public record Pair(String accessToken, String refreshToken) {}

    /**
     * Signs in an account whose owner has proven herself in another way than by its password. Refused with
     * ACCOUNT_DISABLED.
     */
    public Mono<Pair> signInAs(AccountId account) {
        return store.standing(account)
                .filter(standing -> !standing.disabled())
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.ACCOUNT_DISABLED)))
                .flatMap(standing -> refreshTokens.start(account))
                .flatMap(this::pair);
    }

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
        return hash.flatMap(known -> rules.matches(password, known))
                .filter(matches -> matches && found.isPresent())
                .map(good -> found.orElseThrow())
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.BAD_CREDENTIALS)))
                .filter(account -> !account.disabled())
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.ACCOUNT_DISABLED)))
                .map(AccountStore.Credentials::account);
    }

    /**
     * Sets a new password for who knows the old one; all sessions end and one begins. Guesses are counted with those of
     * signing in. Refused with BAD_CREDENTIALS, TOO_MANY_ATTEMPTS or WEAK_PASSWORD.
     */
    Mono<Pair> changePassword(Caller caller, String old, String fresh, String address) {
        return requireLocal()
                .then(Mono.defer(() -> owners.loginOf(caller.account())))
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.BAD_CREDENTIALS)))
                .flatMap(login -> signIn(login, old, address)
                        .then(rules.hashed(login, fresh))
                        .flatMap(hash -> safety.setPassword(caller.account(), hash))
                        .then(Mono.defer(() -> refreshTokens.start(caller.account())))
                        .flatMap(this::pair));
    }

    /** Sets a new password with a token that works once. Refused with RESET_REFUSED or WEAK_PASSWORD. */
    Mono<Void> resetPassword(String token, String password) {
        return requireLocal()
                .then(Mono.defer(() -> safety.ownerOf(token)))
                .flatMap(owner -> rules.hashed(owner.login(), password)
                        .flatMap(hash -> safety.reset(token, owner.account(), hash)));
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

    /** Refused with EXTERNAL_ACCOUNTS where an issuer signs people in. */
    public Mono<Void> requireLocal() {
        return external.isConfigured() ? Mono.error(() -> new Refusal(SecurityReason.EXTERNAL_ACCOUNTS)) : Mono.empty();
    }

    private Mono<Pair> pair(RefreshTokens.Issued issued) {
        return store.caller(issued.account())
                .flatMap(caller -> accessTokens.issue(caller, issued.family()))
                .map(access -> new Pair(access, issued.token()));
    }
}
