package org.livelihood.account.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.livelihood.platform.kernel.Sha256;

/**
 * What a log signs of itself: a signed note of C2SP (c2sp.org/signed-note, c2sp.org/tlog-checkpoint) with Ed25519.
 *
 * @param origin the log's name
 * @param size how many leaves it has
 * @param root its root hash at this size
 */
record Checkpoint(String origin, long size, byte[] root) {

    private static final String SIGNATURE = "\u2014 ";
    private static final byte ED25519 = 1;
    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    private static final int ID_BYTES = 4;

    /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
    private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

    /**
     * A key that verifies notes, as C2SP writes it: name, key id and key, with plus signs between.
     *
     * @param text the whole
     */
    record VerifierKey(String name, byte[] id, PublicKey key, String text) {

        static VerifierKey of(String name, PublicKey key) {
            byte[] encoded = key.getEncoded();
            byte[] typed = new byte[KEY_BYTES + 1];
            typed[0] = ED25519;
            System.arraycopy(encoded, encoded.length - KEY_BYTES, typed, 1, KEY_BYTES);
            byte[] id = id(name, typed);
            String text = name + "+" + HexFormat.of().formatHex(id) + "+"
                    + Base64.getEncoder().encodeToString(typed);
            return new VerifierKey(name, id, key, text);
        }

        /** @throws IllegalArgumentException when the text is no such key, or its id is not the key's */
        static VerifierKey parse(String text) {
            String[] parts = text.strip().split("\\+", 3);
            if (parts.length < 3) {
                throw new IllegalArgumentException("a verifier key reads name+id+key");
            }
            byte[] typed = Base64.getDecoder().decode(parts[2]);
            if (typed.length != KEY_BYTES + 1 || typed[0] != ED25519) {
                throw new IllegalArgumentException("not an Ed25519 verifier key");
            }
            VerifierKey parsed = of(parts[0], publicKey(Arrays.copyOfRange(typed, 1, typed.length)));
            if (!parsed.text.equals(text.strip())) {
                throw new IllegalArgumentException("the id of the verifier key is not its key's");
            }
            return parsed;
        }

        private static byte[] id(String name, byte[] typed) {
            byte[] line = (name + "\n").getBytes(StandardCharsets.UTF_8);
            return Arrays.copyOf(Sha256.of(line, typed), ID_BYTES);
        }

        private static PublicKey publicKey(byte[] raw) {
            byte[] encoded = ByteBuffer.allocate(X509.length + KEY_BYTES)
                    .put(X509)
                    .put(raw)
                    .array();
            try {
                return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
            } catch (GeneralSecurityException bad) {
                throw new IllegalArgumentException("not an Ed25519 key", bad);
            }
        }
    }

    /** The text that is signed. */
    String body() {
        return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    }

    /** The whole note: the body, an empty line, and a line with the signature. */
    String signed(VerifierKey name, PrivateKey key) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(body().getBytes(StandardCharsets.UTF_8));
            byte[] signature = ByteBuffer.allocate(ID_BYTES + SIGNATURE_BYTES)
                    .put(name.id())
                    .put(ed25519.sign())
                    .array();
            return body() + "\n" + SIGNATURE + name.name() + " "
                    + Base64.getEncoder().encodeToString(signature) + "\n";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Reads a note that the key has signed; lines of other keys, as of witnesses, are left aside.
     *
     * @throws IllegalArgumentException when it is no checkpoint, or not signed by the key
     */
    static Checkpoint open(String note, VerifierKey key) {
        int end = note.lastIndexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            throw new IllegalArgumentException("not a signed note");
        }
        String body = note.substring(0, end + 1);
        boolean signed = note.substring(end + 2).lines().anyMatch(line -> isSignature(line, body, key));
        if (!signed) {
            throw new IllegalArgumentException("not signed by " + key.name());
        }
        String[] lines = body.split("\n", -1);
        if (lines.length < 4 || !lines[0].equals(key.name()) || !lines[1].matches("0|[1-9][0-9]{0,14}")) {
            throw new IllegalArgumentException("not a checkpoint of " + key.name());
        }
        byte[] root = Base64.getDecoder().decode(lines[2]);
        if (root.length != Merkle.HASH_BYTES) {
            throw new IllegalArgumentException("not a root hash");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
    }

    private static boolean isSignature(String line, String body, VerifierKey key) {
        String start = SIGNATURE + key.name() + " ";
        if (!line.startsWith(start)) {
            return false;
        }
        byte[] signature = Base64.getDecoder().decode(line.substring(start.length()));
        if (signature.length != ID_BYTES + SIGNATURE_BYTES
                || !Arrays.equals(signature, 0, ID_BYTES, key.id(), 0, ID_BYTES)) {
            return false;
        }
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(key.key());
            ed25519.update(body.getBytes(StandardCharsets.UTF_8));
            return ed25519.verify(signature, ID_BYTES, SIGNATURE_BYTES);
        } catch (GeneralSecurityException bad) {
            return false;
        }
    }
}
