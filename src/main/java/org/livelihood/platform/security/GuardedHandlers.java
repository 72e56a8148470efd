package org.livelihood.platform.security;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerResult;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Calls an endpoint only for whom its {@link Allow} or {@link PublicEndpoint} names; one that says nothing is refused.
 *
 * <p>It asks at the very method that is about to run, before anything of the request's body is read. A guard that
 * matches paths by itself would be led astray by each way of writing a path that it reads in another way than the
 * dispatcher does, such as percent-encoded letters.
 */
class GuardedHandlers extends RequestMappingHandlerAdapter {

    /** Endpoints of libraries, which cannot carry our annotations. */
    private static final List<PathPattern> OPEN_PATHS =
            paths("/v3/api-docs/**", "/swagger-ui.html", "/swagger-ui/**", "/actuator/health/**");

    private static final List<PathPattern> ADMINISTRATORS_PATHS = paths("/actuator/**");
    private static final Rule ADMINISTRATORS = new Rule(true, false, Set.of(Role.ADMIN));

    private static List<PathPattern> paths(String... patterns) {
        return Stream.of(patterns).map(PathPatternParser.defaultInstance::parse).toList();
    }

    private final Map<Method, Rule> rules = new ConcurrentHashMap<>();

    /** @param stated whether the endpoint says who may call it */
    private record Rule(boolean stated, boolean open, Set<Role> roles) {

        static Rule of(HandlerMethod handler) {
            Allow allow = handler.getMethodAnnotation(Allow.class);
            boolean open = handler.hasMethodAnnotation(PublicEndpoint.class);
            Set<Role> roles = allow == null ? Set.of() : Set.of(allow.value());
            return new Rule((allow != null) != open, open && allow == null, open ? Set.of() : roles);
        }

        boolean admits(Caller caller) {
            return caller.isAny(roles);
        }
    }

    @Override
    public Mono<HandlerResult> handle(ServerWebExchange exchange, Object handler) {
        HandlerMethod endpoint = (HandlerMethod) handler;
        Rule rule = rules.computeIfAbsent(endpoint.getMethod(), method -> Rule.of(endpoint));
        if (rule.open() || (!rule.stated() && isOneOf(OPEN_PATHS, exchange))) {
            return super.handle(exchange, handler);
        }
        boolean ofALibrary = !rule.stated() && isOneOf(ADMINISTRATORS_PATHS, exchange);
        return admitted(ofALibrary ? ADMINISTRATORS : rule).flatMap(caller -> super.handle(exchange, handler));
    }

    private static Mono<Caller> admitted(Rule rule) {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .mapNotNull(authentication -> authentication.getPrincipal())
                .ofType(Caller.class)
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.SIGN_IN_REQUIRED)))
                .filter(rule::admits)
                .switchIfEmpty(Mono.error(() -> new Refusal(SecurityReason.NOT_ALLOWED)));
    }

    private static boolean isOneOf(List<PathPattern> paths, ServerWebExchange exchange) {
        PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
        return paths.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
