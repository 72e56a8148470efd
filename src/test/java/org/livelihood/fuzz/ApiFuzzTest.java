package org.livelihood.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Operations;
import org.livelihood.support.Operations.Operation;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hostile requests at every operation of the OpenAPI document, by everybody: nothing is a 5xx, nothing is answered that
 * is not described (the client of all journeys holds that), no log names a person. {@code -Dfuzz=20000} sends more of
 * them, and then nothing may take longer than two seconds.
 */
@JourneyTest
@TestPropertySource(properties = "fuzz.database=its own")
@ExtendWith(OutputCaptureExtension.class)
class ApiFuzzTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration LONGEST = Duration.ofSeconds(2);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @LocalServerPort
    private int port;

    private final long seed = Long.getLong("seed", 1);
    private final Random random = new Random(seed);
    private final Hostile hostile = new Hostile(random);

    @Test
    @DisplayName("No hostile request is answered by 5xx or by what is not described, and none leaves a name in the log")
    void everyAnswerIsDescribed(CapturedOutput output) {
        int requests = Integer.getInteger("fuzz", 2_000);
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("甲", "WORKER");
        village.worker("乙", "WORKER");
        List<Operation> operations = new Operations(text("/v3/api-docs"))
                .all().stream().filter(operation -> !operation.streams()).toList();
        Map<String, String> ids = ids(village);
        List<String> bearers = bearers(village);
        List<String> wrong = new ArrayList<>();
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (int i = 0; i < requests && wrong.size() < 20; i++) {
            Operation operation =
                    i < operations.size() ? operations.get(i) : operations.get(random.nextInt(operations.size()));
            String bearer = bearers.get(random.nextInt(bearers.size()));
            try {
                long start = System.nanoTime();
                int status = send(operation, ids, bearer);
                Duration took = Duration.ofNanos(System.nanoTime() - start);
                statuses.merge(status, 1, Integer::sum);
                if (status >= 500) {
                    wrong.add("request " + i + ": " + status + " of " + operation.name());
                }
                if (Integer.getInteger("fuzz") != null && took.compareTo(LONGEST) > 0) {
                    wrong.add("request " + i + ": " + took + " of " + operation.name());
                }
            } catch (AssertionError undescribed) {
                wrong.add("request " + i + ": " + undescribed.getMessage());
            }
        }
        System.out.println("seed " + seed + ", " + operations.size() + " operations, answers " + statuses);
        assertThat(wrong).as("seed %s", seed).isEmpty();
        assertThat(output.getAll()).doesNotContain(village.numberOf("甲"), "张甲", "张乙", "ERROR");
    }

    private String text(String path) {
        byte[] body = web.get()
                .uri(path)
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        return new String(Objects.requireNonNull(body), StandardCharsets.UTF_8);
    }

    private static Map<String, String> ids(Village village) {
        String sku = village.sku("Socks", 6_900);
        String agreement = village.agreement(Village.workshopTerms());
        String lot = village.lot(sku, agreement, 10, null, new Object[] {"甲", "knit", 100})
                .text("/id");
        return Map.ofEntries(
                Map.entry("producers", village.producerId),
                Map.entry("households", Objects.requireNonNull(village.households.get("甲"))),
                Map.entry("members", Objects.requireNonNull(village.members.get("甲"))),
                Map.entry("workers", Objects.requireNonNull(village.workers.get("乙"))),
                Map.entry("agreements", agreement),
                Map.entry("versions", "1"),
                Map.entry("lots", lot),
                Map.entry("items", sku),
                Map.entry("skus", sku),
                Map.entry("years", "2026"),
                Map.entry("checks", "I1"),
                Map.entry("sessions", village.session(0, null)));
    }

    private List<String> bearers(Village village) {
        ProducerId producer = new ProducerId(UUID.fromString(village.producerId));
        List<String> bearers = new ArrayList<>(List.of(""));
        for (Grant grant : List.of(
                Grant.of(Role.SHOPPER),
                Grant.of(Role.HOST, producer),
                Grant.of(Role.PRODUCER, producer),
                Grant.officerOf("341226000000"),
                Grant.of(Role.AUDITOR),
                Grant.of(Role.ADMIN))) {
            bearers.add(tokens.bearer(Caller.of(AccountId.next(), grant)));
        }
        return bearers;
    }

    private int send(Operation operation, Map<String, String> ids, String bearer) {
        WebTestClient.RequestBodySpec request = web.method(operation.method()).uri(address(operation, ids));
        if (!bearer.isEmpty()) {
            request.header(HttpHeaders.AUTHORIZATION, bearer);
        }
        if (random.nextInt(10) > 0) {
            request.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (random.nextInt(4) == 0) {
            request.header(
                    HttpHeaders.IF_MATCH, List.of("*", "W/\"1\"", "\"1\"", "x").get(random.nextInt(4)));
        }
        request.header(HttpHeaders.ACCEPT_LANGUAGE, random.nextBoolean() ? "zh-CN" : "en");
        String type = operation.contentType();
        String fitting = operation.body();
        if (type != null && fitting != null) {
            boolean json = type.contains("json");
            request.header(HttpHeaders.CONTENT_TYPE, random.nextInt(50) == 0 ? MediaType.TEXT_PLAIN_VALUE : type)
                    .bodyValue(json ? hostile.body(JSON.readTree(fitting)) : fitting + hostile.text());
        }
        return request.exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getStatus()
                .value();
    }

    /** As it is: what is encoded is not encoded again. */
    private URI address(Operation operation, Map<String, String> ids) {
        Map<String, String> chosen = random.nextInt(8) == 0 ? Map.of("producers", encoded(hostile.word())) : ids;
        String path =
                Operations.filled(operation.path(), chosen) + operation.query().replace(" ", "%20");
        if (random.nextInt(4) == 0) {
            String name = List.of("limit", "cursor", "from", "to", "on", "status", "no-such", "region")
                    .get(random.nextInt(8));
            path += (path.contains("?") ? "&" : "?") + name + "=" + encoded(hostile.word());
        }
        return URI.create("http://localhost:" + port + path);
    }

    private static String encoded(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        return encoded.isEmpty() ? "%20" : encoded;
    }
}
