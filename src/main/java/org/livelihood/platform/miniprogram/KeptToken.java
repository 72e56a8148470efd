package org.livelihood.platform.miniprogram;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.crypto.SecretKey;
import org.livelihood.platform.vault.FieldCipher;
import org.livelihood.platform.vault.MasterSecret;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** The app's access token as all nodes have it: in the database, sealed under the master secret. */
@Component
class KeptToken {

    /** So long a token must still be good to be used. */
    private static final Duration SPARE = Duration.ofMinutes(1);

    /** Whoever fetches one has so long; then another may try. */
    private static final Duration TURN = Duration.ofSeconds(15);

    private final AccessTokenStore store;
    private final String app;
    private final Map<String, SecretKey> sealing;
    private final Clock clock;

    KeptToken(AccessTokenStore store, MiniProgramSettings settings, MasterSecret master, Clock clock) {
        this.store = store;
        this.app = settings.app();
        this.sealing = Map.of("master", master.derived("mini program token"));
        this.clock = clock;
    }

    /** @param sealed as it lies in the database, which tells it from any other */
    record Token(String text, byte[] sealed) {}

    /** Empty where there is none, or none that is good for long enough. */
    Mono<Token> find() {
        return store.find(app, usableUntil()).map(kept -> new Token(opened(kept), kept));
    }

    @Transactional
    public Mono<Boolean> takeTurn() {
        Instant now = clock.instant();
        return store.take(app, now, now.plus(TURN), usableUntil());
    }

    @Transactional
    public Mono<Void> leaveTurn() {
        return store.leave(app);
    }

    @Transactional
    public Mono<Void> keep(String token, Duration lifetime) {
        byte[] plain = token.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = FieldCipher.encrypt(sealing, place(), plain);
        return store.keep(app, sealed, clock.instant().plus(lifetime));
    }

    /** Forgets a token that WeChat does not take; a newer one stays. */
    @Transactional
    public Mono<Void> forget(Token token) {
        return store.forget(app, token.sealed());
    }

    private Instant usableUntil() {
        return clock.instant().plus(SPARE);
    }

    private String opened(byte[] sealed) {
        return new String(FieldCipher.decrypt(sealing, place(), sealed), StandardCharsets.UTF_8);
    }

    private String place() {
        return "miniprogram_token|sealed|" + app;
    }
}
