package org.livelihood.security;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.livelihood.kernel.Allow;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Open;
import org.livelihood.kernel.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/**
 * Who may call what, read once from {@link Allow} and {@link Open} on the endpoints. What says nothing is refused; what
 * does not exist passes, to be answered as unknown.
 */
@Component
class AccessRules implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final AuthorizationDecision YES = new AuthorizationDecision(true);
    private static final AuthorizationDecision NO = new AuthorizationDecision(false);
    private static final String API = "/api/";

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;
    private volatile @Nullable Rules rules;

    AccessRules(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    private record Rule(PathPattern pattern, Set<HttpMethod> methods, boolean open, Set<Role> roles) {

        boolean fits(HttpMethod method, PathContainer path) {
            return fits(method) && pattern.matches(path);
        }

        boolean fits(HttpMethod method) {
            return methods.isEmpty() || methods.contains(method);
        }
    }

    /** Paths without variables are found by name, the others one after the other. */
    private record Rules(Map<String, List<Rule>> plain, List<Rule> patterns) {

        @Nullable
        Rule find(HttpMethod method, PathContainer path) {
            for (Rule rule : plain.getOrDefault(path.value(), List.of())) {
                if (rule.fits(method)) {
                    return rule;
                }
            }
            for (Rule rule : patterns) {
                if (rule.fits(method, path)) {
                    return rule;
                }
            }
            return null;
        }
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        ServerHttpRequest request = context.getExchange().getRequest();
        PathContainer path = request.getPath().pathWithinApplication();
        if (!path.value().startsWith(API)) {
            return Mono.just(YES);
        }
        HttpMethod method = request.getMethod() == HttpMethod.HEAD ? HttpMethod.GET : request.getMethod();
        Rule rule = rules().find(method, path);
        if (rule == null || rule.open()) {
            return Mono.just(YES);
        }
        return authentication
                .map(who -> who.getPrincipal() instanceof Caller caller
                        && caller.roles().stream().anyMatch(rule.roles()::contains))
                .<AuthorizationResult>map(may -> may ? YES : NO)
                .defaultIfEmpty(NO);
    }

    private Rules rules() {
        Rules known = rules;
        if (known == null) {
            known = read();
            rules = known;
        }
        return known;
    }

    private Rules read() {
        Map<String, List<Rule>> plain = new HashMap<>();
        List<Rule> patterns = new ArrayList<>();
        mappings.stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .forEach(entry -> rulesOf(entry.getKey(), entry.getValue()).forEach(rule -> {
                    String text = rule.pattern().getPatternString();
                    if (text.contains("{") || text.contains("*")) {
                        patterns.add(rule);
                    } else {
                        plain.computeIfAbsent(text, path -> new ArrayList<>()).add(rule);
                    }
                }));
        patterns.sort((a, b) -> PathPattern.SPECIFICITY_COMPARATOR.compare(a.pattern(), b.pattern()));
        return new Rules(plain, patterns);
    }

    private static List<Rule> rulesOf(RequestMappingInfo info, HandlerMethod handler) {
        Set<HttpMethod> methods = new HashSet<>();
        info.getMethodsCondition().getMethods().forEach(method -> methods.add(method.asHttpMethod()));
        Allow allow = handler.getMethodAnnotation(Allow.class);
        boolean open = handler.hasMethodAnnotation(Open.class);
        Set<Role> roles = allow == null ? Set.of() : Set.of(allow.value());
        return info.getPatternsCondition().getPatterns().stream()
                .map(pattern -> new Rule(pattern, methods, open, roles))
                .toList();
    }
}
