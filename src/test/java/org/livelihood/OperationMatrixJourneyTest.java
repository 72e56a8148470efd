package org.livelihood;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * All operations of the OpenAPI document, by callers of each role and of several, at what is theirs and what is not.
 */
@JourneyTest
class OperationMatrixJourneyTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COUNTY = "341226000000";
    private static final String OTHER_COUNTY = "341227000000";
    /** What stands in paths and is nobody's. */
    private static final Map<String, String> COMMON = Map.of("versions", "1", "years", "2025", "checks", "I1");

    private static final String DENIED = "security.not-allowed";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private List<Operation> operations = List.of();
    private Map<String, String> own = Map.of();
    private ProducerId here = ProducerId.next();
    private final ProducerId elsewhere = ProducerId.next();

    @BeforeEach
    void settle() {
        operations = new Operations(text("/v3/api-docs"))
                .all().stream().filter(operation -> !operation.streams()).toList();
        Village village = new Village(web, tokens, "WORKSHOP");
        village.household("a", "WORKER");
        village.worker("w", "WORKER");
        here = new ProducerId(UUID.fromString(village.producerId));
        String sku = village.sku("Socks", 6_900);
        String agreement = village.agreement(Village.workshopTerms());
        String lot = village.lot(sku, agreement, 1, null, new Object[] {"a", "knit", 10})
                .text("/id");
        own = Map.ofEntries(
                Map.entry("producers", village.producerId),
                Map.entry("households", Objects.requireNonNull(village.households.get("a"))),
                Map.entry("members", Objects.requireNonNull(village.members.get("a"))),
                Map.entry("workers", Objects.requireNonNull(village.workers.get("w"))),
                Map.entry("agreements", agreement),
                Map.entry("versions", "1"),
                Map.entry("checks", "I1"),
                Map.entry("lots", lot),
                Map.entry("items", sku),
                Map.entry("skus", sku),
                Map.entry("years", "2025"),
                Map.entry("accounts", village.hostAccount.toString()),
                Map.entry("sessions", village.session(0, null)));
    }

    private String text(String path) {
        return new String(
                Objects.requireNonNull(web.get()
                        .uri(path)
                        .exchange()
                        .expectBody(byte[].class)
                        .returnResult()
                        .getResponseBody()),
                StandardCharsets.UTF_8);
    }

    private record Said(int status, String code) {}

    private Said ask(@Nullable String bearer, Operation operation, Map<String, String> ids, boolean whole) {
        String path = Operations.filled(operation.path(), ids) + operation.query();
        WebTestClient.RequestBodySpec request = web.method(operation.method())
                .uri(path)
                .header("Idempotency-Key", UUID.randomUUID().toString());
        if (bearer != null) {
            request.header(HttpHeaders.AUTHORIZATION, bearer);
        }
        if (operation.contentType() != null) {
            String body = operation.contentType().contains("json") && !whole ? "[]" : operation.body();
            request.header(HttpHeaders.CONTENT_TYPE, operation.contentType()).bodyValue(Objects.requireNonNull(body));
        }
        var result = request.exchange().expectBody(byte[].class).returnResult();
        int status = result.getStatus().value();
        assertThat(status).as("%s as %s", operation.name(), path).isLessThan(500);
        return new Said(status, status < 400 ? "" : code(result.getResponseBody()));
    }

    private static String code(byte @Nullable [] body) {
        return body == null ? "" : JSON.readTree(body).path("code").asString("");
    }

    private String bearer(Grant... grants) {
        return tokens.bearer(Caller.of(AccountId.next(), grants));
    }

    private Grant at(Role role, ProducerId producer, String county) {
        return switch (role) {
            case PRODUCER, HOST -> Grant.of(role, producer);
            case OFFICER -> Grant.officerOf(county);
            case SHOPPER, AUDITOR, ADMIN -> Grant.of(role);
        };
    }

    @Test
    @DisplayName("F1: each operation is for the roles that the list names, and for nobody else")
    void whoMayCallWhat() throws IOException {
        Map<Role, String> bearers = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            bearers.put(role, bearer(at(role, here, COUNTY)));
        }
        Map<String, String> found = new TreeMap<>();
        for (Operation operation : operations) {
            Said guest = ask(null, operation, own, false);
            if (!guest.code().equals("security.sign-in-required")) {
                found.put(operation.name(), "PUBLIC");
                continue;
            }
            Set<Role> admitted = EnumSet.noneOf(Role.class);
            bearers.forEach((role, bearer) -> {
                if (!ask(bearer, operation, COMMON, false).code().equals(DENIED)) {
                    admitted.add(role);
                }
            });
            found.put(operation.name(), admitted.toString());
        }
        assertThat(lines(found)).isEqualTo(listed());
    }

    private static String lines(Map<String, String> found) {
        return found.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String listed() throws IOException {
        try (InputStream list = OperationMatrixJourneyTest.class.getResourceAsStream("/operations.txt")) {
            return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }

    /** Each caller with hats that do not count here: nobody is somebody here by being somebody elsewhere. */
    private List<Grant[]> callers() {
        Grant hostHere = Grant.of(Role.HOST, here);
        Grant hostThere = Grant.of(Role.HOST, elsewhere);
        Grant producerThere = Grant.of(Role.PRODUCER, elsewhere);
        Grant officerThere = Grant.officerOf(OTHER_COUNTY);
        return List.of(
                new Grant[] {producerThere},
                new Grant[] {hostThere},
                new Grant[] {officerThere},
                new Grant[] {hostHere, producerThere},
                new Grant[] {hostHere, officerThere},
                new Grant[] {producerThere, officerThere},
                new Grant[] {Grant.of(Role.SHOPPER), hostThere, producerThere, officerThere},
                new Grant[] {Grant.of(Role.PRODUCER, here), officerThere},
                new Grant[] {Grant.officerOf(COUNTY), producerThere});
    }

    private boolean countsHere(Grant grant) {
        return grant.scope().equals(here.toString()) || grant.scope().equals(COUNTY);
    }

    /** A hat that she has here, though not the one that is asked for, may be told to her. */
    @Test
    @DisplayName("F1: what is another's answers as what there is not, also to callers with two hats")
    void foreignIsAsUnknown() throws IOException {
        Map<String, String> allowed = listed().lines()
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        List<String> wrong = new ArrayList<>();
        for (Grant[] grants : callers()) {
            String bearer = bearer(grants);
            for (Operation operation : operations) {
                String roles = allowed.getOrDefault(operation.name(), "PUBLIC");
                boolean stranger = operation.hasIds()
                        && !roles.equals("PUBLIC")
                        && List.of(grants).stream()
                                .filter(grant -> roles.contains(grant.role().name()))
                                .noneMatch(grant -> countsHere(grant) || grant.role() == Role.SHOPPER);
                if (stranger) {
                    Said foreign = ask(bearer, operation, own, true);
                    Said unknown = ask(bearer, operation, COMMON, true);
                    boolean toldOff = foreign.code().equals("producer.own-producer")
                            && List.of(grants).stream().anyMatch(this::countsHere);
                    if (!toldOff && (!foreign.equals(unknown) || foreign.status() < 400)) {
                        wrong.add(operation.name() + " by " + List.of(grants) + ": " + foreign + " but " + unknown);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
