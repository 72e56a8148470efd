package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Reason;
import org.livelihood.support.ApiDrawing;
import org.livelihood.support.Described;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The API's description: every operation is told wholly, in the order of a sale, with examples that fit, and by the
 * rules of Redocly and Spectral. That it is true, the client of all journeys holds. {@code -Dapi=draw} draws examples
 * and problem codes from what a run with {@code -Dapi=record} wrote down.
 */
@JourneyTest
class DescriptionJourneyTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path TOOLS = Path.of("target", "api-rules", "node_modules", ".bin");
    private static final Path FILE = Path.of("target", "openapi.json");

    @Autowired
    private WebTestClient web;

    private String document = "";
    private Described described;

    @BeforeEach
    void read() throws IOException {
        byte[] bytes = web.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        document = new String(Objects.requireNonNull(bytes), StandardCharsets.UTF_8);
        described = new Described(document);
        Files.writeString(FILE, document);
        if ("draw".equals(System.getProperty("api"))) {
            new ApiDrawing(described).draw();
        }
    }

    private Stream<JsonNode> operations() {
        return JSON.readTree(document).path("paths").valueStream().flatMap(JsonNode::valueStream);
    }

    @Test
    @DisplayName(
            "Every operation has its own name, a short summary, a description, and parameters that say what they mean")
    void everyOperationIsTold() {
        List<String> wrong = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        operations().forEach(operation -> {
            String id = operation.path("operationId").asString("");
            String summary = operation.path("summary").asString("");
            boolean isTold = ids.add(id)
                    && !summary.isBlank()
                    && summary.length() <= 80
                    && !operation.path("description").asString("").isBlank()
                    && operation.has("security")
                    && operation.path("tags").size() == 1
                    && operation.path("parameters").valueStream().allMatch(one -> one.has("description"));
            if (!isTold) {
                wrong.add(id + ": " + summary);
            }
        });
        assertThat(wrong).isEmpty();
        assertThat(ids).hasSizeGreaterThan(200);
    }

    @Test
    @DisplayName("Every operation that takes or answers JSON shows an example, and each fits its schema")
    void examplesFit() {
        assertThat(described.examples()).isEmpty();
    }

    @Test
    @DisplayName("Every problem code that is described can be found: by a reason, with its status, or by a status")
    void everyCodeIsAReasons() {
        Set<String> known = reasons();
        List<String> unknown = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        operations().forEach(node -> {
            String id = node.path("operationId").asString("");
            ids.add(id);
            node.path("responses")
                    .propertyNames()
                    .forEach(status -> described
                            .codesOf(new Described.Named(id, node), status)
                            .forEach(code -> {
                                if (!known.contains(status + " " + code) && !code.equals("http.status-" + status)) {
                                    unknown.add(id + " " + status + " " + code);
                                }
                            }));
        });
        assertThat(unknown).isEmpty();
    }

    /** All codes of the house with their statuses. */
    private static Set<String> reasons() {
        ClassPathScanningCandidateComponentProvider all = new ClassPathScanningCandidateComponentProvider(false);
        all.addIncludeFilter(new AssignableTypeFilter(Reason.class));
        return all.findCandidateComponents("org.livelihood").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .flatMap(type -> Stream.of(type.getEnumConstants()))
                .map(Reason.class::cast)
                .map(reason -> reason.kind().status() + " " + reason.code())
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("What the files of examples and problems name is an operation")
    void filesNameOperations() throws IOException {
        Set<String> ids = operations()
                .map(operation -> operation.path("operationId").asString(""))
                .collect(Collectors.toSet());
        Path folder = Path.of("src/main/resources/api");
        try (Stream<Path> files = Files.list(folder.resolve("examples"))) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("\\.json$", "")))
                    .isSubsetOf(ids);
        }
        assertThat(Files.readAllLines(folder.resolve("problems.properties")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> line.replaceFirst("=.*", "")))
                .isSubsetOf(ids);
    }

    @Test
    @DisplayName("Redocly's recommended rules pass")
    void redocly() throws Exception {
        passes("redocly", "lint", "--config", "src/test/api/redocly.yaml", FILE.toString());
    }

    @Test
    @DisplayName("Spectral's recommended rules pass")
    void spectral() throws Exception {
        passes("spectral", "lint", "--ruleset", "src/test/api/spectral.yaml", "--fail-severity=hint", FILE.toString());
    }

    /** Where Node's tools were not brought, only CI minds: {@code .ci/run} brings them and says so. */
    private static void passes(String tool, String... arguments) throws Exception {
        Path program = TOOLS.resolve(tool);
        if (!"must".equals(System.getenv("API_RULES"))) {
            assumeThat(program).exists();
        }
        Path said = Path.of("target", tool + ".log");
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }
}
