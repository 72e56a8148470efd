package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.settings.DemoMode;
import org.livelihood.support.Given;
import org.springframework.mock.env.MockEnvironment;

/** The program does not start with missing or weak secrets, except for the demo on its own embedded database. */
class SecretsTest {

    private static final String GOOD = VaultProperties.key();
    private static final String KEY = "LIVELIHOOD_SECRET_KEY";
    private static final String KEYS = "LIVELIHOOD_VAULT_KEYS";

    private static Map<String, String> production(String name, String value) {
        Map<String, String> good = new HashMap<>(Map.of(KEY, GOOD, KEYS, "k1:" + VaultProperties.key()));
        good.put(name, value);
        return good;
    }

    private static Secrets embedded(String profile, String secret) {
        MockEnvironment environment = new MockEnvironment().withProperty(DemoMode.SECRET, secret);
        environment.setActiveProfiles(profile);
        return new Secrets(Given.settings(SecuritySettings.class, Map.of()), DemoMode.of(environment));
    }

    private static void refuses(ThrowingCallable start, String setting) {
        assertThatThrownBy(start).isInstanceOf(CannotStart.class).hasMessageContaining(setting);
    }

    @Test
    void goodSecretsAreTaken() {
        assertThatCode(() -> Vaults.secrets(production(KEY, GOOD))).doesNotThrowAnyException();
    }

    @Test
    void missingSecretsAreRefused() {
        refuses(() -> Vaults.secrets(Map.of()), KEY);
        refuses(() -> Vaults.secrets(Map.of(KEY, GOOD)), KEYS);
    }

    @Test
    void weakSecretsAreRefusedAndNeverShown() {
        for (String weak : new String[] {
            "changeme",
            Base64.getEncoder().encodeToString("short".getBytes()),
            Base64.getEncoder().encodeToString(new byte[32]),
            "not base64 at all!"
        }) {
            assertThatThrownBy(() -> Vaults.secrets(production(KEY, weak)))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageNotContaining(weak);
            refuses(() -> Vaults.secrets(production(KEYS, "k1:" + weak)), KEYS);
        }
        refuses(() -> Vaults.secrets(production(KEYS, GOOD)), KEYS);
        refuses(() -> Vaults.secrets(production(KEYS, "k1:" + GOOD + ",k1:" + GOOD)), "twice");
    }

    @Test
    void onlyTheDemoOnItsOwnDatabaseMayUseTheDirectorysSecret() {
        String secret = "R4nd0mFromTheDirectoryOfTheDatabase";
        assertThatCode(() -> embedded("demo", secret)).doesNotThrowAnyException();
        refuses(() -> embedded("production", secret), KEY);
        refuses(() -> embedded("demo", ""), KEY);
    }
}
