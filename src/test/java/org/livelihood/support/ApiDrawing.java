package org.livelihood.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.support.Exchanges.Exchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Draws what the API's description takes from journeys: an example for each operation that has none that fits, and the
 * problems that it answered with beside those of its kind. What stands already stays.
 */
public final class ApiDrawing {

    private static final Path FOLDER = Path.of("src/main/resources/api");
    private static final Path PROBLEMS = FOLDER.resolve("problems.properties");
    private static final int MOST_ITEMS = 2;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What no example shows as it was: tokens and what is a person's. */
    private static final Map<String, String> MASKS = Map.ofEntries(
            Map.entry("accessToken", "eyJhbGciOi...signed"),
            Map.entry("refreshToken", "kept-by-the-client-only"),
            Map.entry("token", "shown-once"),
            Map.entry("password", "a sock for every foot"),
            Map.entry("oldPassword", "a sock for every foot"),
            Map.entry("newPassword", "two socks for every foot"),
            Map.entry("bankAccount", "6222020000000000000"),
            Map.entry("idNumber", "11010519491231002X"),
            Map.entry("registryNo", "341226107201-0001"),
            Map.entry("login", "hongdan"));

    private final Described described;

    public ApiDrawing(Described described) {
        this.described = described;
    }

    public void draw() throws IOException {
        List<Exchange> exchanges = Exchanges.all().toList();
        problems(exchanges);
        Map<String, List<Exchange>> taken = exchanges.stream()
                .filter(exchange -> exchange.status() < 300)
                .filter(exchange -> isThere(exchange.request()) || isThere(exchange.answer()))
                .collect(Collectors.groupingBy(this::idOf, TreeMap::new, Collectors.toList()));
        for (Map.Entry<String, List<Exchange>> of : taken.entrySet()) {
            if (!of.getKey().isEmpty()) {
                example(of.getKey(), of.getValue());
            }
        }
    }

    private String idOf(Exchange exchange) {
        return described
                .operationOf(exchange.method(), exchange.path())
                .map(Described.Named::id)
                .orElse("");
    }

    private void problems(List<Exchange> exchanges) throws IOException {
        Map<String, TreeSet<String>> lines = new TreeMap<>();
        List<String> head = new ArrayList<>();
        for (String line : Files.readAllLines(PROBLEMS)) {
            if (line.startsWith("#")) {
                head.add(line);
            } else if (!line.isBlank()) {
                String[] parts = line.split("=", 2);
                lines.put(parts[0], new TreeSet<>(List.of(parts[1].split(", "))));
            }
        }
        for (Exchange exchange : exchanges) {
            Optional<Described.Named> operation = described.operationOf(exchange.method(), exchange.path());
            if (exchange.status() >= 400 && !exchange.code().isEmpty() && operation.isPresent()) {
                String status = Integer.toString(exchange.status());
                if (!described.codesOf(operation.get(), status).contains(exchange.code())) {
                    lines.computeIfAbsent(operation.get().id(), id -> new TreeSet<>())
                            .add(status + " " + exchange.code());
                }
            }
        }
        lines.forEach((id, codes) -> head.add(id + "=" + String.join(", ", codes)));
        Files.write(PROBLEMS, head);
    }

    private void example(String operation, List<Exchange> exchanges) throws IOException {
        Path file = FOLDER.resolve("examples/" + operation + ".json");
        if (Files.exists(file)) {
            return;
        }
        Exchange best = exchanges.stream()
                .min(Comparator.comparing(ApiDrawing::dullness))
                .orElseThrow();
        ObjectNode example = JSON.createObjectNode();
        if (isThere(best.request())) {
            example.set("request", shown(Objects.requireNonNull(best.request())));
        }
        if (isThere(best.answer())) {
            example.set("answer", shown(Objects.requireNonNull(best.answer())));
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, JSON.writeValueAsString(example) + "\n");
    }

    private static boolean isThere(@Nullable JsonNode node) {
        return node != null && !node.isNull();
    }

    /** What is empty or invented shows little; what is long is not read. */
    private static int dullness(Exchange exchange) {
        String text = exchange.request() + " " + exchange.answer();
        int empty = text.split("\\[]|null|sample|some words", -1).length - 1;
        return empty * 400 + Math.abs(text.length() - 600);
    }

    private static JsonNode shown(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.forEachEntry((name, value) -> copy.set(name, isHidden(name, value) ? mask(name) : shown(value)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.valueStream().limit(MOST_ITEMS).forEach(item -> copy.add(shown(item)));
            return copy;
        }
        return node.isString() ? StringNode.valueOf(plain(node.asString())) : node;
    }

    /** What the answer itself masks stays as it is. */
    private static boolean isHidden(String name, JsonNode value) {
        return MASKS.containsKey(name) && value.isString() && !value.asString().contains("*");
    }

    private static JsonNode mask(String name) {
        return StringNode.valueOf(Objects.requireNonNull(MASKS.get(name)));
    }

    /** Without what tests put into names to be alone with them. */
    private static String plain(String text) {
        return text.strip()
                .replaceAll("localhost:[0-9]+", "localhost:8080")
                .replaceAll("^(Workshop|Industry|Project) [0-9a-f]{8}.*", "Hongdan $1")
                .replaceAll("^([A-Za-z ]+)-?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}$", "$1");
    }
}
