package org.livelihood.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class Sha256Test {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    @DisplayName("FIPS 180-4, example B.1; parts are one text")
    void digests() {
        assertThat(Sha256.hex(bytes("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.of(bytes("a"), bytes("bc"))).isEqualTo(Sha256.of(bytes("abc")));
    }

    @Test
    @DisplayName("RFC 4231, test case 2")
    void keyed() {
        byte[] mac = Sha256.hmac(bytes("Jefe"), bytes("what do ya want "), bytes("for nothing?"));
        assertThat(HexFormat.of().formatHex(mac))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
