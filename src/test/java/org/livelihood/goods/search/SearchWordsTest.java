package org.livelihood.goods.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchWordsTest {

    private static final String SOCKS = "洪单村纯棉袜 Hongdan cotton socks";

    /** As the database does it. */
    private static boolean finds(String asked, String title) {
        Wanted wanted = Wanted.of(asked);
        String name = SearchWords.folded(title);
        return SearchWords.of(title).containsAll(wanted.words())
                && wanted.phrases().stream().allMatch(name::contains);
    }

    private static long alike(String asked, String title) {
        Set<String> shared = new HashSet<>(Wanted.of(asked).near());
        shared.retainAll(SearchWords.of(title));
        return shared.size();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "棉",
                "棉袜",
                "纯棉袜",
                "洪单村纯棉袜",
                "棉袜 洪单村",
                "純棉襪",
                "hdccmw",
                "HDC",
                "mw",
                "m",
                "mianwa",
                "mianw",
                "hongdancunchunmianwa",
                "cotton",
                "ＣＯＴＴＯＮ",
                "cot 棉袜",
                "socks hongdan",
                "mian袜",
                "棉袜!",
                SOCKS
            })
    void socksAreFound(String asked) {
        assertThat(finds(asked, SOCKS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"毛袜", "袜棉", "棉村", "otton", "cottons", "cwm", "wamian", "鸡蛋", "%", "_", "'", "🧦", "棉 蛋"})
    void whatIsNotThereIsNotFound(String asked) {
        assertThat(finds(asked, SOCKS)).isFalse();
    }

    @Test
    void signsAreFoundAsTheyStand() {
        assertThat(finds("%_", "100%_纯棉")).isTrue();
        assertThat(finds("_%", "100%_纯棉")).isFalse();
        assertThat(finds("%", "100%纯棉")).isTrue();
        assertThat(finds("'", "farmer's eggs")).isTrue();
        assertThat(finds("🧦", "棉袜🧦🧦")).isTrue();
        assertThat(finds("100%纯棉", "100％純棉")).isTrue();
    }

    @Test
    void pairsAloneDoNotMakeAWhole() {
        assertThat(Wanted.of("棉袜棉").words()).containsExactly("棉袜", "袜棉");
        assertThat(finds("鸡蛋鸡", "土鸡蛋 蛋鸡")).isFalse();
        assertThat(finds("土鸡蛋", "新车村土鸡蛋")).isTrue();
    }

    /** The likely reading first, another one of each character, up to eight together. */
    @ParameterizedTest
    @CsvSource({"长款袜, ckw", "长款袜, zkw", "重庆小面, cqxm", "银行, yh", "绿茶, lvcha", "绿茶, luc", "女袜, nvwa", "银耳, yiner"})
    void charactersHaveAllTheirReadings(String title, String asked) {
        assertThat(finds(asked, title)).isTrue();
    }

    @Test
    void whatSoundsTheSameOrIsMisspeltIsAlike() {
        assertThat(alike("眠袜", SOCKS)).isPositive();
        assertThat(alike("hongdna", SOCKS)).isEqualTo(3);
        assertThat(alike("银耳", SOCKS)).isZero();
    }

    @Test
    void nothingLongOrOddBreaksIt() {
        String many = "棉".repeat(200);
        assertThat(Wanted.of(many).words()).containsExactly("棉棉");
        assertThat(Wanted.of("a".repeat(200)).words()).containsExactly("a".repeat(SearchWords.MOST_LETTERS));
        assertThat(SearchWords.of("长".repeat(80))).hasSizeLessThan(300);
        assertThat(SearchWords.of("𠮷野家の袜")).contains("𠮷", "𠮷野", "袜", "wa");
        assertThat(SearchWords.of("𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨𐐨").stream().allMatch(SearchWordsTest::isWhole))
                .isTrue();
        assertThat(SearchWords.of(" \u200B\u0301 ")).isEmpty();
    }

    private static boolean isWhole(String word) {
        return word.codePoints().noneMatch(point -> point >= 0xD800 && point <= 0xDFFF);
    }

    @Test
    void aTitleOfThirtyCharactersHasNotTooManyWords() {
        assertThat(SearchWords.of("安徽颍上洪单村手工纯棉长筒女袜春秋款透气吸汗十双装礼盒包邮新品")).hasSizeLessThan(1_500);
    }
}
