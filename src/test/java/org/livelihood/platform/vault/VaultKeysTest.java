package org.livelihood.platform.vault;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.settings.DemoMode;
import org.springframework.mock.env.MockEnvironment;

/** The program does not start with missing or weak secrets, except for the demo on its own embedded database. */
class VaultKeysTest {

    private static final String GOOD = VaultProperties.key();
    private static final String KEY = "LIVELIHOOD_SECRET_KEY";
    private static final String KEYS = "LIVELIHOOD_VAULT_KEYS";

    private static Map<String, String> production(String name, String value) {
        Map<String, String> good = new HashMap<>(Map.of(KEY, GOOD, KEYS, "k1:" + VaultProperties.key()));
        good.put(name, value);
        return good;
    }

    private static VaultKeys embedded(String profile, String secret) {
        MockEnvironment environment = new MockEnvironment().withProperty(DemoMode.SECRET, secret);
        environment.setActiveProfiles(profile);
        return Vaults.keys(Map.of(), DemoMode.of(environment));
    }

    private static void refuses(ThrowingCallable start, String setting) {
        assertThatThrownBy(start).isInstanceOf(CannotStart.class).hasMessageContaining(setting);
    }

    @Test
    void goodSecretsAreTaken() {
        assertThatCode(() -> Vaults.keys(production(KEY, GOOD))).doesNotThrowAnyException();
    }

    @Test
    void missingSecretsAreRefused() {
        refuses(() -> Vaults.keys(Map.of()), KEY);
        refuses(() -> Vaults.keys(Map.of(KEY, GOOD)), KEYS);
    }

    @Test
    void weakSecretsAreRefusedAndNeverShown() {
        for (String weak : new String[] {
            "changeme",
            Base64.getEncoder().encodeToString("short".getBytes()),
            Base64.getEncoder().encodeToString(new byte[32]),
            "not base64 at all!"
        }) {
            assertThatThrownBy(() -> Vaults.keys(production(KEY, weak)))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageNotContaining(weak);
            refuses(() -> Vaults.keys(production(KEYS, "k1:" + weak)), KEYS);
        }
        refuses(() -> Vaults.keys(production(KEYS, GOOD)), KEYS);
        refuses(() -> Vaults.keys(production(KEYS, "k1:" + GOOD + ",k1:" + GOOD)), "twice");
    }

    @Test
    void onlyTheDemoOnItsOwnDatabaseMayUseTheDirectorysSecret() {
        String secret = "R4nd0mFromTheDirectoryOfTheDatabase";
        assertThatCode(() -> embedded("demo", secret)).doesNotThrowAnyException();
        refuses(() -> embedded("production", secret), KEY);
        refuses(() -> embedded("demo", ""), KEY);
    }
}
