package org.livelihood.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.settings.DemoMode;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.test.StepVerifier;

/** A database says at the start that it was sealed with other keys than those given. */
@JourneyTest
class KnownKeysJourneyTest {

    @Autowired
    private VaultKeyStore store;

    @Autowired
    private DemoMode demo;

    @Autowired
    private ReactiveTransactionManager transactions;

    private StepVerifier.FirstStep<Void> started(String vaultKeys) {
        VaultKeys given = Vaults.keys(Map.of("LIVELIHOOD_VAULT_KEYS", vaultKeys), demo);
        KnownKeys known = new KnownKeys(given, store);
        return StepVerifier.create(TransactionalOperator.create(transactions).transactional(known.requireKnown()));
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
