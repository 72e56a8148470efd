package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.test.StepVerifier;

/** A database says at the start that it was sealed with other keys than those given. */
@JourneyTest
class VaultKeyJourneyTest {

    @Autowired
    private KeyStore store;

    @Autowired
    private Environment environment;

    @Autowired
    private ReactiveTransactionManager transactions;

    private StepVerifier.FirstStep<Void> started(String vaultKeys) {
        MockEnvironment given = new MockEnvironment()
                .withProperty(
                        "livelihood.embedded-secret",
                        Objects.requireNonNull(environment.getProperty("livelihood.embedded-secret")))
                .withProperty("livelihood.database.embedded", "true")
                .withProperty("LIVELIHOOD_VAULT_KEYS", vaultKeys);
        given.setActiveProfiles("test");
        KeyRing ring = new KeyRing(store, new Secrets(given), Clock.systemUTC());
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
