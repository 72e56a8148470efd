package org.livelihood.platform.http;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses query parameters that the endpoint does not know or is told twice: what is not understood is said, not
 * ignored. Asks the endpoint's own signature, so that none needs to say so.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class QueryNames implements WebFilter {

    private static final String OURS = "org.livelihood.";

    private final RequestMappingHandlerMapping endpoints;
    private final Map<Method, Map<String, Boolean>> known = new ConcurrentHashMap<>();

    QueryNames(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Mono.fromCallable(() -> asked(exchange.getRequest()))
                .filter(asked -> !asked.isEmpty())
                .flatMap(asked -> require(asked, exchange))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private Mono<HandlerMethod> require(MultiValueMap<String, String> asked, ServerWebExchange exchange) {
        return endpoints
                .getHandler(exchange)
                .ofType(HandlerMethod.class)
                .filter(endpoint -> endpoint.getBeanType().getName().startsWith(OURS))
                .doOnNext(endpoint -> require(endpoint, asked));
    }

    private static MultiValueMap<String, String> asked(ServerHttpRequest request) {
        try {
            return request.getQueryParams();
        } catch (IllegalArgumentException undecodable) {
            throw new Refusal(HttpReason.BAD_QUERY);
        }
    }

    private void require(HandlerMethod endpoint, MultiValueMap<String, String> asked) {
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
        Map<String, Boolean> names = Arrays.stream(endpoint.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .collect(Collectors.toMap(FieldNames::of, QueryNames::isMany));
        if (Arrays.asList(endpoint.getMethod().getParameterTypes()).contains(Paging.class)) {
            names.put(Paging.CURSOR, false);
            names.put(Paging.LIMIT, false);
        }
        return names;
    }

    private static boolean isMany(MethodParameter parameter) {
        Class<?> type = parameter.getParameterType();
        return type.isArray() || Collection.class.isAssignableFrom(type);
    }
}
