package org.livelihood.http;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.livelihood.kernel.Refusal;
import org.springframework.core.MethodParameter;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds the endpoint of a request, and refuses query parameters that it does not know or is told twice: what is not
 * understood is said, not ignored.
 */
class QueryNames extends RequestMappingHandlerMapping {

    private static final String OURS = "org.livelihood.";

    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    @Override
    protected void handleMatch(RequestMappingInfo info, HandlerMethod endpoint, ServerWebExchange exchange) {
        super.handleMatch(info, endpoint, exchange);
        MultiValueMap<String, String> asked = exchange.getRequest().getQueryParams();
        if (asked.isEmpty() || !endpoint.getBeanType().getName().startsWith(OURS)) {
            return;
        }
        Map<String, Boolean> names = known.computeIfAbsent(endpoint.getMethod(), method -> namesOf(endpoint));
        asked.forEach((name, values) -> check(names, name, values));
    }

    private static void check(Map<String, Boolean> names, String name, List<String> values) {
        Boolean many = names.get(name);
        if (many == null) {
            throw Refusal.ofField(HttpReason.UNKNOWN_PARAMETER, FieldNames.shown(name), FieldNames.shown(name));
        }
        if (!many && values.size() > 1) {
            throw Refusal.ofField(HttpReason.REPEATED_PARAMETER, name, name);
        }
    }

    /** Each parameter's name, and whether it may be told several times. */
    private static Map<String, Boolean> namesOf(HandlerMethod endpoint) {
        return Arrays.stream(endpoint.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .collect(Collectors.toMap(QueryNames::nameOf, QueryNames::isMany));
    }

    private static String nameOf(MethodParameter parameter) {
        RequestParam said = parameter.getParameterAnnotation(RequestParam.class);
        return said == null || said.name().isEmpty()
                ? parameter.getParameter().getName()
                : said.name();
    }

    private static boolean isMany(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type.isArray() || Collection.class.isAssignableFrom(type);
    }
}
