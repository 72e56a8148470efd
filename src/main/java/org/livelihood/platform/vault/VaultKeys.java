package org.livelihood.platform.vault;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.settings.DemoMode;
import org.livelihood.platform.settings.RandomKey;
import org.springframework.stereotype.Component;

/** The keys of the personal-data vault. */
@Component
class VaultKeys {

    private final SecretKey indexKey;
    private final Map<String, SecretKey> keys = new LinkedHashMap<>();

    VaultKeys(VaultSettings settings, MasterSecret master, DemoMode demo) {
        indexKey = master.derived("blind index");
        RandomKey.named("LIVELIHOOD_VAULT_KEYS", settings.vaultKeys().value())
                .forEach((id, key) -> keys.put(id, new SecretKeySpec(key, "AES")));
        if (keys.isEmpty() && demo.secret().isSet()) {
            keys.put("embedded", master.derived("vault"));
        }
        if (keys.isEmpty()) {
            throw new CannotStart("LIVELIHOOD_VAULT_KEYS must be set: id:base64key of 32 random bytes");
        }
    }

    /** By id; the first is the one that seals now. */
    Map<String, SecretKey> all() {
        return keys;
    }

    String currentId() {
        return keys.keySet().iterator().next();
    }

    /** Under which equal values are found: it stays while the others rotate. */
    SecretKey indexKey() {
        return indexKey;
    }
}
