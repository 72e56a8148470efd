package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.settings.CannotStart;
import org.springframework.mock.env.MockEnvironment;

/** The program does not start with missing or weak secrets, except for the demo on its own embedded database. */
class SecretsTest {

    private static final String GOOD = VaultProperties.key();

    private static MockEnvironment production() {
        return new MockEnvironment()
                .withProperty("LIVELIHOOD_SECRET_KEY", GOOD)
                .withProperty("LIVELIHOOD_VAULT_KEYS", "k1:" + VaultProperties.key());
    }

    private static MockEnvironment embedded(String profile) {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("livelihood.embedded-secret", "R4nd0mFromTheDirectoryOfTheDatabase")
                .withProperty("livelihood.database.embedded", "true");
        environment.setActiveProfiles(profile);
        return environment;
    }

    private static void refuses(MockEnvironment environment, String setting) {
        assertThatThrownBy(() -> new Secrets(environment))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(setting);
    }

    @Test
    void goodSecretsAreTaken() {
        assertThatCode(() -> new Secrets(production())).doesNotThrowAnyException();
    }

    @Test
    void missingSecretsAreRefused() {
        refuses(new MockEnvironment(), "LIVELIHOOD_SECRET_KEY");
        refuses(new MockEnvironment().withProperty("LIVELIHOOD_SECRET_KEY", GOOD), "LIVELIHOOD_VAULT_KEYS");
    }

    @Test
    void weakSecretsAreRefusedAndNeverShown() {
        for (String weak : new String[] {
            "changeme",
            Base64.getEncoder().encodeToString("short".getBytes()),
            Base64.getEncoder().encodeToString(new byte[32]),
            "not base64 at all!"
        }) {
            assertThatThrownBy(() -> new Secrets(production().withProperty("LIVELIHOOD_SECRET_KEY", weak)))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageNotContaining(weak);
            refuses(production().withProperty("LIVELIHOOD_VAULT_KEYS", "k1:" + weak), "LIVELIHOOD_VAULT_KEYS");
        }
        refuses(production().withProperty("LIVELIHOOD_VAULT_KEYS", GOOD), "LIVELIHOOD_VAULT_KEYS");
        refuses(production().withProperty("LIVELIHOOD_VAULT_KEYS", "k1:" + GOOD + ",k1:" + GOOD), "twice");
    }

    @Test
    void onlyTheDemoOnItsOwnDatabaseMayUseTheDirectorysSecret() {
        assertThatCode(() -> new Secrets(embedded("demo"))).doesNotThrowAnyException();
        refuses(embedded("production"), "LIVELIHOOD_SECRET_KEY");
        refuses(embedded("demo").withProperty("livelihood.database.embedded", "false"), "LIVELIHOOD_SECRET_KEY");
    }
}
