package org.livelihood.platform.security;

import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKey;
import org.livelihood.platform.settings.DemoMode;
import org.livelihood.platform.settings.Secret;
import org.livelihood.support.Given;
import org.springframework.boot.test.context.TestComponent;

/** The vault of the program under test as it is, and as it would be with one more key. */
@TestComponent
public class Vaults {

    private static final String MASTER = VaultProperties.key();
    private static final String NEW = "k2:" + VaultProperties.key();

    private final String own;

    Vaults(Secrets secrets) {
        Map.Entry<String, SecretKey> key =
                secrets.vaultKeys().entrySet().iterator().next();
        this.own = key.getKey() + ":"
                + Base64.getEncoder().encodeToString(key.getValue().getEncoded());
    }

    static Secrets secrets(String master, String vaultKeys) {
        return secrets(Map.of("LIVELIHOOD_SECRET_KEY", master, "LIVELIHOOD_VAULT_KEYS", vaultKeys));
    }

    /** Of a program that is no demo. */
    static Secrets secrets(Map<String, String> variables) {
        DemoMode production = new DemoMode(false, new Secret(""));
        return new Secrets(Given.settings(SecuritySettings.class, variables), production);
    }

    private static Vault vault(String keys) {
        return new Vault(secrets(MASTER, keys));
    }

    /** The new key seals, both open. */
    public Vault rotating() {
        return vault(NEW + "," + own);
    }

    /** Nothing but the new key. */
    public Vault rotated() {
        return vault(NEW);
    }

    /** Back again: the program's own key seals, both open. */
    public Vault back() {
        return vault(own + "," + NEW);
    }
}
