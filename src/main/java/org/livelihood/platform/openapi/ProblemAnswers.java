package org.livelihood.platform.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.livelihood.platform.http.HttpReason;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.http.Texts;
import org.livelihood.platform.kernel.KernelReason;
import org.livelihood.platform.kernel.Reason;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/**
 * The problems that an operation may answer with, by status: those that come with its kind, and those of its own, which
 * stand in {@code api/problems.properties} as journeys met them.
 */
final class ProblemAnswers {

    private static final String PROBLEM = "application/problem+json";
    private static final String REF = "#/components/responses/";
    private static final String SCHEMA = "#/components/schemas/http.Problem";

    /** Any endpoint: the door refuses before it looks. */
    private static final List<String> ALWAYS = List.of(
            "406 http.status-406",
            "429 security.too-many-requests",
            "500 http.status-500",
            code(HttpReason.UNKNOWN_PARAMETER),
            code(HttpReason.BAD_QUERY),
            code(HttpReason.TRY_AGAIN));

    private static final List<String> WITH_SIGN_IN =
            List.of("401 security.sign-in-required", "403 security.not-allowed", "503 security.issuer-unavailable");

    private static final List<String> WITH_PARAMETERS = List.of(
            code(HttpReason.WRONG_TYPE),
            code(HttpReason.BAD_TEXT),
            code(HttpReason.INVALID_FIELDS),
            code(HttpReason.MISSING_PARAMETER),
            code(HttpReason.REPEATED_PARAMETER));

    private static final List<String> IN_PATHS = List.of("404 http.status-404");

    private static final List<String> WITH_BODY = List.of(
            code(HttpReason.MALFORMED_BODY),
            code(HttpReason.WRONG_TYPE),
            code(HttpReason.BAD_TEXT),
            code(HttpReason.INVALID_FIELDS),
            code(HttpReason.UNKNOWN_FIELD),
            code(HttpReason.BODY_TOO_LARGE),
            "415 http.status-415");

    /** Whatever writes meets the schema's own rules. */
    private static final List<String> IN_WRITING = List.of(
            code(HttpReason.OUT_OF_RANGE),
            code(HttpReason.ALREADY_THERE),
            code(HttpReason.OVERLAPS),
            code(HttpReason.REFERS_TO_NOTHING),
            code(HttpReason.RULE_BROKEN));

    private static final List<String> WITH_KEY = List.of(
            code(HttpReason.IDEMPOTENCY_KEY_MISSING),
            code(HttpReason.IDEMPOTENCY_KEY_MALFORMED),
            code(HttpReason.IDEMPOTENCY_KEY_IN_FLIGHT),
            code(HttpReason.IDEMPOTENCY_KEY_REUSED));

    private final Properties own;
    private final Texts texts;
    private final Map<String, ApiResponse> shared = new ConcurrentHashMap<>();

    ProblemAnswers(Properties own, Texts texts) {
        this.own = own;
        this.texts = texts;
    }

    private static String code(Reason reason) {
        return reason.kind().status() + " " + reason.code();
    }

    void describe(Operation operation, HandlerMethod handler, boolean isSignedIn, boolean isReading) {
        SortedSet<String> problems = new TreeSet<>(ALWAYS);
        problems.addAll(isSignedIn ? WITH_SIGN_IN : List.of());
        problems.addAll(isReading ? List.of() : IN_WRITING);
        problems.addAll(operation.getParameters() == null ? List.of() : WITH_PARAMETERS);
        problems.addAll(has(operation, Idempotency.HEADER) ? WITH_KEY : List.of());
        problems.addAll(has(operation, Paging.CURSOR) ? List.of(code(KernelReason.BAD_CURSOR)) : List.of());
        for (var parameter : handler.getMethodParameters()) {
            problems.addAll(parameter.hasParameterAnnotation(PathVariable.class) ? IN_PATHS : List.of());
            problems.addAll(parameter.hasParameterAnnotation(RequestBody.class) ? WITH_BODY : List.of());
        }
        String met = own.getProperty(operation.getOperationId(), "");
        Arrays.stream(met.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .forEach(problems::add);
        byStatus(problems).forEach((status, codes) -> operation.getResponses().addApiResponse(status, answer(codes)));
    }

    private static boolean has(Operation operation, String parameter) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(one -> parameter.equals(one.getName()));
    }

    private static Map<String, List<String>> byStatus(Set<String> problems) {
        return problems.stream()
                .map(problem -> problem.split(" "))
                .collect(Collectors.groupingBy(
                        problem -> problem[0],
                        TreeMap::new,
                        Collectors.mapping(problem -> problem[1], Collectors.toList())));
    }

    /** The answers that stand for one problem only, by its code: they are the same wherever they are given. */
    Map<String, ApiResponse> shared() {
        return shared;
    }

    private ApiResponse answer(List<String> codes) {
        if (codes.size() > 1) {
            return written(codes);
        }
        shared.computeIfAbsent(codes.get(0), code -> written(codes));
        return new ApiResponse().$ref(REF + codes.get(0));
    }

    private ApiResponse written(List<String> codes) {
        Schema<?> code = new JsonSchema();
        code.setTypes(Set.of("string"));
        codes.forEach(one -> enumerate(code, one));
        Schema<?> told = new JsonSchema();
        told.addProperty("code", code);
        Schema<?> problem = new JsonSchema();
        problem.addAllOfItem(new JsonSchema().$ref(SCHEMA));
        problem.addAllOfItem(told);
        problem.setUnevaluatedProperties(new JsonSchema().booleanSchemaValue(false));
        return new ApiResponse()
                .description(codes.stream().map(this::line).collect(Collectors.joining("\n")))
                .content(new Content().addMediaType(PROBLEM, new MediaType().schema(problem)));
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void enumerate(Schema schema, String value) {
        schema.addEnumItemObject(value);
    }

    private String line(String code) {
        String text = texts.of(code, Locale.ENGLISH).replaceAll("\\{\\d+}", "…");
        return "- `" + code + "`: " + text;
    }
}
