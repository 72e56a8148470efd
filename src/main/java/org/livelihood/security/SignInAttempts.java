package org.livelihood.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.livelihood.kernel.Refusal;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Throttles signing in: ten attempts for a login and a hundred from an address within 15 minutes, over all nodes.
 *
 * <p>An attempt is counted before the password is looked at, so that many at once gain nothing.
 */
@Component
class SignInAttempts {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int PER_LOGIN = 10;
    private static final int PER_ADDRESS = 100;

    private final AccountStore store;
    private final Clock clock;

    SignInAttempts(AccountStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Counts an attempt; true when it may go on. */
    @Transactional
    public Mono<Boolean> mayTry(String login, String address) {
        return count("address " + address)
                .filter(attempts -> attempts <= PER_ADDRESS)
                .flatMap(few -> count(keyOf(login)))
                .map(attempts -> attempts <= PER_LOGIN)
                .defaultIfEmpty(false);
    }

    private Mono<Integer> count(String what) {
        Instant now = clock.instant();
        return store.countAttempt(what, now, now.minus(WINDOW));
    }

    @Transactional
    public Mono<Void> forget(String login) {
        return store.clearAttempts(keyOf(login));
    }

    private static String keyOf(String login) {
        return "login " + login.toLowerCase(Locale.ROOT);
    }

    static Refusal refusal() {
        return new Refusal(SecurityReason.TOO_MANY_ATTEMPTS, WINDOW.toSeconds());
    }
}
