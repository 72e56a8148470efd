package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.password.NoOpPasswordEncoder;

class PasswordRulesTest {

    @SuppressWarnings("deprecation")
    private final PasswordRules rules = new PasswordRules(NoOpPasswordEncoder.getInstance());

    @ParameterizedTest
    @DisplayName("F10: common, repeated, keyboard and context passwords are refused")
    @ValueSource(
            strings = {
                "password1234",
                "aaaaaaaaaaa",
                "Passw0rd",
                "1234567890",
                "qwertyuiop",
                "1qaz2wsx3edc",
                "iloveyou12",
                "livelihood2026",
                "Livelihood!",
                "zhanghua-zhanghua",
                "abcabcabc",
                "5201314520",
                "19900101",
                "short12",
                "football1"
            })
    void weak(String password) {
        assertThat(rules.isWeak("zhanghua", password)).isTrue();
    }

    @ParameterizedTest
    @DisplayName("F10: eight characters are enough where nobody guesses them, of any kind and up to 128")
    @ValueSource(
            strings = {
                "three-socks-2020",
                "three socks and a sheep",
                "a sock for every foot",
                "kD7$mq2P",
                "土鸡蛋和三双袜子一起卖",
                "correct horse battery staple correct horse battery staple correct horse battery staple correct horse battery staple 12345678901"
            })
    void strong(String password) {
        assertThat(rules.isWeak("zhanghua", password)).isFalse();
    }
}
