package org.livelihood.goods.category;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.Api.Answer;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

@JourneyTest
class CategoryJourneyTest {

    private static final String PATH = "/api/v1/categories";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Api officer;
    private Api guest;

    @BeforeEach
    void callers() {
        officer = Api.of(web, tokens, Tokens.officerOf("341226000000"));
        guest = Api.guest(web);
    }

    private static String code() {
        return "c-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static Map<String, Object> category(String parent) {
        Map<String, Object> category =
                new HashMap<>(Map.of("name", "试验", "nameEn", "A try", "position", 5, "noFreeReturn", false));
        category.put("parentCode", parent);
        return category;
    }

    private String added(String parent) {
        String code = code();
        officer.post(PATH, Map.of("code", code, "category", category(parent))).expect(201);
        return code;
    }

    private Answer change(String code, String version, Map<String, Object> category) {
        return officer.send(HttpMethod.PUT, PATH + "/" + code, category, Map.of("If-Match", version));
    }

    @Test
    void theTreeIsThereFromTheStart() {
        Answer all = guest.counted().get(PATH).expect(200);
        assertThat(all.statements()).isOne();
        assertThat(all.headers().getFirst("Cache-Control")).startsWith("public, max-age=60");
        List<String> codes = new ArrayList<>();
        all.body().at("/items").forEach(item -> codes.add(item.at("/code").asString()));
        assertThat(codes).containsSubsequence("food", "fruit", "eggs").containsSubsequence("clothing", "socks");
        assertThat(guest.get(PATH + "/eggs")
                        .expect(200)
                        .body()
                        .at("/noFreeReturn")
                        .asBoolean())
                .isTrue();
        assertThat(guest.get(PATH + "/socks")
                        .expect(200)
                        .body()
                        .at("/noFreeReturn")
                        .asBoolean())
                .isFalse();
        guest.get(PATH + "/nothing").expect(404);
    }

    @Test
    void officersKeepTheTree() {
        String code = added("clothing");
        Answer read = guest.get(PATH + "/" + code).expect(200);
        assertThat(read.headers().getETag()).isEqualTo("\"1\"");
        guest.send(HttpMethod.GET, PATH + "/" + code, null, Map.of("If-None-Match", "\"1\""))
                .expect(304);
        officer.post(PATH, Map.of("code", code, "category", category(null))).expect(409);
        Map<String, Object> perishes = category("food");
        perishes.put("noFreeReturn", true);
        assertThat(change(code, "W/\"1\"", perishes).expect(200).headers().getETag())
                .isEqualTo("\"2\"");
        change(code, "\"1\"", perishes).expect(412);
        change(code, "*", category("food")).expect(200);
        assertThat(guest.get(PATH + "/" + code).text("/parentCode")).isEqualTo("food");
        Api producer = Api.of(web, tokens, Tokens.of(Role.AUDITOR));
        producer.post(PATH, Map.of("code", code(), "category", category(null))).expect(403);
    }

    @Test
    void aTreeHasNoRingsAndFourLevelsAtMost() {
        String first = added(null);
        String second = added(first);
        String third = added(second);
        String fourth = added(third);
        Map<String, Object> tooDeep = Map.of("code", code(), "category", category(fourth));
        assertThat(officer.post(PATH, tooDeep).expect(422).text("/code")).isEqualTo("category.misplaced");
        change(first, "*", category(third)).expect(422);
        change(first, "*", category(first)).expect(422);
        change(second, "*", category("socks")).expect(422);
        change(third, "*", category(first)).expect(200);
        assertThat(change(third, "*", category("nothing")).expect(422).text("/code"))
                .isEqualTo("category.unknown");
        change("nothing", "*", category(null)).expect(404);
    }
}
