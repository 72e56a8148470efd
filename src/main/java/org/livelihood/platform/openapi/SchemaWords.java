package org.livelihood.platform.openapi;

import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.JavadocProvider;

/** Says of schemas and their properties what the Javadoc of the records says. */
final class SchemaWords {

    private final JavadocProvider javadoc;

    SchemaWords(JavadocProvider javadoc) {
        this.javadoc = javadoc;
    }

    @SuppressWarnings("rawtypes")
    void describe(Map<String, Schema> schemas, Map<String, Class<?>> classes) {
        schemas.forEach((name, schema) -> {
            Class<?> type = classes.get(name);
            if (type != null) {
                say(schema, javadoc.getClassJavadoc(type));
                properties(schema, type);
            }
        });
    }

    private void properties(Schema<?> schema, Class<?> type) {
        if (!type.isRecord() || schema.getProperties() == null) {
            return;
        }
        Map<String, String> words = javadoc.getRecordClassParamJavadoc(type);
        schema.getProperties().forEach((property, value) -> say(value, words.get(property)));
    }

    private static void say(Schema<?> schema, @Nullable String words) {
        if (words != null && !words.isBlank()) {
            schema.setDescription(words.replaceFirst("(?s)<p>.*", "").strip().replaceAll("\\s+", " "));
        }
    }
}
