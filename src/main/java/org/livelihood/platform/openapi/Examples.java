package org.livelihood.platform.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer for each operation, as a journey had them: {@code api/examples/<operation>.json}. The
 * description's own library reads them, which is of Jackson 2.
 */
final class Examples {

    private static final String JSON = "application/json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Examples() {}

    static void describe(Operation operation) {
        JsonNode example = read(operation.getOperationId());
        if (example == null) {
            return;
        }
        if (operation.getRequestBody() != null) {
            show(operation.getRequestBody().getContent(), example.get("request"));
        }
        operation.getResponses().forEach((status, answer) -> {
            if (status.startsWith("2")) {
                show(answer.getContent(), example.get("answer"));
            }
        });
    }

    private static void show(@Nullable Content content, @Nullable JsonNode example) {
        MediaType json = content == null ? null : content.get(JSON);
        if (json != null && example != null) {
            json.setExample(example);
        }
    }

    private static @Nullable JsonNode read(String operation) {
        try (InputStream file = Examples.class.getResourceAsStream("/api/examples/" + operation + ".json")) {
            return file == null ? null : MAPPER.readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The example of " + operation + " cannot be read", unreadable);
        }
    }
}
