package org.livelihood.platform.vault;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Sha256;
import org.springframework.stereotype.Component;

/**
 * Seals personal data, field by field.
 *
 * <p>AES-256-GCM with a random nonce; the associated data is table, column and row, so that a sealed field cannot be
 * moved to another place. Two keys may live while they rotate: the first of {@code LIVELIHOOD_VAULT_KEYS} seals, all
 * open.
 */
@Component
public class Vault {

    private final VaultKeys keys;

    Vault(VaultKeys keys) {
        this.keys = keys;
    }

    public byte[] encrypt(String table, String column, UUID row, String plain) {
        return encrypt(table, column, row, plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes of a file, sealed as a field is. */
    public byte[] encrypt(String table, String column, UUID row, byte[] plain) {
        return FieldCipher.encrypt(keys.all(), place(table, column, row), plain);
    }

    /** @throws IllegalStateException if the field was changed, moved, or sealed under a key that is not given */
    public String decrypt(String table, String column, UUID row, byte[] sealed) {
        return new String(decryptBytes(table, column, row, sealed), StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException as {@link #decrypt} does */
    public byte[] decryptBytes(String table, String column, UUID row, byte[] sealed) {
        return FieldCipher.decrypt(keys.all(), place(table, column, row), sealed);
    }

    /** Whether a field is sealed under the current key. When all are, the former key can be dropped. */
    public boolean isCurrent(byte[] sealed) {
        return FieldCipher.keyOf(sealed).equals(keys.currentId());
    }

    /** What a field that is sealed under the current key begins with. */
    public byte[] currentMark() {
        return FieldCipher.mark(keys.currentId());
    }

    /**
     * The same field under the current key.
     *
     * @throws IllegalStateException as {@link #decrypt} does
     */
    public byte @Nullable [] resealed(String table, String column, UUID row, byte @Nullable [] sealed) {
        return sealed == null || isCurrent(sealed)
                ? sealed
                : encrypt(table, column, row, decryptBytes(table, column, row, sealed));
    }

    /**
     * A digest that finds equal values without telling them: HMAC-SHA-256 under a key of its own, which stays while the
     * vault's keys rotate.
     */
    public byte[] blindIndex(String purpose, String value) {
        return Sha256.hmac(keys.indexKey().getEncoded(), (purpose + "\0" + value).getBytes(StandardCharsets.UTF_8));
    }

    private static String place(String table, String column, UUID row) {
        return table + "|" + column + "|" + row;
    }
}
