package org.livelihood;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Name;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Reason;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The rules of the house that a test can hold. */
class StyleTest {

    private static final Path MAIN = Path.of("src/main/java");
    private static final Path MESSAGES = Path.of("src/main/resources/messages");
    private static final int LONGEST_FILE = 300;
    private static final int LONGEST_LINE = 120;
    private static final int LONGEST_METHOD = 40;

    private static final JavaClasses CLASSES =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("org.livelihood");

    @Test
    void nothingBlocksOrSubscribesByHand() {
        Pattern byHand = Pattern.compile("block|blockFirst|blockLast|subscribe");
        List<String> calls = CLASSES.stream()
                .filter(type -> !type.getSimpleName().endsWith("Lifecycle"))
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().getPackageName().startsWith("reactor.core.publisher"))
                .filter(call -> byHand.matcher(call.getName()).matches())
                .map(JavaMethodCall::getDescription)
                .toList();
        assertThat(calls).isEmpty();
    }

    @Test
    void moneyKnowsNoFloatingPoint() {
        assertThat(linesMatching(Pattern.compile("\\b(double|float|Double|Float)\\b")))
                .isEmpty();
    }

    @Test
    void commandsReturnAMono() {
        methods()
                .that()
                .areAnnotatedWith(Transactional.class)
                .should()
                .haveRawReturnType(Mono.class)
                .check(CLASSES);
        noClasses().should().beAnnotatedWith(Transactional.class).check(CLASSES);
    }

    @Test
    void everyEndpointSaysWhoMayCallIt() {
        List<String> silent = CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(RestController.class))
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.getAnnotations().stream()
                        .anyMatch(annotation ->
                                annotation.getRawType().getName().startsWith("org.springframework.web.bind.annotation.")
                                        && annotation.getRawType().getName().endsWith("Mapping")))
                .filter(method -> method.isAnnotatedWith(Allow.class) == method.isAnnotatedWith(PublicEndpoint.class))
                .map(method -> method.getFullName())
                .toList();
        assertThat(silent).isEmpty();
    }

    @Test
    @DisplayName("B10: wherever a name enters, the one rule for names stands")
    void namesThatEnterAreNames() {
        List<RecordComponent> names = CLASSES.stream()
                .filter(type -> type.getName().contains("Controller$") && type.isRecord())
                .flatMap(type -> Stream.of(type.reflect().getRecordComponents()))
                .filter(component -> component.getName().equals("name")
                        && component.getAccessor().isAnnotationPresent(Size.class))
                .toList();
        assertThat(names).hasSizeGreaterThan(7);
        assertThat(names).allMatch(component -> component.getAnnotatedType().isAnnotationPresent(Name.class));
    }

    @Test
    @DisplayName("E12: each rule of a field is told in both languages")
    void everyRuleSpeaksBothLanguages() throws IOException {
        Set<String> english = keys(".properties");
        Set<String> missing = new TreeSet<>();
        for (Path file : sources()) {
            Matcher rule = Pattern.compile(
                            "import (jakarta\\.validation\\.constraints|org\\.livelihood\\.platform\\.kernel)\\.(\\w+);")
                    .matcher(Files.readString(file));
            while (rule.find()) {
                boolean constraint =
                        rule.group(1).startsWith("jakarta") || rule.group(2).equals("Name");
                if (constraint && !english.contains("field." + rule.group(2))) {
                    missing.add(rule.group(2));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** What was copied from module to module before: a pattern, and the one file that it may stand in. */
    @Test
    void someThingsAreSaidOnce() {
        Map<String, String> homes = Map.of(
                "ZoneId\\.of\\(", "ChinaTime",
                "(MessageDigest|Mac)\\.getInstance\\(", "Sha256",
                "pg_\\w*advisory", "Turns",
                "\"%PDF-|PNG\\\\r|0xD8|'P', 'K'", "FileKind",
                "Asia/Shanghai", "ChinaTime",
                "getYear\\(\\) *[<>]|@M(in|ax)\\((19|2[0-9])[0-9]{2}\\)", "PlausibleDates");
        homes.forEach((pattern, home) -> {
            List<String> lines = linesMatching(Pattern.compile(pattern));
            assertThat(lines).as(pattern).isNotEmpty();
            assertThat(lines).as(pattern).allMatch(line -> line.contains("/" + home + ".java: "));
        });
    }

    /** The settings' own module, what runs before there are beans, and the port that only the environment tells. */
    @Test
    void modulesReadTheirRecordsOfSettingsAndNoEnvironment() {
        Set<String> mayAsk = Set.of(
                "SettingsGate",
                "Settings",
                "SettingsConfiguration",
                "DemoMode",
                "DatabaseChoice",
                "Rehearsal",
                "OwnAddress");
        assertThat(CLASSES.stream()
                        .filter(type -> !mayAsk.contains(type.getSimpleName()))
                        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                        .filter(dependency -> dependency.getTargetClass().isAssignableTo(Environment.class)
                                || dependency.getTargetClass().isEquivalentTo(Value.class))
                        .map(Dependency::getDescription))
                .isEmpty();
    }

    @Test
    void tokensAreVerifiedBySpringSecurityInOnePlace() {
        noClasses()
                .that()
                .doNotHaveSimpleName("TokenDecoders")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        ".*(JWSVerifier|RSASSAVerifier|MACVerifier|Jwt\\w*Validator|NimbusReactiveJwtDecoder)")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        Pattern empty = Pattern.compile(".*(Impl|Dto|Util|Utils|Manager|Helper)$");
        assertThat(CLASSES.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> empty.matcher(name).matches()))
                .isEmpty();
    }

    @Test
    void filesAndLinesStaySmall() throws IOException {
        List<String> large = new ArrayList<>();
        for (Path file : sources()) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > LONGEST_FILE) {
                large.add(file + " has " + lines.size() + " lines");
            }
            lines.stream().filter(line -> line.length() > LONGEST_LINE).forEach(line -> large.add(file + ": " + line));
        }
        assertThat(large).isEmpty();
    }

    @Test
    void methodsStaySmall() throws IOException {
        assertThat(MethodLengths.longerThan(LONGEST_METHOD, sources())).isEmpty();
    }

    @Test
    void everyReasonSpeaksBothLanguages() throws IOException {
        Set<String> english = keys(".properties");
        Set<String> chinese = keys("_zh_CN.properties");
        Set<String> missing = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (type.isEnum() && type.isAssignableTo(Reason.class)) {
                for (Object constant : type.reflect().getEnumConstants()) {
                    String code = ((Reason) constant).code();
                    if (!english.contains(code) || !chinese.contains(code)) {
                        missing.add(code);
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(english).isEqualTo(chinese);
    }

    private static Set<String> keys(String suffix) throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.list(MESSAGES)) {
            for (Path file : files.toList()) {
                boolean chinese = file.toString().endsWith("_zh_CN.properties");
                if (chinese == suffix.startsWith("_")) {
                    keys.addAll(PropertiesLoaderUtils.loadProperties(
                                    new EncodedResource(new FileSystemResource(file), "UTF-8"))
                            .stringPropertyNames());
                }
            }
        }
        return keys;
    }

    private static List<String> linesMatching(Pattern pattern) {
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            try {
                Files.readAllLines(file).stream()
                        .filter(line ->
                                !line.strip().startsWith("*") && !line.strip().startsWith("/"))
                        .filter(line -> pattern.matcher(line).find())
                        .forEach(line -> found.add(file + ": " + line.strip()));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return found;
    }

    private static List<Path> sources() {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
