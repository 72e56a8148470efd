package org.livelihood.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class VaultProperties {

    private static final UUID ROW = new UUID(7, 7);
    private static final String MASTER = key();
    private static final String OLD = "k1:" + key();
    private static final String NEW = "k2:" + key();
    private static final Vault VAULT = vault(OLD);

    static String key() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Vault vault(String keys) {
        return new Vault(Vaults.keys(MASTER, keys));
    }

    private static byte[] sealed(Vault vault, String plain) {
        return vault.encrypt("household_vault", "name", ROW, plain);
    }

    private static String opened(Vault vault, byte[] sealed) {
        return vault.decrypt("household_vault", "name", ROW, sealed);
    }

    /** Text as UTF-8 carries it: no lone surrogates. */
    private static String text(String any) {
        return new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Property(tries = 300)
    void whatIsSealedOpensAgain(@ForAll String any) {
        String plain = text(any);
        assertThat(opened(VAULT, sealed(VAULT, plain))).isEqualTo(plain);
    }

    @Property(tries = 500)
    void oneChangedBitIsNoticed(@ForAll @IntRange(max = 7) int bit, @ForAll @IntRange(max = 10_000) int at) {
        byte[] bytes = sealed(VAULT, "吾尔古丽 110101199003078515");
        bytes[at % bytes.length] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> opened(VAULT, bytes)).isInstanceOf(IllegalStateException.class);
    }

    @Property(tries = 100)
    void aFieldCutShortIsNoticed(@ForAll @IntRange(max = 40) int length) {
        byte[] bytes = sealed(VAULT, "13800000000");
        assertThatThrownBy(() -> opened(VAULT, Arrays.copyOf(bytes, length))).isInstanceOf(IllegalStateException.class);
    }

    @Example
    void aFieldMovedToAnotherPlaceDoesNotOpen() {
        byte[] bytes = sealed(VAULT, "secret");
        assertThatThrownBy(() -> VAULT.decrypt("household_vault", "name", new UUID(7, 8), bytes))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> VAULT.decrypt("household_vault", "phone", ROW, bytes))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> VAULT.decrypt("other", "name", ROW, bytes)).isInstanceOf(IllegalStateException.class);
    }

    @Example
    void equalValuesAreNeverSealedEqually() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            seen.add(Base64.getEncoder().encodeToString(sealed(VAULT, "same")));
        }
        assertThat(seen).hasSize(1_000);
    }

    @Example
    void twoKeysLiveWhileTheyRotate() {
        Vault rotating = vault(NEW + "," + OLD);
        byte[] before = sealed(VAULT, "seal");
        byte[] after = sealed(rotating, "seal");
        assertThat(opened(rotating, before)).isEqualTo("seal");
        assertThat(rotating.isCurrent(before)).isFalse();
        assertThat(rotating.isCurrent(after)).isTrue();
        assertThat(opened(vault(NEW), after)).isEqualTo("seal");
        assertThatThrownBy(() -> opened(vault(NEW), before)).isInstanceOf(IllegalStateException.class);
    }

    @Example
    void aBlindIndexFindsEqualValuesOfOnePurposeAcrossARotation() {
        byte[] index = VAULT.blindIndex("id_number", "110101199003078515");
        assertThat(vault(NEW + "," + OLD).blindIndex("id_number", "110101199003078515"))
                .isEqualTo(index);
        assertThat(VAULT.blindIndex("phone", "110101199003078515")).isNotEqualTo(index);
        assertThat(VAULT.blindIndex("id_number", "110101199003078516")).isNotEqualTo(index);
    }
}
