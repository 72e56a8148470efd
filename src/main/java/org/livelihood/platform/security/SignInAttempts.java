package org.livelihood.platform.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Throttles signing in, over all nodes: ten attempts for a login and a hundred failures from an address within 15
 * minutes.
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

    /** Counts an attempt; zero when it may go on. */
    @Transactional
    public Mono<Long> secondsToWait(String login, String address) {
        return count(ofAddress(address), PER_ADDRESS)
                .flatMap(wait -> wait > 0 ? Mono.just(wait) : count(ofLogin(login), PER_LOGIN));
    }

    private Mono<Long> count(String what, int most) {
        Instant now = clock.instant();
        return store.countAttempt(what, now, now.minus(WINDOW)).map(window -> secondsLeft(window, most, now));
    }

    private static long secondsLeft(AccountStore.Attempts window, int most, Instant now) {
        return window.attempts() <= most
                ? 0
                : 1 + Duration.between(now, window.startedAt().plus(WINDOW)).toSeconds();
    }

    /** A success is no guess: many people may sign in from one address. */
    @Transactional
    public Mono<Void> succeeded(String login, String address) {
        return store.uncountAttempt(ofAddress(address)).then(store.clearAttempts(ofLogin(login)));
    }

    @Transactional
    @Scheduled(fixedDelay = 1, initialDelay = 1, timeUnit = TimeUnit.HOURS)
    public Mono<Void> forgetOld() {
        return store.forgetAttempts(clock.instant().minus(WINDOW));
    }

    private static String ofAddress(String address) {
        return "address " + address;
    }

    private static String ofLogin(String login) {
        return "login " + login.toLowerCase(Locale.ROOT);
    }
}
