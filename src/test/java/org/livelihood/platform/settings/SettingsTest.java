package org.livelihood.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

/** Every setting: what is documented is what is read, and what cannot be used is refused before anything starts. */
class SettingsTest {

    private static final Pattern NAME = Pattern.compile("LIVELIHOOD_[A-Z_]*[A-Z]");

    private record Values(List<String> good, List<String> bad) {}

    private static final Values NUMBERS =
            new Values(List.of("8", "64"), List.of("", "-1", "1.5", "ten", "99999999999"));
    private static final Values TRUTHS = new Values(List.of("true", "false"), List.of("", "maybe", "2"));
    private static final Values TIMES =
            new Values(List.of("1s", "10s", "PT1M", "500000"), List.of("", "-1s", "soon", "400d"));
    private static final Values TEXTS = new Values(List.of("anything", ""), List.of());

    private static Values valuesOf(Setting setting) {
        return switch (setting) {
            case LIVELIHOOD_ORDER_SHARDS -> new Values(List.of("1", "4", "64"), List.of("0", "65", "-4", "four"));
            case LIVELIHOOD_CONNECTIONS, LIVELIHOOD_ARRIVING_PER_ADDRESS ->
                new Values(List.of("10", "10000"), List.of("0", "-1", "many", ""));
            case LIVELIHOOD_LOG_FORMAT -> new Values(List.of("ecs", "gelf", "logstash"), List.of("", "xml"));
            case LIVELIHOOD_PORT,
                    LIVELIHOOD_MANAGEMENT_PORT,
                    LIVELIHOOD_DB_CONNECTIONS,
                    LIVELIHOOD_SIGN_INS_PER_SECOND,
                    LIVELIHOOD_WRITES_PER_SECOND,
                    LIVELIHOOD_READS_PER_SECOND,
                    LIVELIHOOD_BAD_TOKENS_PER_MINUTE -> NUMBERS;
            case LIVELIHOOD_SANDBOX_NOTICE_COPIES -> new Values(List.of("0", "3"), List.of("11", "-1", "many"));
            case LIVELIHOOD_DEMO, LIVELIHOOD_DOCS -> TRUTHS;
            case LIVELIHOOD_DB_LOCK_TIMEOUT,
                    LIVELIHOOD_ORDER_EXPIRY,
                    LIVELIHOOD_ORDER_SWEEP,
                    LIVELIHOOD_PAYMENT_SYNC,
                    LIVELIHOOD_SANDBOX_NOTICE_DELAY -> TIMES;
            case LIVELIHOOD_DB_SSL_MODE -> new Values(List.of("disable", "verify-full"), List.of("", "on", "REQUIRE"));
            case LIVELIHOOD_DB_SSL_ROOT_CERT -> new Values(List.of("pom.xml"), List.of("", "no/such/file", "\0"));
            case LIVELIHOOD_FORWARDED_HEADERS -> new Values(List.of("none", "native", "framework"), List.of("", "yes"));
            case LIVELIHOOD_PAYMENT_PROVIDER -> new Values(List.of("sandbox"), List.of("", "paypal"));
            case LIVELIHOOD_PUBLIC_URL ->
                new Values(
                        List.of("https://shop.example", "http://localhost:8080", "https://shop.example/api"),
                        List.of(
                                "",
                                "shop.example",
                                "https://",
                                "https://a b",
                                "https://shop.example/",
                                "ftp://x.example"));
            case LIVELIHOOD_CORS_ORIGINS ->
                new Values(
                        List.of("https://shop.example", "https://a.example,http://localhost:3000"),
                        List.of("*", "https://shop.example/x", "https://a.example,,https://b.example", "shop.example"));
            default -> TEXTS;
        };
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    @DisplayName("F2, G10: each setting takes its good values and refuses the others in one sentence that names it")
    void everySettingsValues(Setting setting) {
        Values values = valuesOf(setting);
        for (String good : values.good()) {
            assertThat(wrong(setting, good)).as(setting + "=" + good).isEmpty();
        }
        for (String bad : values.bad()) {
            assertThat(wrong(setting, bad))
                    .as(setting + "=" + bad)
                    .singleElement()
                    .asString()
                    .startsWith(setting + " must be ");
        }
    }

    private static List<String> wrong(Setting setting, String value) {
        return SettingsGate.wrong(new MockEnvironment().withProperty(setting.name(), value));
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("LIVELIHOOD_ORDER_SHARDS", "0")
                .withProperty("LIVELIHOOD_DOCS", "perhaps");
        assertThatThrownBy(() -> new SettingsGate().postProcessEnvironment(environment, new SpringApplication()))
                .isInstanceOf(CannotStart.class)
                .hasMessage("LIVELIHOOD_DOCS must be true or false\n"
                        + "LIVELIHOOD_ORDER_SHARDS must be a whole number from 1 to 64");
    }

    @Test
    void theExampleExplainsEverySettingAndItsValuesCanBeUsed() throws IOException {
        TreeSet<String> explained = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of(".env.example"))) {
            if (line.matches("#?LIVELIHOOD_[A-Z_]+=.*")) {
                String[] pair = line.replaceFirst("^#", "").split("=", 2);
                explained.add(pair[0]);
                if (!line.startsWith("#")) {
                    assertThat(wrong(Setting.valueOf(pair[0]), pair[1]))
                            .as(line)
                            .isEmpty();
                }
            }
        }
        assertThat(explained).containsExactlyInAnyOrderElementsOf(Setting.names());
    }

    @Test
    void whatTheProgramReadsIsASetting() throws IOException {
        TreeSet<String> read = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            for (Path file : files.filter(path -> path.toString().matches(".*\\.(java|yaml)"))
                    .toList()) {
                NAME.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(read::add);
            }
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(Setting.names());
    }

    @Test
    void composeSetsSettingsOnly() throws IOException {
        TreeSet<String> set = new TreeSet<>();
        NAME.matcher(Files.readString(Path.of("docker/compose.yaml")))
                .results()
                .map(MatchResult::group)
                .forEach(set::add);
        assertThat(Setting.names()).containsAll(set);
    }
}
