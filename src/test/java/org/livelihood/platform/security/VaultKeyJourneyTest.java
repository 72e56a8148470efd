package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.settings.DemoMode;
import org.livelihood.support.Given;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.test.StepVerifier;

/** A database says at the start that it was sealed with other keys than those given. */
@JourneyTest
class VaultKeyJourneyTest {

    @Autowired
    private KeyStore store;

    @Autowired
    private DemoMode demo;

    @Autowired
    private ReactiveTransactionManager transactions;

    private StepVerifier.FirstStep<Void> started(String vaultKeys) {
        SecuritySettings given = Given.settings(SecuritySettings.class, Map.of("LIVELIHOOD_VAULT_KEYS", vaultKeys));
        KeyRing ring = new KeyRing(store, new Secrets(given, demo), Clock.systemUTC());
        return StepVerifier.create(TransactionalOperator.create(transactions).transactional(ring.ensureKey()));
    }

    private static void isOneSentenceAbout(Throwable refusal, String key) {
        assertThat(refusal)
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("sealed with a key " + key)
                .hasMessageNotContaining("\n");
    }

    @Test
    @DisplayName(
            "G8: another vault key under the same id, or none of that id, is refused at the start; the right one starts")
    void anotherKey() {
        String other = VaultProperties.key();
        started("embedded:" + other)
                .expectErrorSatisfies(refusal -> {
                    isOneSentenceAbout(refusal, "embedded");
                    assertThat(refusal).hasMessageNotContaining(other);
                })
                .verify();
        started("k7:" + other)
                .expectErrorSatisfies(refusal -> isOneSentenceAbout(refusal, "embedded"))
                .verify();
        started("").verifyComplete();
    }
}
