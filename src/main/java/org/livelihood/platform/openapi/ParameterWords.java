package org.livelihood.platform.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.http.Wait;
import org.livelihood.platform.kernel.Id;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.method.HandlerMethod;

/** What parameters mean that many endpoints have; what only one has, its Javadoc says. */
final class ParameterWords {

    private static final Map<String, String> COMMON = Map.of(
            Paging.CURSOR,
            "the `nextCursor` of the page before; absent for the first page",
            Paging.LIMIT,
            "the most entries of a page",
            "region",
            "code of an administrative region, 12 digits; all that lies below it counts",
            "knownAt",
            "what was recorded at or before this time counts; all that is known now when absent",
            "asOf",
            "as it was known at this time; as it is known now when absent",
            "dryRun",
            "true says what would be taken, and takes nothing",
            HttpHeaders.IF_MATCH,
            "the `ETag` of what was read, so that nobody's change is overwritten; * for any",
            Idempotency.HEADER,
            "the same key and body again get the first answer again, for 24 hours");

    private ParameterWords() {}

    static void describe(Operation operation, HandlerMethod handler) {
        add(operation, List.of(handler.getMethod().getParameterTypes()));
        for (Parameter parameter : parametersOf(operation)) {
            if (parameter.getDescription() == null) {
                parameter.description(described(parameter, handler));
            } else {
                parameter.description(parameter.getDescription().replaceAll("\\s+", " "));
            }
        }
    }

    private static List<Parameter> parametersOf(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    private static @Nullable String described(Parameter parameter, HandlerMethod handler) {
        String common = COMMON.get(parameter.getName());
        if (common != null) {
            return common;
        }
        return Arrays.stream(handler.getMethodParameters())
                .filter(one -> parameter.getName().equals(one.getParameter().getName()))
                .map(MethodParameter::getParameterType)
                .filter(Id.class::isAssignableFrom)
                .map(type -> id(thingOf(type), Boolean.TRUE.equals(parameter.getRequired())))
                .findFirst()
                .orElse(null);
    }

    private static String id(String thing, boolean required) {
        return required ? "id of the " + thing : "only of the " + thing + " with this id; of all when absent";
    }

    /** Of an {@code OrderLineId} an order line. */
    private static String thingOf(Class<?> id) {
        String words = id.getSimpleName()
                .replaceFirst("Id$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT);
        return words.replace("sku", "SKU");
    }

    /** What is not read by an annotation: no one else knows of it. */
    private static void add(Operation operation, List<Class<?>> taken) {
        if (taken.contains(Once.class)) {
            operation.addParametersItem(key());
        }
        if (taken.contains(Paging.class)) {
            operation.addParametersItem(new QueryParameter().name(Paging.CURSOR).schema(new StringSchema()));
            operation.addParametersItem(limit());
        }
        if (taken.contains(Wait.class)) {
            operation.addParametersItem(preferredWait());
        }
    }

    private static Parameter key() {
        Schema<?> key = new JsonSchema();
        key.setTypes(Set.of("string"));
        key.pattern("^" + Idempotency.KEY.pattern() + "$");
        return new HeaderParameter().name(Idempotency.HEADER).required(true).schema(key);
    }

    private static Parameter limit() {
        Schema<?> limit = new IntegerSchema()
                .minimum(BigDecimal.ONE)
                .maximum(BigDecimal.valueOf(Paging.MOST))
                ._default(Paging.USUAL);
        return new QueryParameter().name(Paging.LIMIT).schema(limit);
    }

    private static Parameter preferredWait() {
        return new HeaderParameter()
                .name(Wait.HEADER)
                .description("wait=10 waits up to ten seconds (thirty at most) for what is on its way (RFC 7240)")
                .schema(new StringSchema().example("wait=10"));
    }
}
