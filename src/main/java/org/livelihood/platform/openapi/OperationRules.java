package org.livelihood.platform.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Allow;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/**
 * Says of each operation what all have in common: its name and chapter, who may call it, how problems are told, what a
 * key is, what bytes are.
 */
class OperationRules implements OperationCustomizer {

    private static final String JSON = "application/json";

    private final String bearer;
    private final ProblemAnswers problems;

    OperationRules(String bearer, ProblemAnswers problems) {
        this.bearer = bearer;
        this.problems = problems;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Allow allow = handler.getMethodAnnotation(Allow.class);
        operation.setOperationId(idOf(operation, handler));
        operation.setTags(List.of(Tags.of(handler.getBeanType())));
        ParameterWords.describe(operation, handler);
        tell(operation, allow);
        if (Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .anyMatch(parameter -> isBytes(ResolvableType.forMethodParameter(parameter)))) {
            binary(operation.getRequestBody().getContent());
        }
        bytesAreNoJson(operation);
        Examples.describe(operation);
        problems.describe(operation, handler, allow != null, handler.hasMethodAnnotation(GetMapping.class));
        return operation;
    }

    /** Of one address that two methods answer, by what is sent or wanted, it is the first of their names. */
    private static String idOf(Operation operation, HandlerMethod handler) {
        String own = idOf(handler);
        return isTold(operation) && operation.getOperationId().compareTo(own) < 0 ? operation.getOperationId() : own;
    }

    private static boolean isTold(Operation operation) {
        return operation.getSecurity() != null;
    }

    /** Of {@code OrderController.place} it is {@code order.place}. */
    private static String idOf(HandlerMethod handler) {
        String controller = handler.getBeanType().getSimpleName().replaceFirst("Controller$", "");
        return controller.substring(0, 1).toLowerCase(Locale.ROOT)
                + controller.substring(1)
                + "."
                + handler.getMethod().getName();
    }

    /** The first sentence of the Javadoc is the summary; the others, with who may call it, are the description. */
    private void tell(Operation operation, @Nullable Allow allow) {
        if (isTold(operation)) {
            return;
        }
        String words = Objects.requireNonNull(operation.getDescription(), operation.getOperationId())
                .replaceAll("\\s+", " ");
        String[] parts = words.split("(?<=\\.) ", 2);
        operation.setSummary(parts[0].replaceFirst("\\.$", ""));
        String more = parts.length == 1 ? "" : parts[1] + "\n\n";
        operation.setDescription(more + whoMay(allow));
        operation.setSecurity(allow == null ? List.of() : List.of(new SecurityRequirement().addList(bearer)));
    }

    private static String whoMay(@Nullable Allow allow) {
        return allow == null
                ? "For everybody, without a token."
                : Arrays.stream(allow.value()).map(Enum::name).collect(Collectors.joining(", ", "Roles: ", "."));
    }

    private static boolean isBytes(ResolvableType type) {
        return type.resolve() == byte[].class || type.getGeneric().resolve() == DataBuffer.class;
    }

    private static void bytesAreNoJson(Operation operation) {
        operation.getResponses().values().forEach(response -> {
            Content content = response.getContent();
            MediaType json = content == null ? null : content.get(JSON);
            if (json != null
                    && json.getSchema() != null
                    && "byte".equals(json.getSchema().getFormat())) {
                content.remove(JSON);
                content.addMediaType("*/*", json.schema(bytes()));
            }
        });
    }

    /** What is read as bytes though it is JSON is a foreign program's, signed as it is. */
    private static void binary(Content content) {
        content.forEach((type, body) -> body.schema(type.equals(JSON) ? new JsonSchema() : bytes()));
    }

    private static Schema<?> bytes() {
        Schema<?> bytes = new JsonSchema();
        bytes.setTypes(Set.of("string"));
        bytes.setFormat("binary");
        return bytes;
    }
}
