package org.livelihood.platform.security;

import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKey;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.mock.env.MockEnvironment;

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

    private static Vault vault(String keys) {
        return new Vault(new Secrets(new MockEnvironment()
                .withProperty("LIVELIHOOD_SECRET_KEY", MASTER)
                .withProperty("LIVELIHOOD_VAULT_KEYS", keys)));
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
