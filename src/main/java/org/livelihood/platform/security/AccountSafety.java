package org.livelihood.platform.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What keeps an account its owner's (OWASP ASVS 5.0, chapters 6.4 and 7.4): new passwords, sessions, disabling. */
@Service
class AccountSafety {

    private static final Duration RESET_LIFETIME = Duration.ofHours(24);

    private final SafetyStore store;
    private final RefreshTokens refreshTokens;
    private final Clock clock;

    AccountSafety(SafetyStore store, RefreshTokens refreshTokens, Clock clock) {
        this.store = store;
        this.refreshTokens = refreshTokens;
        this.clock = clock;
    }

    /** Sets a password that is hashed already; all sessions end. */
    @Transactional
    public Mono<Void> setPassword(AccountId account, String hash) {
        return store.setPassword(account, hash).then(store.clearReset(account)).then(refreshTokens.revokeAll(account));
    }

    /** A token for a new password. */
    record Reset(String token, Instant expiresAt) {}

    /** Gives a token that sets a new password once, within a day; a former one ends. Refused with UNKNOWN_ACCOUNT. */
    @Transactional
    public Mono<Reset> offerReset(Caller by, AccountId account) {
        Reset reset = new Reset(RefreshTokens.randomToken(), clock.instant().plus(RESET_LIFETIME));
        return store.loginOf(account)
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.UNKNOWN_ACCOUNT, account)))
                .then(store.putReset(account, RefreshTokens.hash(reset.token()), by.account(), reset.expiresAt()))
                .thenReturn(reset);
    }

    /** The account that a reset token is for, used up now. Refused with RESET_REFUSED. */
    Mono<SafetyStore.Owner> ownerOf(String token) {
        return store.ownerOf(RefreshTokens.hash(token), clock.instant())
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.RESET_REFUSED)));
    }

    /** Uses a reset token up and sets the password. Refused with RESET_REFUSED, also the second time. */
    @Transactional
    public Mono<Void> reset(String token, AccountId account, String hash) {
        return store.useReset(RefreshTokens.hash(token), clock.instant())
                .filter(used -> used)
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.RESET_REFUSED)))
                .then(setPassword(account, hash));
    }

    /** Nobody signs in with it any more, and its sessions end. Refused with UNKNOWN_ACCOUNT or OWN_ACCOUNT. */
    @Transactional
    public Mono<Void> disable(Caller by, AccountId account, String reason) {
        if (by.account().equals(account)) {
            return Mono.error(() -> new Refusal(SecurityReason.OWN_ACCOUNT));
        }
        return store.disable(account, by.account(), reason, clock.instant())
                .filter(found -> found)
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.UNKNOWN_ACCOUNT, account)))
                .then(refreshTokens.revokeAll(account));
    }

    /** She can sign in again. Refused with UNKNOWN_ACCOUNT. */
    @Transactional
    public Mono<Void> enable(AccountId account) {
        return store.enable(account)
                .filter(found -> found)
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.UNKNOWN_ACCOUNT, account)))
                .then();
    }

    /** Sessions that have not ended: one for each time of signing in. */
    Flux<SafetyStore.Session> sessions(Caller caller) {
        return store.sessions(caller.account(), clock.instant());
    }

    /** Ends one of the caller's own sessions. Refused with SESSION_NOT_FOUND. */
    @Transactional
    public Mono<Void> end(Caller caller, UUID session) {
        return store.endSession(caller.account(), session, clock.instant())
                .filter(ended -> ended)
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.SESSION_NOT_FOUND, session)))
                .then();
    }

    /** Ends all of the caller's sessions, this one too. */
    @Transactional
    public Mono<Void> endAll(Caller caller) {
        return refreshTokens.revokeAll(caller.account());
    }
}
