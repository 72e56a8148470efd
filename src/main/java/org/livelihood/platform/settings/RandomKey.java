package org.livelihood.platform.settings;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

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
}
