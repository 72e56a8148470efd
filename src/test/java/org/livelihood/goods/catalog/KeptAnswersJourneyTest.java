package org.livelihood.goods.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.Api;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Pages that are answered before the door are what the door let out, and nothing else is answered there. */
@JourneyTest
class KeptAnswersJourneyTest {

    private static final String ID = "X-Request-Id";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    private Village village;
    private Api guest;
    private String page;

    @BeforeEach
    void openAShop() {
        village = new Village(web, tokens, "WORKSHOP");
        guest = Api.guest(web);
        page = "/api/v1/listings?producer=" + village.producerId;
        village.sku("Socks", 6_900);
    }

    private Api.Answer asked(Api caller, Map<String, String> headers) {
        return caller.send(HttpMethod.GET, page, null, headers);
    }

    @Test
    @DisplayName("12: a kept page has the headers of the whole way, and an id of its own")
    void keptAsItWasSent() {
        Api.Answer first = asked(guest, Map.of()).expect(200);
        Api.Answer second = asked(guest, Map.of()).expect(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().headerNames())
                .containsExactlyInAnyOrderElementsOf(first.headers().headerNames());
        first.headers().forEach((name, values) -> {
            if (name.equalsIgnoreCase(ID)) {
                assertThat(second.headers().get(name)).isNotEqualTo(values).hasSize(1);
            } else {
                assertThat(second.headers().get(name)).as(name).isEqualTo(values);
            }
        });
        assertThat(second.headers().getFirst("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(second.headers().getFirst(HttpHeaders.CACHE_CONTROL)).startsWith("public");
    }

    @Test
    @DisplayName("12: what a workshop changes is to be seen at once, whatever was kept")
    void aChangeIsSeenAtOnce() {
        assertThat(asked(guest, Map.of()).body().at("/items")).hasSize(1);
        assertThat(asked(guest, Map.of()).body().at("/items")).hasSize(1);
        village.sku("Gloves", 4_900);
        assertThat(asked(guest, Map.of()).body().at("/items")).hasSize(2);
    }

    @Test
    @DisplayName("12: who is known or has a page already goes the whole way, and so does what was never let out")
    void onlyPlainQuestions() {
        String etag = asked(guest, Map.of()).expect(200).headers().getETag();
        assertThat(etag).isNotNull();
        asked(guest, Map.of(HttpHeaders.IF_NONE_MATCH, etag)).expect(304);
        asked(Api.of(web, "no token"), Map.of()).expect(401);
        guest.send(HttpMethod.GET, page + "&unknown=1", null, Map.of()).expect(400);
    }
}
