package org.livelihood.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes of a body that fits one that may not: a few of its values are other than they should be. */
final class Hostile {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "袜\ud83d一",
            "\ude00",
            "a\u0008b",
            "\u200b",
            "\ufffe",
            "\u202egnp.exe",
            "吴𬭊祥",
            "=1+1",
            "'; DROP TABLE orders; --",
            "<script>alert(1)</script>",
            "{{7*7}}${7*7}",
            "../../etc/passwd",
            "x".repeat(141),
            "长".repeat(5_001),
            "NaN",
            "-0",
            "1e309",
            "2026-02-30",
            "9999-12-31",
            "-999999999-01-01",
            "+1000000000-12-31",
            "0001-01-01T00:00:00Z",
            "2026-03-02T25:00:00Z",
            "34122619900231123X",
            "341226000000",
            "00000000-0000-0000-0000-000000000000");
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        7,
        100,
        1_000_000,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1_000_000_000_000_000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final Random random;

    Hostile(Random random) {
        this.random = random;
    }

    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** A text that fits into an address: what does not is answered by the server before any operation is looked for. */
    String word() {
        String text = text();
        return text.length() > 200 || text.matches("(?s).*[;/%\\\\<>\u0000-\u0020\ud800-\udfff].*") || text.isEmpty()
                ? "0"
                : text;
    }

    /** The body with up to three values changed, taken away or added; at times no JSON at all. */
    String body(JsonNode fitting) {
        if (random.nextInt(40) == 0) {
            return List.of("", "{", "[]", "null", "\"x\"", "[".repeat(3_000), "{\"a\":".repeat(300), "\u0000")
                    .get(random.nextInt(8));
        }
        JsonNode body = fitting.deepCopy();
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            change(body);
        }
        return body.toString();
    }

    private void change(JsonNode at) {
        if (at instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>(object.propertyNames());
            String name = names.get(random.nextInt(names.size()));
            JsonNode inner = object.get(name);
            if (inner.isContainer() && !inner.isEmpty() && random.nextInt(3) > 0) {
                change(inner);
                return;
            }
            switch (random.nextInt(8)) {
                case 0 -> object.remove(name);
                case 1 -> object.putNull(name);
                case 2 -> object.put("no-such-field", 1);
                default -> object.set(name, value(inner));
            }
        } else if (at instanceof ArrayNode array && !array.isEmpty()) {
            int place = random.nextInt(array.size());
            JsonNode inner = array.get(place);
            switch (random.nextInt(5)) {
                case 0 -> array.remove(place);
                case 1 -> array.add(inner.deepCopy());
                case 2 -> array.addNull();
                case 3 -> array.set(place, value(inner));
                default -> change(inner);
            }
        }
    }

    /** Most often of the kind that was there. */
    private JsonNode value(JsonNode was) {
        int kind = random.nextInt(10);
        if (was.isNumber() && kind < 7) {
            return JSON.numberNode(NUMBERS[random.nextInt(NUMBERS.length)]);
        }
        return switch (kind) {
            case 7 -> JSON.booleanNode(random.nextBoolean());
            case 8 -> JSON.numberNode(random.nextBoolean() ? 1.5 : 1e300);
            case 9 -> JSON.arrayNode();
            case 6 -> JSON.stringNode(UUID.randomUUID().toString());
            default -> JSON.stringNode(text());
        };
    }
}
