package org.livelihood.platform.settings;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keys of 32 random bytes, which operators give as base64. */
public final class RandomKey {

    private static final int BYTES = 32;

    /** Random bytes have about 30 different values; a word that was repeated has few. */
    private static final int DIFFERENT = BYTES / 4;

    private RandomKey() {}

    /**
     * @param variable that the key was given in, for the message
     * @throws CannotStart if it is not base64, or weak: of another length, or of a few values only
     */
    public static byte[] of(String variable, String base64) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new CannotStart(variable + " must be base64");
        }
        long different =
                new String(key, StandardCharsets.ISO_8859_1).chars().distinct().count();
        if (key.length != BYTES || different < DIFFERENT) {
            throw new CannotStart(variable + " is weak: base64 of 32 random bytes is needed");
        }
        return key;
    }

    /**
     * Keys by their ids, in the order in which they were given: {@code id:base64key[,id:base64key]}.
     *
     * @throws CannotStart as {@link #of} does, and where an id is missing or comes twice
     */
    public static Map<String, byte[]> named(String variable, String listed) {
        Map<String, byte[]> keys = new LinkedHashMap<>();
        for (String entry : listed.isBlank() ? new String[0] : listed.split(",", -1)) {
            String[] idAndKey = entry.strip().split(":", 2);
            if (idAndKey.length < 2 || !idAndKey[0].matches("[a-z0-9-]{1,20}")) {
                throw new CannotStart(variable + " must read id:base64key[,id:base64key]");
            }
            if (keys.put(idAndKey[0], of(variable, idAndKey[1])) != null) {
                throw new CannotStart(variable + " names a key twice");
            }
        }
        return keys;
    }

    static boolean isOne(String base64) {
        return holds(() -> of("", base64));
    }

    static boolean areNamed(String listed) {
        return holds(() -> named("", listed));
    }

    private static boolean holds(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (CannotStart wrong) {
            return false;
        }
    }
}
