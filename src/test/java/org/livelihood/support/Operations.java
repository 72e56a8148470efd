package org.livelihood.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All operations of the OpenAPI document, each with a body that fits its schema. */
public final class Operations {

    private static final int DEEPEST = 6;
    private static final Map<String, String> FORMATS = Map.of(
            "uuid", "00000000-0000-7000-8000-000000000001",
            "date", "2026-03-02",
            "date-time", "2026-03-02T12:00:00Z");

    private final JsonNode document;

    public Operations(String document) {
        this.document = JsonMapper.builder().build().readTree(document);
    }

    /**
     * One operation.
     *
     * @param path as in the document, with names in braces
     * @param contentType what it takes, null for nothing
     * @param body a body that fits, null for none
     * @param query required parameters, with values that fit
     */
    public record Operation(
            HttpMethod method,
            String path,
            @Nullable String contentType,
            @Nullable String body,
            String query,
            boolean streams) {

        public String name() {
            return method + " " + path;
        }

        public boolean hasIds() {
            return path.contains("{");
        }
    }

    public List<Operation> all() {
        List<Operation> found = new ArrayList<>();
        document.at("/paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> !entry.getKey().equals("parameters"))
                        .forEach(entry -> found.add(operation(path.getKey(), entry.getKey(), entry.getValue()))));
        return found;
    }

    private Operation operation(String path, String method, JsonNode operation) {
        Map<String, JsonNode> contents = new LinkedHashMap<>();
        operation.at("/requestBody/content").properties().forEach(one -> contents.put(one.getKey(), one.getValue()));
        String type = contents.keySet().stream().findFirst().orElse(null);
        String body = null;
        if (type != null) {
            JsonNode schema = Objects.requireNonNull(contents.get(type)).path("schema");
            body = type.contains("json") ? sample(schema, 0).toString() : "a,b\n1,2\n";
        }
        boolean streams = method.equals("get") && path.endsWith("/events");
        return new Operation(
                HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path, type, body, query(operation), streams);
    }

    private String query(JsonNode operation) {
        List<String> parts = new ArrayList<>();
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("in").asString("").equals("query")
                    && parameter.path("required").asBoolean(false)) {
                parts.add(parameter.path("name").asString() + "="
                        + sample(parameter.path("schema"), 0).asString());
            }
        }
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private JsonNode sample(JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (schema.has("enum")) {
            return schema.path("enum").path(0);
        }
        String type = typeOf(schema);
        if (type.equals("object") || schema.has("properties")) {
            ObjectNode object = json.objectNode();
            if (depth < DEEPEST) {
                schema.path("properties")
                        .properties()
                        .forEach(one -> object.set(one.getKey(), sample(one.getValue(), depth + 1)));
            }
            return object;
        }
        return switch (type) {
            case "array" -> {
                ArrayNode array = json.arrayNode();
                yield depth < DEEPEST ? array.add(sample(schema.path("items"), depth + 1)) : array;
            }
            case "integer", "number" ->
                json.numberNode(Math.max(1, schema.path("minimum").asLong(1)));
            case "boolean" -> json.booleanNode(false);
            default -> json.stringNode(text(schema));
        };
    }

    private static String text(JsonNode schema) {
        String format = schema.path("format").asString("");
        String pattern = schema.path("pattern").asString("");
        if (FORMATS.containsKey(format)) {
            return Objects.requireNonNull(FORMATS.get(format));
        }
        if (pattern.contains("{12}")) {
            return Village.CODE;
        }
        return pattern.contains("64") && pattern.contains("0-9a-f") ? "ab".repeat(32) : "some words";
    }

    private static String typeOf(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.path(0).asString("") : type.asString("");
    }

    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(document.at(schema.path("$ref").asString().substring(1)));
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(choice)) {
                return resolved(schema.path(choice).path(0));
            }
        }
        return schema;
    }

    /** The path with an id for each name in braces, found by the step before it. */
    public static String filled(String path, Map<String, String> ids) {
        String[] steps = path.split("/", -1);
        for (int i = 1; i < steps.length; i++) {
            if (steps[i].startsWith("{")) {
                steps[i] = ids.getOrDefault(steps[i - 1], UUID.randomUUID().toString());
            }
        }
        return String.join("/", steps);
    }
}
