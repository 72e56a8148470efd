package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.constraints.Pattern;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Id;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.WorkerId;
import org.livelihood.platform.security.Tokens;
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
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Every endpoint, whichever there are, against every kind of bad input that its types allow. */
@JourneyTest
class BadInputJourneyTest {

    private static final Map<String, String> HEADERS = Map.of("If-Match", "\"1\"", "Cart-Token", "a".repeat(43));
    private static final Map<String, String> PLAIN = Map.of(
            "{code}", "999999999999",
            "{version}", "1",
            "{number}", "1",
            "{year}", "2026",
            "{name}", "PARTICIPATION",
            "{provider}", "sandbox",
            "{kind}", "SUSPENSE");
    /** NUL, half a character, a noncharacter, a lost character, a control, a turned line, nothing to be seen. */
    private static final List<String> NO_TEXTS =
            List.of("a\u0000b", "\ud83d\u4e00", "a\ufffe", "\ufffd", "a\b", "a\u202eb", "\u200b");

    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    /** What is answered when only the schema has noticed: a check of the program is missing before it. */
    private static final Set<String> BREACHES =
            Set.of("http.already-there", "http.overlaps", "http.refers-to-nothing", "http.rule-broken");

    /** What holds in the village of all tests from this day on is outdone by what they enter themselves. */
    private static final String LONG_AGO = "2021-01-02";

    private static final String HASH = "ab".repeat(32);

    private static Village village;
    private static Map<String, String> ids;
    private static Map<Class<?>, String> idsByType;

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    /** One village for all: its ids make requests go as far as they can. */
    @BeforeEach
    void settle() {
        if (village != null) {
            return;
        }
        village = new Village(web, tokens, "WORKSHOP");
        village.household("h1", "WORKER");
        village.worker("w1", "WORKER");
        String agreement = village.agreement(Village.workshopTerms());
        String sku = village.sku("Socks", 690);
        String own = "/api/v1/producers/" + village.producerId;
        String lot = village.producer
                .post(own + "/lots", Map.of("skuId", sku, "agreementId", agreement))
                .expect(201)
                .text("/id");
        String listing = village.producer.get(own + "/listings").expect(200).text("/items/0/id");
        String session = village.session(0, null);
        ids = Map.of(
                "producers", village.producerId,
                "agreements", agreement,
                "lots", lot,
                "listings", listing,
                "sessions", session,
                "skus", sku,
                "items", sku,
                "households", village.households.get("h1"),
                "members", village.members.get("h1"),
                "workers", village.workers.get("w1"));
        idsByType = Map.of(
                ProducerId.class,
                village.producerId,
                AgreementId.class,
                agreement,
                LotId.class,
                lot,
                SessionId.class,
                session,
                SkuId.class,
                sku,
                HouseholdId.class,
                village.households.get("h1"),
                MemberId.class,
                village.members.get("h1"),
                WorkerId.class,
                village.workers.get("w1"));
    }

    private record Endpoint(HttpMethod method, String pattern, String consumes, HandlerMethod handler) {

        Map<String, String> headers() {
            return consumes.isEmpty() ? HEADERS : Map.of("Content-Type", consumes);
        }

        /** @param ids real ones by the word before them; others are of nothing that exists */
        String path(Map<String, String> ids) {
            StringBuilder path = new StringBuilder();
            String before = "";
            for (String word : pattern.substring(1).split("/")) {
                String known = PLAIN.getOrDefault(word, ids.get(before));
                String id = Objects.requireNonNullElse(known, UUID.randomUUID().toString());
                path.append('/').append(word.startsWith("{") ? id : word);
                before = word;
            }
            return path.toString();
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
            return isPaged() && List.of("cursor", "limit").contains(parameter)
                    || Arrays.stream(handler.getMethod().getParameters())
                            .anyMatch(known -> known.isAnnotationPresent(RequestParam.class)
                                    && known.getName().equals(parameter));
        }

        private boolean isPaged() {
            return Arrays.asList(handler.getMethod().getParameterTypes()).contains(Paging.class);
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
        ProducerId own = new ProducerId(UUID.fromString(village.producerId));
        Set<Grant> grants = roles.stream()
                .map(role -> switch (role) {
                    case PRODUCER, HOST -> Grant.of(role, own);
                    case OFFICER -> Grant.officerOf("340000000000");
                    case SHOPPER, AUDITOR, ADMIN -> Grant.of(role);
                })
                .collect(Collectors.toSet());
        return Api.of(web, tokens, new Caller(AccountId.next(), grants));
    }

    private static void isProblem(Endpoint endpoint, Object sent, Api.Answer answer) {
        assertThat(answer.status())
                .as("%s with %s: %s", endpoint, sent, answer.body())
                .isLessThan(500);
        assertThat(answer.text("/code"))
                .as("%s with %s: %s", endpoint, sent, answer.body())
                .isNotIn(BREACHES);
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
                            Api.guest(web).send(endpoint.method(), endpoint.path(ids), body, endpoint.headers());
                    assertThat(stranger.status()).isEqualTo(401);
                    isProblem(endpoint, body, stranger);
                    Set<Role> others = EnumSet.allOf(Role.class);
                    others.removeAll(Set.of(
                            endpoint.handler().getMethodAnnotation(Allow.class).value()));
                    if (!others.isEmpty()) {
                        Grant[] grants = others.stream().map(Grant::of).toArray(Grant[]::new);
                        Api wrong = Api.of(web, tokens, Caller.of(AccountId.next(), grants));
                        Api.Answer refused =
                                wrong.send(endpoint.method(), endpoint.path(ids), body, endpoint.headers());
                        assertThat(refused.status()).isEqualTo(403);
                        isProblem(endpoint, body, refused);
                    }
                }));
    }

    private static boolean needsBody(Endpoint endpoint) {
        return Stream.of(endpoint.handler().getMethodParameters())
                .map(parameter -> parameter.getParameterAnnotation(RequestBody.class))
                .anyMatch(body -> body != null && body.required());
    }

    @TestFactory
    Stream<DynamicTest> bodiesThatCannotBeReadAreRefused() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.body() != null)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    Api caller = callerFor(endpoint);
                    List<String> unreadable = new ArrayList<>(List.of("{\"", "[]", "\"text\"", "{\"nonsense\":1}"));
                    if (needsBody(endpoint)) {
                        unreadable.add("null");
                    }
                    for (String body : unreadable) {
                        Api.Answer answer =
                                caller.send(endpoint.method(), endpoint.path(ids), body, endpoint.headers());
                        assertThat(answer.status())
                                .as("%s with %s: %s", endpoint, body, answer.body())
                                .isEqualTo(400);
                        isProblem(endpoint, body, answer);
                    }
                    isProblem(
                            endpoint,
                            "{}",
                            caller.send(endpoint.method(), endpoint.path(ids), "{}", endpoint.headers()));
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
                        Api.Answer answer = callerFor(endpoint)
                                .send(endpoint.method(), endpoint.path(ids), bad, endpoint.headers());
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
        extremes.addAll(List.of("-999999999-01-01", "9999-12-31", "+1000000000-12-31T23:59:59Z"));
        extremes.add(null);
        return endpoints().stream()
                .filter(endpoint -> endpoint.body() != null)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    Map<String, Object> good = sample(endpoint.body());
                    Api caller = callerFor(endpoint);
                    isProblem(
                            endpoint,
                            good,
                            caller.send(endpoint.method(), endpoint.path(ids), good, endpoint.headers()));
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
                                    caller.send(endpoint.method(), endpoint.path(ids), bad, endpoint.headers()));
                        }
                    }
                }));
    }

    private record Variant(String field, Map<String, Object> body) {}

    /** The good body with each of its texts, days and times in turn as it must not be. */
    private static List<Variant> unstorable(Class<?> record) {
        List<Variant> variants = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            Type type = component.getGenericType();
            boolean list = type instanceof ParameterizedType generic && generic.getRawType() == List.class;
            Type one = list ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
            for (Object bad : unstorableValues(one)) {
                Map<String, Object> body = sample(record);
                body.put(component.getName(), list ? List.of(bad) : bad);
                variants.add(new Variant(component.getName(), body));
            }
        }
        return variants;
    }

    private static List<?> unstorableValues(Type type) {
        if (type == String.class) {
            return NO_TEXTS;
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            return NO_TEXTS.stream()
                    .flatMap(text -> Stream.of(Map.of(text, "x"), Map.of("x", text)))
                    .toList();
        }
        if (type == LocalDate.class) {
            return List.of("-999999999-01-01", "+999999999-01-01", "1899-12-31", "2201-01-01");
        }
        if (type == Instant.class) {
            return List.of("-1000000000-01-01T00:00:00Z", "2201-01-01T00:00:00Z");
        }
        if (type == Terms.class) {
            return NO_TEXTS.stream().map(BadInputJourneyTest::termsNaming).toList();
        }
        boolean nested = type instanceof Class<?> plain && plain.isRecord() && !Id.class.isAssignableFrom(plain);
        return nested ? unstorable((Class<?>) type).stream().map(Variant::body).toList() : List.of();
    }

    private static Map<String, Object> termsNaming(String operation) {
        Map<String, Object> terms = new LinkedHashMap<>(Village.workshopTerms());
        terms.put("operations", List.of(Map.of("code", operation, "unit", "PIECE", "rateFen", 30, "perUnits", 1)));
        return terms;
    }

    private static void isNamed(Endpoint endpoint, String sent, String field, Api.Answer answer) {
        String as = endpoint + " with " + sent + ": " + answer.body();
        assertThat(answer.status()).as(as).isEqualTo(400);
        assertThat(answer.text("/errors/0/field")).as(as).startsWith(field);
    }

    @TestFactory
    @DisplayName("C1: half a character and what else is no text is refused in each text of each body, and named")
    Stream<DynamicTest> whatCannotBeStoredIsRefusedAndNamed() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.body() != null)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    for (Variant bad : unstorable((Class<?>) endpoint.body())) {
                        String body = ASCII.writeValueAsString(bad.body());
                        Api.Answer answer = callerFor(endpoint)
                                .send(endpoint.method(), endpoint.path(ids), body, endpoint.headers());
                        isNamed(endpoint, body, bad.field(), answer);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> parametersThatNothingCanBeAskedWithAreRefusedAndNamed() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.method() == HttpMethod.GET)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    List<Parameter> parameters = Arrays.stream(
                                    endpoint.handler().getMethod().getParameters())
                            .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                            .toList();
                    for (Parameter parameter : parameters) {
                        for (Object bad : unstorableValues(parameter.getType())) {
                            if (bad.toString().contains("\ud83d")) {
                                continue; // half a character cannot be percent-encoded
                            }
                            String query = query(parameters, parameter, bad);
                            isNamed(
                                    endpoint,
                                    query,
                                    parameter.getName(),
                                    callerFor(endpoint).get(endpoint.path(ids) + query));
                        }
                    }
                }));
    }

    @TestFactory
    @DisplayName("E11: a parameter that an operation does not know is refused and named, and one that is told twice")
    Stream<DynamicTest> unknownParametersAreRefused() {
        return endpoints().stream()
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    Object body = endpoint.body() == null ? endpoint.consumes() : sample(endpoint.body());
                    Api.Answer answer = callerFor(endpoint)
                            .send(endpoint.method(), endpoint.path(ids) + "?nonsense=1", body, endpoint.headers());
                    isNamed(endpoint, "nonsense", "nonsense", answer);
                    assertThat(answer.text("/code")).isEqualTo("http.unknown-parameter");
                    if (endpoint.takes("limit")) {
                        Api.Answer twice = callerFor(endpoint).get(endpoint.path(ids) + "?limit=1&limit=2");
                        assertThat(twice.text("/code")).isEqualTo("http.repeated-parameter");
                    }
                }));
    }

    @TestFactory
    @DisplayName("F8: a blank where an id stands in the path is nothing that is there")
    Stream<DynamicTest> blankIdsNameNothing() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.pattern().contains("{"))
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    Object body = endpoint.body() == null ? endpoint.consumes() : sample(endpoint.body());
                    Map<String, String> headers = new LinkedHashMap<>(endpoint.headers());
                    headers.put("Idempotency-Key", UUID.randomUUID().toString());
                    String blank = endpoint.pattern().replaceAll("\\{[^}]+}", " ");
                    Api.Answer answer = callerFor(endpoint).send(endpoint.method(), blank, body, headers);
                    assertThat(answer.status())
                            .as("%s: %s", endpoint, answer.body())
                            .isEqualTo(404);
                    isProblem(endpoint, blank, answer);
                }));
    }

    private static String query(List<Parameter> parameters, Parameter tried, Object bad) {
        return parameters.stream()
                .filter(one -> one == tried || !one.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(one -> one.getName() + "=" + (one == tried ? bad : asked(one)))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static Object asked(Parameter parameter) {
        Type one = parameter.getParameterizedType() instanceof ParameterizedType many
                ? many.getActualTypeArguments()[0]
                : parameter.getType();
        return parameter.isAnnotationPresent(Pattern.class) ? Village.CODE : value(one);
    }

    @Test
    void whatComesToMoreThanMoneyCanBeIsRefused() {
        Map<String, Object> dear = new LinkedHashMap<>(Village.workshopTerms());
        dear.put("operations", List.of(Map.of("code", "knit", "unit", "PIECE", "rateFen", 100_000_000, "perUnits", 1)));
        String lots = "/api/v1/producers/" + village.producerId + "/lots";
        Map<String, Object> opened = Map.of("skuId", ids.get("skus"), "agreementId", village.agreement(dear));
        String lot =
                lots + "/" + village.producer.post(lots, opened).expect(201).text("/id");
        Map<String, Object> knitted = Map.of(
                "memberId",
                village.members.get("h1"),
                "kind",
                "LABOUR",
                "operation",
                "knit",
                "units",
                1_000_000_000,
                "workedOn",
                Village.DAY.toString(),
                "evidence",
                "sheet 1");
        village.producer
                .post(lot + "/contributions", Map.of("contributions", Collections.nCopies(100, knitted)))
                .expect(201);
        Api.Answer sealed = village.producer
                .post(lot + "/seal", Map.of("units", 1, "on", Village.DAY.toString()))
                .expect(422);
        assertThat(sealed.text("/code")).isEqualTo("lot.too-much-work");
    }

    /** The good body with each two of its days turned round. */
    private static List<Map<String, Object>> backwards(Class<?> record) {
        List<String> days = Arrays.stream(record.getRecordComponents())
                .filter(component -> component.getType() == LocalDate.class)
                .map(RecordComponent::getName)
                .toList();
        List<Map<String, Object>> bodies = new ArrayList<>();
        for (String early : days) {
            for (String late : days) {
                Map<String, Object> body = sample(record);
                body.put(early, "2026-03-01");
                body.put(late, "2026-03-05");
                bodies.add(body);
            }
        }
        return bodies;
    }

    @TestFactory
    @DisplayName("C2: days that run backwards are refused before a check of the schema sees them")
    Stream<DynamicTest> daysThatRunBackwards() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.body() != null)
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    for (Map<String, Object> body : backwards((Class<?>) endpoint.body())) {
                        isProblem(
                                endpoint,
                                body,
                                callerFor(endpoint)
                                        .send(endpoint.method(), endpoint.path(ids), body, endpoint.headers()));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> idsThatAreUnknownOrNoIdsAreRefusedAlike() {
        return endpoints().stream()
                .filter(endpoint -> endpoint.pattern().contains("{"))
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.toString(), () -> {
                    Object body = endpoint.body() == null ? null : sample(endpoint.body());
                    Api.Answer unknown = callerFor(endpoint)
                            .send(endpoint.method(), endpoint.path(Map.of()), body, endpoint.headers());
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
                            "cursor=%00",
                            "cursor=%E2%80%AE",
                            "cursor=" + "A".repeat(2_000),
                            "limit=0",
                            "limit=-1",
                            "limit=101",
                            "limit=many",
                            "limit=99999999999999")) {
                        String path = endpoint.path(ids) + "?" + query + (endpoint.takes("on") ? "&on=2020-03-01" : "");
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
            Pattern pattern = component.getAccessor().getAnnotation(Pattern.class);
            boolean hash = pattern != null && HASH.matches(pattern.regexp());
            Object known = known(component.getName());
            fields.put(component.getName(), hash ? HASH : known != null ? known : value(component.getGenericType()));
        }
        return fields;
    }

    /** What must be more than some text for a request to go on. */
    private static Object known(String field) {
        return switch (field) {
            case "idNumber" -> Village.idNumber();
            case "regionCode", "villageCode", "originCode" -> Village.CODE;
            case "countyCode" -> "341226000000";
            default -> null;
        };
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
            return plain.getEnumConstants()[0].toString();
        }
        if (plain == LocalDate.class) {
            return LONG_AGO;
        }
        if (plain == Instant.class) {
            return LONG_AGO + "T12:00:00Z";
        }
        if (Id.class.isAssignableFrom(plain) || plain == UUID.class) {
            return idsByType.getOrDefault(plain, UUID.randomUUID().toString());
        }
        return plain == Terms.class ? Village.workshopTerms() : sample(plain);
    }
}
