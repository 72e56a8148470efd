package org.livelihood.platform.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.livelihood.platform.kernel.TextRule.Fault;

class TextRuleTest {

    @ParameterizedTest
    @EnumSource(TextRule.class)
    @DisplayName("C1: half a character, a noncharacter, NUL and U+FFFD are refused in every kind of text")
    void brokenTextIsRefused(TextRule rule) {
        List<String> broken = List.of("袜\ud83d一", "\ude00", "a\ud83d", "\udc00\ud800", "a\0", "\uFFFEb", "\uFFFF");
        assertThat(broken).allSatisfy(text -> assertThat(rule.faultOf(text)).isEqualTo(Fault.BROKEN));
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(point -> (point & 0xFFFE) == 0xFFFE || point >= 0xFDD0 && point <= 0xFDEF)
                        .mapToObj(Character::toString))
                .hasSize(66)
                .allSatisfy(text -> assertThat(rule.faultOf("a" + text)).isEqualTo(Fault.BROKEN));
        assertThat(rule.faultOf("a\uFFFD")).isEqualTo(Fault.BROKEN);
    }

    @ParameterizedTest
    @EnumSource(TextRule.class)
    @DisplayName("C1: controls and signs that turn letters are refused; line breaks only stand in notes")
    void controlsAreRefused(TextRule rule) {
        List<Integer> bidi =
                List.of(0x61C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069);
        IntStream controls = IntStream.concat(IntStream.rangeClosed(1, 0x1F), IntStream.rangeClosed(0x7F, 0x9F));
        assertThat(IntStream.concat(controls, bidi.stream().mapToInt(point -> point))
                        .filter(point -> "\n\r\t".indexOf(point) < 0))
                .hasSize(31 - 3 + 33 + 12)
                .allSatisfy(point -> assertThat(rule.faultOf("a" + Character.toString(point) + "b"))
                        .isEqualTo(Fault.CONTROL));
        assertThat(rule.allows("a\r\n\tb")).isEqualTo(rule == TextRule.NOTE);
        assertThat(rule.allows("a\u2028b")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u3000", "\u200B", "\u200D\u00AD", "\u3164", "\u2800", "\uFE0F", "\u034F", "\u2060"})
    @DisplayName("B10: a text of which nothing can be seen is refused")
    void nothingSeen(String text) {
        assertThat(TextRule.LINE.faultOf(text)).isEqualTo(Fault.INVISIBLE);
        assertThat(TextRule.NOTE.faultOf(text)).isEqualTo(Fault.INVISIBLE);
        assertThat(TextRule.NAME.faultOf(text)).isEqualTo(Fault.INVISIBLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "@a", "-a", "+a", "123", "a  b", " a", "a ", "a😀", "a\u200Bb", "a;b", "<b>"})
    @DisplayName("B10: what is no name is refused, however it is dressed")
    void noNames(String text) {
        assertThat(TextRule.NAME.faultOf(text)).isEqualTo(Fault.NOT_A_NAME);
        assertThat(TextRule.LINE.allows(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "吴𬭊祥",
                "阿卜杜拉·买买提",
                "王芳（大）",
                "张〇",
                "Mary-Jane O'Neil Jr.",
                "演示1",
                "ئابلىز",
                "བཀྲ་ཤིས",
                "3M中国",
                "颍上县洪单村扶贫车间",
                "葛\uDB40\uDD00城",
                "\uD880\uDC00明",
                "阳光(集团)有限公司",
                "A & B Co., Ltd."
            })
    @DisplayName("B10: names as people bear them are names")
    void names(String text) {
        assertThat(TextRule.NAME.faultOf(text)).isNull();
    }

    @Test
    @DisplayName("C1: text is counted as its reader and the database count it")
    void lengths() {
        assertThat(TextRule.lengthOf("😀𬭊a")).isEqualTo(3);
        assertThat(TextRule.LINE.allows("👩‍🌾 袜子 😀")).isTrue();
        assertThat(TextRule.LINE.allows("")).isTrue();
    }
}
