package org.livelihood.platform.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES-256-GCM over one field (NIST SP 800-38D): key id, nonce, ciphertext; bound to the place it belongs to. */
public final class FieldCipher {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private FieldCipher() {}

    /** @param keys by id, of which the first one seals */
    public static byte[] encrypt(Map<String, SecretKey> keys, String place, byte[] plain) {
        Map.Entry<String, SecretKey> current = keys.entrySet().iterator().next();
        byte[] id = current.getKey().getBytes(StandardCharsets.US_ASCII);
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, current.getValue(), nonce, place, plain);
        return ByteBuffer.allocate(1 + id.length + NONCE_BYTES + sealed.length)
                .put((byte) id.length)
                .put(id)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws IllegalStateException if the key is unknown, or the bytes were changed or moved from another place */
    public static byte[] decrypt(Map<String, SecretKey> keys, String place, byte[] bytes) {
        int idLength = bytes.length == 0 ? -1 : bytes[0];
        if (idLength < 0 || bytes.length < 1 + idLength + NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            throw new IllegalStateException("a sealed field is cut short: " + place);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        SecretKey key = keys.get(new String(taken(buffer, idLength), StandardCharsets.US_ASCII));
        if (key == null) {
            throw new IllegalStateException("the key of a sealed field is not among the given ones");
        }
        byte[] nonce = taken(buffer, NONCE_BYTES);
        return run(Cipher.DECRYPT_MODE, key, nonce, place, taken(buffer, buffer.remaining()));
    }

    /** What every field begins with that the key of this id has sealed. */
    static byte[] mark(String id) {
        byte[] text = id.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + text.length)
                .put((byte) text.length)
                .put(text)
                .array();
    }

    /** The id of the key that sealed a field. */
    static String keyOf(byte[] bytes) {
        return new String(bytes, 1, bytes[0], StandardCharsets.US_ASCII);
    }

    private static byte[] taken(ByteBuffer buffer, int length) {
        byte[] part = new byte[length];
        buffer.get(part);
        return part;
    }

    private static byte[] run(int mode, SecretKey key, byte[] nonce, String place, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException("a sealed field does not open: " + place, failure);
        }
    }
}
