package org.livelihood.sale.alipay;

import java.nio.charset.Charset;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.livelihood.platform.settings.CannotStart;
import org.livelihood.platform.settings.Secret;

/**
 * Alipay's signature RSA2: SHA-256 with RSA over all parameters that are not empty, sorted by name, as
 * {@code name=value} with {@code &} between.
 */
final class AlipayKeys {

    private static final String ALGORITHM = "SHA256withRSA";
    private static final String PEM = "-----(BEGIN|END) (PRIVATE|PUBLIC) KEY-----|\\s";

    private final PrivateKey own;
    private final PublicKey theirs;

    /** @throws CannotStart for a key that is none */
    AlipayKeys(AlipaySettings settings) {
        this.own = key(
                settings.privateKey(),
                "LIVELIHOOD_ALIPAY_PRIVATE_KEY",
                bytes -> generated(new PKCS8EncodedKeySpec(bytes), KeyFactory::generatePrivate));
        this.theirs = key(
                settings.publicKey(),
                "LIVELIHOOD_ALIPAY_PUBLIC_KEY",
                bytes -> generated(new X509EncodedKeySpec(bytes), KeyFactory::generatePublic));
    }

    private static <T> T key(Secret given, String name, Function<byte[], T> reading) {
        try {
            return reading.apply(Base64.getDecoder().decode(given.value().replaceAll(PEM, "")));
        } catch (IllegalArgumentException notAKey) {
            throw new CannotStart(name + " must be an RSA key as PEM (PKCS #8), or its base64 in one line");
        }
    }

    /** Makes a key of what is written of it. */
    private interface Making<T> {
        T key(KeyFactory factory, KeySpec written) throws InvalidKeySpecException;
    }

    private static <T> T generated(KeySpec written, Making<T> making) {
        try {
            return making.key(KeyFactory.getInstance("RSA"), written);
        } catch (GeneralSecurityException notAKey) {
            throw new IllegalArgumentException(notAKey);
        }
    }

    /** What is signed of parameters, without those that are left out. */
    static String content(Map<String, String> parameters, Set<String> leftOut) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(entry -> !entry.getValue().isEmpty() && !leftOut.contains(entry.getKey()))
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("&"));
    }

    String sign(String content, Charset charset) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(own);
            signature.update(content.getBytes(charset));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether Alipay has signed it; false also for what is no signature at all. */
    boolean isTheirs(String content, Charset charset, String signed) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(theirs);
            signature.update(content.getBytes(charset));
            return signature.verify(Base64.getDecoder().decode(signed));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }
}
