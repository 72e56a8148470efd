package org.livelihood.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.web.reactive.function.server.RouterFunctions.route;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.ServerResponse;

/** That an answer which is not as described is found. */
class DescribedTest {

    private static final String DOCUMENT = """
            {"paths": {"/socks/{id}": {"get": {"responses": {"200": {"content": {"application/json":
              {"schema": {"$ref": "#/components/schemas/Sock"}}}}}}}},
             "components": {"schemas": {"Sock": {"type": "object", "required": ["fen"],
              "properties": {"fen": {"type": "integer"}, "of": {"$ref": "#/components/schemas/Maker"}}},
              "Maker": {"type": "object", "properties": {"name": {"type": "string", "maxLength": 3}}}}}}""";

    private final Described described = new Described(DOCUMENT);

    private List<String> differences(int status, Object body) {
        WebTestClient web = WebTestClient.bindToRouterFunction(route().GET(
                                "/socks/1",
                                request -> ServerResponse.status(status)
                                        .contentType(MediaType.APPLICATION_JSON)
                                        .bodyValue(body))
                        .build())
                .build();
        EntityExchangeResult<byte[]> exchange =
                web.get().uri("/socks/1").exchange().expectBody().returnResult();
        return described.differences(exchange);
    }

    @Test
    void whatIsDescribedDoesNotDiffer() {
        assertThat(differences(200, Map.of("fen", 6_900, "of", Map.of("name", "袜坊"))))
                .isEmpty();
    }

    @Test
    void aWrongTypeAMissingAndAnUnknownPropertyAndAnUndescribedStatusDiffer() {
        assertThat(differences(200, Map.of("fen", "6900"))).hasSize(1);
        assertThat(differences(200, Map.of("of", Map.of("name", "袜坊")))).hasSize(1);
        assertThat(differences(200, Map.of("fen", 1, "yuan", 2))).hasSize(1);
        assertThat(differences(200, Map.of("fen", 1, "of", Map.of("name", "long name"))))
                .hasSize(1);
        assertThat(differences(204, Map.of("fen", 1))).hasSize(1);
    }
}
