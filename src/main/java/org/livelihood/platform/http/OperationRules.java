package org.livelihood.platform.http;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.livelihood.platform.kernel.Allow;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/**
 * Says of each operation what all have in common: who may call it, how problems are told, what a key is, what bytes
 * are.
 */
class OperationRules implements OperationCustomizer {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private final String bearer;

    OperationRules(String bearer) {
        this.bearer = bearer;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Allow allow = handler.getMethodAnnotation(Allow.class);
        if (allow != null) {
            roles(operation, allow);
        }
        operation.getResponses().addApiResponse("4XX", problem("A problem (RFC 9457) with a stable code"));
        operation.getResponses().addApiResponse("5XX", problem("A fault of ours, or a moment to wait for"));
        List<Class<?>> taken = Arrays.asList(handler.getMethod().getParameterTypes());
        if (taken.contains(Once.class)) {
            operation.addParametersItem(key());
        }
        if (taken.contains(Paging.class)) {
            operation.addParametersItem(cursor());
            operation.addParametersItem(limit());
        }
        if (taken.contains(Wait.class)) {
            operation.addParametersItem(preferredWait());
        }
        if (Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                .anyMatch(parameter -> isBytes(ResolvableType.forMethodParameter(parameter)))) {
            binary(operation.getRequestBody().getContent());
        }
        bytesAreNoJson(operation);
        return operation;
    }

    private void roles(Operation operation, Allow allow) {
        String roles = Arrays.stream(allow.value()).map(Enum::name).collect(Collectors.joining(", "));
        String said = operation.getDescription() == null ? "" : operation.getDescription() + "\n\n";
        operation.setDescription(said + "Roles: " + roles);
        operation.addSecurityItem(new SecurityRequirement().addList(bearer));
    }

    private static ApiResponse problem(String description) {
        Schema<?> problem = new JsonSchema().$ref("#/components/schemas/http.Problem");
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType(PROBLEM, new MediaType().schema(problem)));
    }

    private static Parameter preferredWait() {
        return new HeaderParameter()
                .name(Wait.HEADER)
                .description("wait=10 waits up to ten seconds (thirty at most) for what is on its way (RFC 7240)")
                .schema(new StringSchema().example("wait=10"));
    }

    private static Parameter key() {
        Schema<?> key = new JsonSchema();
        key.setTypes(Set.of("string"));
        key.pattern("^" + Idempotency.KEY.pattern() + "$");
        return new HeaderParameter()
                .name(Idempotency.HEADER)
                .required(true)
                .description("The same key and body again get the first answer again, for 24 hours")
                .schema(key);
    }

    private static Parameter cursor() {
        return new QueryParameter()
                .name(Paging.CURSOR)
                .description("Where the page begins: the nextCursor of the page before")
                .schema(new StringSchema());
    }

    private static Parameter limit() {
        Schema<?> limit = new IntegerSchema()
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(Paging.MOST))
                ._default(Paging.USUAL);
        return new QueryParameter()
                .name(Paging.LIMIT)
                .description("How many entries at most")
                .schema(limit);
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

    private static void binary(Content content) {
        content.values().forEach(body -> body.schema(bytes()));
    }

    private static Schema<?> bytes() {
        Schema<?> bytes = new JsonSchema();
        bytes.setTypes(Set.of("string"));
        bytes.setFormat("binary");
        return bytes;
    }
}
