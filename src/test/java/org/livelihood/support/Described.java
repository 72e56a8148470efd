package org.livelihood.support;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The API's description, held against answers: the operation, its status, its type and its body are as described, and a
 * request that was taken is one that the description allows.
 */
public final class Described {

    private static final String HOME = "https://livelihood.invalid/description";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** Refusals of many entries at once, which a program has sent, name the entry by the id that it was sent with. */
    private static final Set<String> TOLD_BY_ID = Set.of("agreement", "lot", "payout", "payroll", "training");

    private final JsonNode document;
    private final Schema root;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    public Described(String json) {
        ObjectNode strict = (ObjectNode) JSON.readTree(json);
        document = strict;
        closeObjects(strict.at("/components/schemas"), composed(strict));
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        root = SchemaRegistry.withDefaultDialect(
                        Dialects.getDraft202012(), builder -> builder.schemaRegistryConfig(config))
                .getSchema(SchemaLocation.of(HOME), strict);
    }

    /** A property that the description does not name is a difference too, save in parts of something composed. */
    private static void closeObjects(JsonNode schemas, List<String> parts) {
        schemas.forEachEntry((name, schema) -> {
            boolean plain = schema.has("properties") && !schema.has("allOf") && !schema.has("additionalProperties");
            if (plain && !parts.contains(name)) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
    }

    private static List<String> composed(JsonNode document) {
        List<String> names = new ArrayList<>();
        for (JsonNode all : document.findValues("allOf")) {
            all.forEach(part -> names.add(part.path("$ref").asString("").replaceFirst(".*/", "")));
        }
        return names;
    }

    private record Operation(String pointer, JsonNode node) {}

    /** What differs between an exchange and the description; empty when nothing does. */
    public List<String> differences(EntityExchangeResult<?> exchange) {
        URI url = exchange.getUrl();
        int status = exchange.getStatus().value();
        Optional<String> path = pathOf(url.getPath());
        if (path.isEmpty()) {
            return status == 404 ? List.of() : List.of("no such path is described");
        }
        String method = exchange.getMethod().name().toLowerCase(Locale.ROOT);
        String pointer = "/paths/" + escaped(path.get()) + "/" + method;
        JsonNode operation = document.at(pointer);
        if (operation.isMissingNode()) {
            return status == 404 || status == 405 ? List.of() : List.of("no such method is described");
        }
        List<String> found = new ArrayList<>(answer(new Operation(pointer, operation), exchange, status));
        if (status < 400) {
            found.addAll(request(new Operation(pointer, operation), exchange));
        }
        return found;
    }

    private List<String> answer(Operation operation, EntityExchangeResult<?> exchange, int status) {
        String at = pointerOf(operation.pointer() + "/responses/" + status);
        JsonNode response = document.at(at);
        if (response.isMissingNode()) {
            return List.of("status " + status + " is not described");
        }
        byte[] bytes = Objects.requireNonNullElse(exchange.getResponseBodyContent(), new byte[0]);
        if (bytes.length == 0) {
            boolean mayBeEmpty = status == 304
                    || exchange.getMethod() == HttpMethod.HEAD
                    || response.at("/content/text~1plain").isObject();
            return response.has("content") && !mayBeEmpty
                    ? List.of("status " + status + " has no body, but one is described")
                    : List.of();
        }
        MediaType type = exchange.getResponseHeaders().getContentType();
        List<String> differing = new ArrayList<>(body(at, response.path("content"), type, bytes, "answer"));
        if (status >= 400) {
            differing.addAll(idsIn(bytes));
        }
        return differing;
    }

    /** Where something stands, or what it refers to does. */
    private String pointerOf(String pointer) {
        String ref = document.at(pointer).path("$ref").asString("");
        return ref.isEmpty() ? pointer : ref.substring(1);
    }

    /** What examples differ from their schemas, and where none is though JSON is sent or answered. */
    public List<String> examples() {
        List<String> found = new ArrayList<>();
        document.path("paths")
                .forEachEntry((path, operations) -> operations.forEachEntry((method, operation) -> {
                    String pointer = "/paths/" + escaped(path) + "/" + method;
                    List<String> wrong = new ArrayList<>(example(pointer + "/requestBody"));
                    operation.path("responses").propertyNames().stream()
                            .filter(status -> status.startsWith("2"))
                            .forEach(status -> wrong.addAll(example(pointer + "/responses/" + status)));
                    wrong.forEach(one -> found.add(method + " " + path + ": " + one));
                }));
        return found;
    }

    private List<String> example(String pointer) {
        JsonNode json = document.at(pointer).at("/content/application~1json");
        if (json.isMissingNode()) {
            return List.of();
        }
        return json.has("example")
                ? json(
                        pointer + "/content/application~1json/schema",
                        json.path("example").toString().getBytes(StandardCharsets.UTF_8),
                        "example")
                : List.of("no example");
    }

    /** An operation as the description names it. */
    public record Named(String id, JsonNode node) {}

    /** The operation that a request was for; empty where none is described. */
    public Optional<Named> operationOf(String method, String path) {
        return pathOf(path)
                .map(found -> document.at("/paths/" + escaped(found) + "/" + method.toLowerCase(Locale.ROOT)))
                .filter(operation -> !operation.isMissingNode())
                .map(operation -> new Named(operation.path("operationId").asString(""), operation));
    }

    /** The problem codes that an operation may answer with a status. */
    public List<String> codesOf(Named operation, String status) {
        JsonNode response = operation.node().path("responses").path(status);
        String ref = response.path("$ref").asString("");
        JsonNode codes = (ref.isEmpty() ? response : document.at(ref.substring(1)))
                .at("/content/application~1problem+json/schema/allOf/1/properties/code/enum");
        return codes.valueStream().map(JsonNode::asString).toList();
    }

    /** A person reads these words: an id says nothing to her. */
    private static List<String> idsIn(byte[] problem) {
        JsonNode node = JSON.readTree(problem);
        List<String> words = new ArrayList<>(
                List.of(node.path("title").asString(""), node.path("detail").asString("")));
        node.path("errors").forEach(error -> words.add(error.path("detail").asString("")));
        String code = node.path("code").asString("");
        return words.stream()
                .filter(word -> !TOLD_BY_ID.contains(code.split("\\.")[0])
                        && UUID.matcher(word).find())
                .map(word -> "an id in the words of " + code)
                .toList();
    }

    private List<String> request(Operation operation, EntityExchangeResult<?> exchange) {
        List<String> found = new ArrayList<>();
        for (JsonNode parameter : operation.node().path("parameters")) {
            String name = parameter.path("name").asString("");
            boolean missing = parameter.path("required").asBoolean(false)
                    && parameter.path("in").asString("").equals("header")
                    && !exchange.getRequestHeaders().containsHeader(name);
            if (missing) {
                found.add("taken without the header " + name + ", which is described as required");
            }
        }
        byte[] bytes = Objects.requireNonNullElse(exchange.getRequestBodyContent(), new byte[0]);
        JsonNode content = operation.node().path("requestBody").path("content");
        if (bytes.length > 0 && !content.isMissingNode()) {
            MediaType type = exchange.getRequestHeaders().getContentType();
            found.addAll(body(operation.pointer() + "/requestBody", content, type, bytes, "request"));
        }
        return found;
    }

    private List<String> body(String pointer, JsonNode content, @Nullable MediaType type, byte[] bytes, String what) {
        if (type == null) {
            return List.of("the " + what + " has no content type");
        }
        for (String described : content.propertyNames()) {
            if (MediaType.parseMediaType(described).includes(type)) {
                boolean json = type.getSubtype().endsWith("json");
                String at = pointer + "/content/" + escaped(described) + "/schema";
                return json ? json(at, bytes, what) : raw(document.at(at), what);
            }
        }
        return List.of("the " + what + " is " + type + ", described is " + content.propertyNames());
    }

    private static List<String> raw(JsonNode schema, String what) {
        boolean text = schema.path("type").asString("").equals("string") || schema.isMissingNode() || schema.isEmpty();
        return text ? List.of() : List.of("the " + what + " is no JSON, but is described by " + schema);
    }

    private List<String> json(String pointer, byte[] bytes, String what) {
        if (document.at(pointer).isMissingNode()) {
            return List.of("the " + what + " has no schema");
        }
        Schema schema = schemas.computeIfAbsent(
                pointer,
                at -> root.getRefSchema(
                        SchemaLocation.of(HOME + "#" + at.replace("{", "%7B").replace("}", "%7D"))
                                .getFragment()));
        JsonNode node = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        return schema.validate(node).stream()
                .map(error -> what + " " + place(error) + ": " + error.getMessage())
                .toList();
    }

    private static String place(Error error) {
        return error.getInstanceLocation().toString().replaceAll("[0-9]+", "*");
    }

    private Optional<String> pathOf(String asked) {
        String[] words = asked.split("/", -1);
        TreeMap<Long, String> matching = new TreeMap<>();
        for (String path : document.path("paths").propertyNames()) {
            String[] pattern = path.split("/", -1);
            if (matches(pattern, words)) {
                matching.put(
                        Arrays.stream(pattern)
                                .filter(word -> word.startsWith("{"))
                                .count(),
                        path);
            }
        }
        return matching.values().stream().findFirst();
    }

    private static boolean matches(String[] pattern, String[] words) {
        if (pattern.length != words.length) {
            return false;
        }
        for (int i = 0; i < words.length; i++) {
            if (!pattern[i].startsWith("{") && !pattern[i].equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    private static String escaped(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}
