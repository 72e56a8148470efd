package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.Allow;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.Id;
import org.livelihood.kernel.Role;
import org.livelihood.linkage.Terms;
import org.livelihood.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Every endpoint, whichever there are, against every kind of bad input that its types allow. */
@JourneyTest
class BadInputJourneyTest {

    private static final Map<String, String> HEADERS = Map.of("If-Match", "\"1\"");

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private record Endpoint(HttpMethod method, String pattern, String consumes, HandlerMethod handler) {

        Map<String, String> headers() {
            return consumes.isEmpty() ? HEADERS : Map.of("Content-Type", consumes);
        }

        String path() {
            return pattern.replaceAll("\\{code}", "999999999999")
                    .replaceAll("\\{(version|number)}", "1")
                    .replaceAll("\\{provider}", "sandbox")
                    .replaceAll("\\{kind}", "SUSPENSE")
                    .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        }

        Type body() {
            return Arrays.stream(handler.getMethodParameters())
                    .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                    .filter(parameter -> parameter.getParameterType().isRecord())
                    .map(MethodParameter::getGenericParameterType)
                    .findFirst()
                    .orElse(null);
        }

        boolean takes(String parameter) {
            return Arrays.stream(handler.getMethod().getParameters())
                    .anyMatch(known -> known.isAnnotationPresent(RequestParam.class)
                            && known.getName().equals(parameter));
        }

        @Override
        public String toString() {
            return method + " " + pattern;
        }
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getName().startsWith("org.livelihood")) {
                endpoints.addAll(endpointsOf(info, handler));
            }
        });
        return endpoints;
    }

    private static List<Endpoint> endpointsOf(RequestMappingInfo info, HandlerMethod handler) {
        String consumed = info.getConsumesCondition().getConsumableMediaTypes().stream()
                .findFirst()
                .map(MediaType::toString)
                .orElse("");
        List<Endpoint> endpoints = new ArrayList<>();
        for (RequestMethod method : info.getMethodsCondition().getMethods()) {
            info.getPatternsCondition()
                    .getPatterns()
                    .forEach(pattern -> endpoints.add(
                            new Endpoint(method.asHttpMethod(), pattern.getPatternString(), consumed, handler)));
        }
        return endpoints;
    }

    private Api callerFor(Endpoint endpoint) {
        Allow allow = endpoint.handler().getMethodAnnotation(Allow.class);
        Set<Role> roles = allow == null ? Set.of(Role.SHOPPER) : Set.of(allow.value());
        return Api.of(web, tokens, new Caller(AccountId.next(), roles, Set.of(), Set.of("340000000000")));
    }

    private static void isProblem(Endpoint endpoint, Object sent, Api.Answer answer) {
        assertThat(answer.status())
                .as("%s with %s: %s", endpoint, sent, answer.body())
                .isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(String.valueOf(answer.headers().getContentType()))
                    .as("%s with %s", endpoint, sent)
                    .startsWith("application/problem+json");
            assertThat(answer.text("/code")).as("%s with %s", endpoint, sent).isNotEmpty();
            assertThat(answer.text("/detail")).as("%s with %s", endpoint, sent).isNotEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> strangersAndTheWrongRoleAreTurnedAway() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.handler().hasMethodAnnotation(Allow.class))
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    Object body = endpoint.body() == null ? endpoint.consumes() : sample(endpoint.body());
                    Api.Answer stranger =
                            Api.guest(web).send(endpoint.method(), endpoint.path(), body, endpoint.headers());
                    assertThat(stranger.status()).isEqualTo(401);
                    isProblem(endpoint, body, stranger);
                    Set<Role> others = EnumSet.allOf(Role.class);
                    others.removeAll(Set.of(
                            endpoint.handler().getMethodAnnotation(Allow.class).value()));
                    if (!others.isEmpty()) {
                        Api wrong = Api.of(web, tokens, new Caller(AccountId.next(), others, Set.of(), Set.of()));
                        Api.Answer refused = wrong.send(endpoint.method(), endpoint.path(), body, endpoint.headers());
                        assertThat(refused.status()).isEqualTo(403);
                        isProblem(endpoint, body, refused);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> bodiesThatCannotBeReadAreRefused() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.body() != null)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    Api caller = callerFor(endpoint);
                    for (String body : List.of("{\"", "[]", "null", "\"text\"", "{\"nonsense\":1}")) {
                        Api.Answer answer = caller.send(endpoint.method(), endpoint.path(), body, endpoint.headers());
                        assertThat(answer.status())
                                .as("%s with %s: %s", endpoint, body, answer.body())
                                .isEqualTo(400);
                        isProblem(endpoint, body, answer);
                    }
                    isProblem(
                            endpoint, "{}", caller.send(endpoint.method(), endpoint.path(), "{}", endpoint.headers()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> fieldsOfTheWrongTypeAreNamed() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.body() != null)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    Map<String, Object> good = sample(endpoint.body());
                    for (String field : good.keySet()) {
                        Map<String, Object> bad = new LinkedHashMap<>(good);
                        bad.put(field, good.get(field) instanceof Map ? List.of(1) : Map.of("wrong", Map.of()));
                        Api.Answer answer =
                                callerFor(endpoint).send(endpoint.method(), endpoint.path(), bad, endpoint.headers());
                        isProblem(endpoint, bad, answer);
                        assertThat(answer.status())
                                .as("%s with %s: %s", endpoint, bad, answer.body())
                                .isEqualTo(400);
                        assertThat(answer.text("/errors/0/field"))
                                .as("%s with %s", endpoint, bad)
                                .startsWith(field);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> extremesNeverBreakAnything() {
        List<Object> extremes = new ArrayList<>(List.of(
                -1, Long.MIN_VALUE, Long.MAX_VALUE, 1.5, "", " ", "x".repeat(100_000), "\u0000", "-1", List.of()));
        extremes.add(null);
        return endpoints().stream()
                .filter(endpoint -> endpoint.body() != null)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    Map<String, Object> good = sample(endpoint.body());
                    Api caller = callerFor(endpoint);
                    isProblem(
                            endpoint, good, caller.send(endpoint.method(), endpoint.path(), good, endpoint.headers()));
                    for (String field : good.keySet()) {
                        for (Object extreme : extremes) {
                            Map<String, Object> bad = new LinkedHashMap<>(good);
                            bad.put(field, extreme);
                            String sent = field + "="
                                    + String.valueOf(extreme)
                                            .substring(
                                                    0,
                                                    Math.min(
                                                            20,
                                                            String.valueOf(extreme)
                                                                    .length()));
                            isProblem(
                                    endpoint,
                                    sent,
                                    caller.send(endpoint.method(), endpoint.path(), bad, endpoint.headers()));
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> idsThatAreUnknownOrNoIdsAreRefusedAlike() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.pattern().contains("{"))
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    Object body = endpoint.body() == null ? null : sample(endpoint.body());
                    Api.Answer unknown =
                            callerFor(endpoint).send(endpoint.method(), endpoint.path(), body, endpoint.headers());
                    isProblem(endpoint, body, unknown);
                    String nonsense = endpoint.pattern().replaceAll("\\{[^}]+}", "nonsense");
                    Api.Answer malformed =
                            callerFor(endpoint).send(endpoint.method(), nonsense, body, endpoint.headers());
                    isProblem(endpoint, body, malformed);
                    assertThat(malformed.status())
                            .as("%s: %s", endpoint, malformed.body())
                            .isBetween(400, 499);
                }));
    }

    @TestFactory
    Stream<DynamicTest> badCursorsAndLimitsAreRefused() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.takes("cursor"))
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    for (String query : List.of(
                            "cursor=nonsense",
                            "cursor=" + "A".repeat(2_000),
                            "limit=0",
                            "limit=-1",
                            "limit=101",
                            "limit=many",
                            "limit=99999999999999")) {
                        String path = endpoint.path() + "?" + query + (endpoint.takes("on") ? "&on=2020-03-01" : "");
                        Api.Answer answer = callerFor(endpoint).get(path);
                        isProblem(endpoint, query, answer);
                        assertThat(answer.status())
                                .as("%s with %s", endpoint, query)
                                .isIn(400, 404);
                    }
                }));
    }

    private static Map<String, Object> sample(Type type) {
        Class<?> record = (Class<?>) type;
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            fields.put(component.getName(), value(component.getGenericType()));
        }
        return fields;
    }

    private static Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            Class<?> raw = (Class<?>) generic.getRawType();
            return raw == Map.class ? Map.of() : List.of(value(generic.getActualTypeArguments()[0]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return "sample";
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return true;
        }
        if (plain.isPrimitive() || Number.class.isAssignableFrom(plain)) {
            return 1;
        }
        if (plain.isEnum()) {
            return ((Enum<?>) plain.getEnumConstants()[0]).name();
        }
        if (plain == LocalDate.class) {
            return "2026-03-02";
        }
        if (plain == Instant.class) {
            return "2026-03-02T12:00:00Z";
        }
        if (Id.class.isAssignableFrom(plain) || plain == UUID.class) {
            return UUID.randomUUID().toString();
        }
        return plain == Terms.class ? Village.workshopTerms() : sample(plain);
    }
}
