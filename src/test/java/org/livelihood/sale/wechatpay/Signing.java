package org.livelihood.sale.wechatpay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/** Keys, certificates, signatures and seals of the protocol, made with the JDK and not with the SDK that is tried. */
public final class Signing {

    private static final int KEY_BITS = 2048;
    private static final int TAG_BITS = 128;

    private Signing() {}

    /** Work that fails only where a JDK lacks what every JDK has. */
    private interface Work<T> {
        T done() throws GeneralSecurityException, IOException;
    }

    private static <T> T surely(Work<T> work) {
        try {
            return work.done();
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static KeyPair keys() {
        return surely(() -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        });
    }

    public static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public static byte[] signature(PrivateKey key, byte[] message) {
        return surely(() -> {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        });
    }

    public static String signature(PrivateKey key, String message) {
        return base64(signature(key, message.getBytes(StandardCharsets.UTF_8)));
    }

    public static boolean fits(PublicKey key, String message, String signed) {
        return surely(() -> {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(key);
            signature.update(message.getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(signed));
        });
    }

    static String sha1(byte[] content) {
        return surely(() ->
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content)));
    }

    static byte[] packed(byte[] content) {
        return surely(() -> {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
                packing.write(content);
            }
            return packed.toByteArray();
        });
    }

    /** AES-256-GCM, its tag at the end. */
    static String sealed(String key, String nonce, String associated, String content) {
        return surely(() -> {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce.getBytes(StandardCharsets.UTF_8)));
            cipher.updateAAD(associated.getBytes(StandardCharsets.UTF_8));
            return base64(cipher.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        });
    }

    /** Signed by itself, good for a year around now. */
    static X509Certificate certificate(KeyPair keys, BigInteger serial) {
        return surely(() -> {
            Instant now = Instant.now();
            AlgorithmIdentifier algorithm =
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
            V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
            generator.setSerialNumber(new ASN1Integer(serial));
            generator.setSignature(algorithm);
            generator.setIssuer(new X500Name("CN=Platform"));
            generator.setSubject(new X500Name("CN=Platform"));
            generator.setStartDate(new Time(Date.from(now.minus(1, ChronoUnit.DAYS))));
            generator.setEndDate(new Time(Date.from(now.plus(364, ChronoUnit.DAYS))));
            generator.setSubjectPublicKeyInfo(
                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
            TBSCertificate content = generator.generateTBSCertificate();
            ASN1EncodableVector whole = new ASN1EncodableVector();
            whole.add(content);
            whole.add(algorithm);
            whole.add(new DERBitString(signature(keys.getPrivate(), content.getEncoded("DER"))));
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(new DERSequence(whole).getEncoded()));
        });
    }
}
