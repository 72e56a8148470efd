package org.livelihood.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.livelihood.support.Given;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.env.MockEnvironment;
import org.yaml.snakeyaml.Yaml;

/** Every setting: what is documented is what is read, and what cannot be used is refused before anything starts. */
class SettingsTest {

    private static final Path EXAMPLE = Path.of(".env.example");
    private static final Pattern NAME = Pattern.compile("LIVELIHOOD_[A-Z_]*[A-Z]");

    private static final String KEY = "cUp6r1FhT0eZkY1vDqWm0oJ2x8bN5sGi7LtR3aHfXyE=";

    private record Values(List<String> good, List<String> bad) {}

    private static final Values NUMBERS =
            new Values(List.of("8", "64"), List.of("", "-1", "1.5", "ten", "99999999999"));
    private static final Values TRUTHS = new Values(List.of("true", "false"), List.of("", "maybe", "2"));
    private static final Values TIMES =
            new Values(List.of("1s", "10s", "PT1M", "500000"), List.of("", "-1s", "soon", "400d"));
    private static final Values TEXTS = new Values(List.of("anything", ""), List.of());

    private static Values valuesOf(Setting setting) {
        return switch (setting.variable()) {
            case "LIVELIHOOD_ORDER_SHARDS" -> new Values(List.of("1", "4", "64"), List.of("0", "65", "-4", "four"));
            case "LIVELIHOOD_CONNECTIONS", "LIVELIHOOD_ARRIVING_PER_ADDRESS" ->
                new Values(List.of("10", "10000"), List.of("0", "-1", "many", ""));
            case "LIVELIHOOD_LOG_FORMAT" -> new Values(List.of("ecs", "gelf", "logstash"), List.of("", "xml"));
            case "LIVELIHOOD_PORT",
                    "LIVELIHOOD_MANAGEMENT_PORT",
                    "LIVELIHOOD_DB_CONNECTIONS",
                    "LIVELIHOOD_SIGN_INS_PER_SECOND",
                    "LIVELIHOOD_WRITES_PER_SECOND",
                    "LIVELIHOOD_READS_PER_SECOND",
                    "LIVELIHOOD_BAD_TOKENS_PER_MINUTE" -> NUMBERS;
            case "LIVELIHOOD_SANDBOX_NOTICE_COPIES" -> new Values(List.of("0", "3"), List.of("11", "-1", "many"));
            case "LIVELIHOOD_BILL_DAYS" -> new Values(List.of("1", "30"), List.of("0", "81", "week"));
            case "LIVELIHOOD_BILL_EVERY" -> new Values(List.of("1m", "2h"), List.of("", "1s", "2d", "soon"));
            case "LIVELIHOOD_WEBHOOK_EVERY" -> new Values(List.of("50ms", "1m"), List.of("", "1ms", "2m", "soon"));
            case "LIVELIHOOD_WEBHOOK_KEPT_FOR" -> new Values(List.of("1d", "366d"), List.of("", "1h", "367d", "soon"));
            case "LIVELIHOOD_WEBHOOK_TRIAL_HOSTS" ->
                new Values(List.of("", "localhost", "127.0.0.1,shop"), List.of("a b", "http://localhost"));
            case "LIVELIHOOD_WECHATPAY_FEE_BASIS_POINTS", "LIVELIHOOD_ALIPAY_FEE_BASIS_POINTS" ->
                new Values(List.of("0", "38"), List.of("-1", "1001", "0.6%"));
            case "LIVELIHOOD_DEMO", "LIVELIHOOD_DOCS" -> TRUTHS;
            case "LIVELIHOOD_DB_LOCK_TIMEOUT",
                    "LIVELIHOOD_ORDER_EXPIRY",
                    "LIVELIHOOD_ORDER_SWEEP",
                    "LIVELIHOOD_PAYMENT_SYNC",
                    "LIVELIHOOD_RESEALING_EVERY",
                    "LIVELIHOOD_ATTRIBUTION_RETRY_EVERY",
                    "LIVELIHOOD_PAYOUT_RELEASE_EVERY",
                    "LIVELIHOOD_AUDIT_TIMEOUT",
                    "LIVELIHOOD_AUDIT_PATIENCE",
                    "LIVELIHOOD_LOG_EVERY",
                    "LIVELIHOOD_SANDBOX_NOTICE_DELAY" -> TIMES;
            case "LIVELIHOOD_DB_PATIENCE", "LIVELIHOOD_AUDIT_EVERY" ->
                new Values(List.of("100ms", "1s"), List.of("", "50ms", "0", "2h"));
            case "LIVELIHOOD_PAYOUT_AFTER_SALES_WINDOW" ->
                new Values(List.of("0s", "7d", "365d"), List.of("", "-1s", "soon", "366d"));
            case "LIVELIHOOD_DB_SSL_MODE" ->
                new Values(List.of("disable", "verify-full"), List.of("", "on", "REQUIRE"));
            case "LIVELIHOOD_DB_SSL_ROOT_CERT" -> new Values(List.of("pom.xml"), List.of("", "no/such/file", "\0"));
            case "LIVELIHOOD_FORWARDED_HEADERS" ->
                new Values(List.of("none", "native", "framework"), List.of("", "yes"));
            case "LIVELIHOOD_PAYMENT_PROVIDER" ->
                new Values(List.of("sandbox", "wechatpay", "alipay"), List.of("", "paypal"));
            case "LIVELIHOOD_WECHATPAY_MERCHANT", "LIVELIHOOD_ALIPAY_APP", "LIVELIHOOD_ALIPAY_SELLER" ->
                new Values(List.of("1900000001", ""), List.of("me", "1' + '"));
            case "LIVELIHOOD_MINI_PROGRAM_APP" ->
                new Values(List.of("wx0000000000000000", ""), List.of("me", "wx0' + '"));
            case "LIVELIHOOD_PUBLIC_URL",
                    "LIVELIHOOD_WECHATPAY_ADDRESS",
                    "LIVELIHOOD_ALIPAY_ADDRESS",
                    "LIVELIHOOD_MINI_PROGRAM_ADDRESS" ->
                new Values(
                        List.of("https://shop.example", "http://localhost:8080", "https://shop.example/api"),
                        List.of(
                                "",
                                "shop.example",
                                "https://",
                                "https://a b",
                                "https://shop.example/",
                                "ftp://x.example"));
            case "LIVELIHOOD_CORS_ORIGINS" ->
                new Values(
                        List.of("https://shop.example", "https://a.example,http://localhost:3000"),
                        List.of("*", "https://shop.example/x", "https://a.example,,https://b.example", "shop.example"));
            case "LIVELIHOOD_SECRET_KEY", "LIVELIHOOD_LOG_KEY" ->
                new Values(List.of(KEY, ""), List.of("changeme", "not base64!", "c2hvcnQ=", "A".repeat(43) + "="));
            case "LIVELIHOOD_VAULT_KEYS" ->
                new Values(
                        List.of("k1:" + KEY, "k2:" + KEY + ", k1:" + KEY, ""),
                        List.of(KEY, "k1:", "k1:short", "k1:" + KEY + ",k1:" + KEY, "K 1:" + KEY));
            case "LIVELIHOOD_LOG_ORIGIN" ->
                new Values(List.of("example.org/log", ""), List.of("a log", "x".repeat(201)));
            case "LIVELIHOOD_OIDC_ISSUER" ->
                new Values(
                        List.of("https://login.example/realms/county", "http://localhost:8180/realms/county", ""),
                        List.of(
                                "login.example",
                                "http://login.example",
                                "https://",
                                "http://localhost.evil.example:1"));
            case "LIVELIHOOD_DB_URL" ->
                new Values(
                        List.of("postgresql://db.example:5432/livelihood", "postgresql://db/x", ""),
                        List.of(
                                "jdbc:postgresql://db/x",
                                "postgresql://db",
                                "postgresql://db/",
                                "postgresql://u:p@db/x"));
            default -> TEXTS;
        };
    }

    private static List<Setting> settings() {
        return Settings.all();
    }

    @ParameterizedTest
    @MethodSource("settings")
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

    @Test
    void eachVariableReachesItsRecord() {
        for (Class<? extends Record> module : Settings.records()) {
            Record unset = Given.settings(module, Map.of());
            Setting.of(module)
                    .forEach(setting -> assertThat(valuesOf(setting).good())
                            .as(setting.variable())
                            .map(good -> Given.settings(module, Map.of(setting.variable(), good)))
                            .anyMatch(record -> !record.equals(unset)));
        }
    }

    private static ConfigurableEnvironment started(Map<String, String> variables) throws IOException {
        ConfigurableEnvironment environment = Given.environment(variables);
        new YamlPropertySourceLoader()
                .load("yaml", new ClassPathResource("application.yaml"))
                .forEach(environment.getPropertySources()::addLast);
        new SettingsGate().postProcessEnvironment(environment, new SpringApplication());
        return environment;
    }

    private static List<String> read(ConfigurableEnvironment environment) {
        return Stream.of(
                        "server.port",
                        "management.server.port",
                        "server.forward-headers-strategy",
                        "springdoc.api-docs.enabled",
                        "logging.structured.format.console")
                .map(environment::getProperty)
                .toList();
    }

    @Test
    void whatSpringBootReadsItselfHasTheSameDefaults() throws IOException {
        assertThat(read(started(Map.of()))).containsExactly("8080", "", "none", "true", "");
        assertThat(read(started(Map.of(
                        "LIVELIHOOD_PORT", "9000",
                        "LIVELIHOOD_MANAGEMENT_PORT", "9001",
                        "LIVELIHOOD_FORWARDED_HEADERS", "native",
                        "LIVELIHOOD_DOCS", "false",
                        "LIVELIHOOD_LOG_FORMAT", "ecs"))))
                .containsExactly("9000", "9001", "native", "false", "ecs");
    }

    private static List<String> wrong(Setting setting, String value) {
        return SettingsGate.wrong(Given.environment(Map.of(setting.variable(), value)), List.of(setting))
                .toList();
    }

    private static ThrowableAssert.ThrowingCallable start(Map<String, String> variables) {
        return () -> new SettingsGate().postProcessEnvironment(Given.environment(variables), new SpringApplication());
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThatThrownBy(start(Map.of("LIVELIHOOD_ORDER_SHARDS", "0", "LIVELIHOOD_DOCS", "perhaps")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("LIVELIHOOD_DOCS must be true or false\n"
                        + "LIVELIHOOD_ORDER_SHARDS must be a whole number from 1 to 64");
    }

    @Test
    void aNameThatIsNoSettingIsRefused() {
        assertThatThrownBy(start(Map.of("LIVELIHOOD_DOC", "false")))
                .isInstanceOf(CannotStart.class)
                .hasMessage("LIVELIHOOD_DOC is no setting of this program");
        MockEnvironment environment = new MockEnvironment().withProperty("LIVELIHOOD_DOCS", "false");
        assertThatThrownBy(() -> new SettingsGate().postProcessEnvironment(environment, new SpringApplication()))
                .hasMessage("LIVELIHOOD_DOCS is no setting of this program");
    }

    @Test
    void noMessageHoldsASecret() {
        List<RecordComponent> secrets = Settings.records().stream()
                .flatMap(module -> Arrays.stream(module.getRecordComponents()))
                .filter(part -> part.getName().matches(".*([pP]assword|Key|key|vaultKeys)"))
                .toList();
        assertThat(secrets).hasSizeGreaterThan(4).allMatch(part -> part.getType() == Secret.class);
        assertThat(new Secret("hunter2")).hasToString("(secret)");
    }

    /** The defaults of all settings; empty for one that is not set by default. */
    private static Map<String, String> fallbacks() {
        return Settings.all().stream().collect(Collectors.toMap(Setting::variable, Setting::fallback));
    }

    /** A setting with a default is written with it, one without is commented out, with an example. */
    @Test
    void theExampleExplainsEverySettingWithItsDefault() throws IOException {
        Map<String, String> explained = new TreeMap<>();
        for (String line : Files.readAllLines(EXAMPLE)) {
            if (line.matches("#?LIVELIHOOD_[A-Z_]+=.*")) {
                String[] pair = line.split("=", 2);
                boolean example = pair[0].startsWith("#");
                assertThat(explained.put(pair[0].replace("#", ""), example ? "" : pair[1]))
                        .as(line)
                        .isNull();
            }
        }
        assertThat(explained).isEqualTo(fallbacks());
    }

    @Test
    void theDefaultsAndTheExamplesCanBeUsed() throws IOException {
        Map<String, Setting> byName =
                Settings.all().stream().collect(Collectors.toMap(Setting::variable, Function.identity()));
        for (String line : Files.readAllLines(EXAMPLE)) {
            if (line.matches("#?LIVELIHOOD_[A-Z_]+=.+") && !line.contains("_CERT=")) {
                String[] pair = line.replaceFirst("^#", "").split("=", 2);
                assertThat(wrong(Objects.requireNonNull(byName.get(pair[0])), pair[1]))
                        .as(line)
                        .isEmpty();
            }
        }
    }

    @Test
    void everyRecordOfSettingsIsListed() {
        Set<String> declared = new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
                .importPackages("org.livelihood").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        assertThat(Settings.records().stream().map(Class::getName)).containsExactlyInAnyOrderElementsOf(declared);
        assertThat(Settings.all().stream().map(Setting::property)).doesNotHaveDuplicates();
    }

    @Test
    void whatMessagesAndDocumentsNameIsASetting() throws IOException {
        TreeSet<String> named = new TreeSet<>();
        for (String folder : List.of("src/main", "src/docs", "src/bench", "docker")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(path -> path.toString().matches(".*\\.(java|yaml|md|sh)"))
                        .toList()) {
                    NAME.matcher(Files.readString(file))
                            .results()
                            .map(MatchResult::group)
                            .forEach(named::add);
                }
            }
        }
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(fallbacks().keySet()).containsAll(named);
    }

    /** Settings without a value in the compose file are handed on where the operator's .env sets them. */
    @Test
    void composePassesEverySetting() throws IOException {
        Map<String, Map<String, Map<String, Map<String, String>>>> compose =
                new Yaml().load(Files.readString(Path.of("docker/compose.yaml")));
        Set<String> passed =
                compose.get("services").get("livelihood").get("environment").keySet();
        assertThat(passed).containsExactlyInAnyOrderElementsOf(fallbacks().keySet());
    }
}
