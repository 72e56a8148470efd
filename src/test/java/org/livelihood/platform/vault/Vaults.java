package org.livelihood.platform.vault;

import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKey;
import org.livelihood.platform.settings.DemoMode;
import org.livelihood.platform.settings.Secret;
import org.livelihood.support.Given;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.r2dbc.core.DatabaseClient;

/** The vault of the program under test as it is, and as it would be with one more key. */
@TestComponent
public class Vaults {

    private static final String MASTER = VaultProperties.key();
    private static final String NEW = "k2:" + VaultProperties.key();

    private final String own;

    Vaults(VaultKeys keys) {
        Map.Entry<String, SecretKey> key = keys.all().entrySet().iterator().next();
        this.own = key.getKey() + ":"
                + Base64.getEncoder().encodeToString(key.getValue().getEncoded());
    }

    static VaultKeys keys(String master, String vaultKeys) {
        return keys(Map.of("LIVELIHOOD_SECRET_KEY", master, "LIVELIHOOD_VAULT_KEYS", vaultKeys));
    }

    /** Of a program that is no demo. */
    static VaultKeys keys(Map<String, String> variables) {
        return keys(variables, new DemoMode(false, new Secret("")));
    }

    static VaultKeys keys(Map<String, String> variables, DemoMode demo) {
        VaultSettings given = Given.settings(VaultSettings.class, variables);
        return new VaultKeys(given, new MasterSecret(given, demo), demo);
    }

    /** Of a program that was given a master secret of its own. */
    public static MasterSecret master() {
        VaultSettings given = Given.settings(VaultSettings.class, Map.of("LIVELIHOOD_SECRET_KEY", MASTER));
        return new MasterSecret(given, new DemoMode(false, new Secret("")));
    }

    /** Whether that database was filled with keys of such a program. */
    public static KnownKeys known(DatabaseClient database) {
        VaultKeys any = keys(MASTER, NEW);
        return new KnownKeys(any, new VaultKeyStore(database));
    }

    private static Vault vault(String keys) {
        return new Vault(keys(MASTER, keys));
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
