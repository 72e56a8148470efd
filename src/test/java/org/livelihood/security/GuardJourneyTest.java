package org.livelihood.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livelihood.kernel.Allow;
import org.livelihood.kernel.Open;
import org.livelihood.kernel.Role;
import org.livelihood.support.JourneyTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** No way of writing a request leads around what an endpoint says about who may call it. */
@JourneyTest
class GuardJourneyTest {

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private ApplicationContext context;

    @LocalServerPort
    private int port;

    private WebTestClient.ResponseSpec anonymous(HttpMethod method, String pathAndQuery) {
        return web.method(method)
                .uri(URI.create("http://localhost:" + port + pathAndQuery))
                .exchange();
    }

    @Test
    void percentEncodedLettersLeadToTheSameGuard() {
        anonymous(HttpMethod.GET, "/api/v1/acc%6Funts?login=nobody")
                .expectStatus()
                .isUnauthorized();
        anonymous(HttpMethod.POST, "/api/v1/signing-key%73").expectStatus().isUnauthorized();
        anonymous(HttpMethod.GET, "/ap%69/v1/accounts?login=nobody")
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void otherWaysOfWritingAPathReachNothing() {
        for (String path : List.of(
                "/api/v1/accounts;a=b?login=x",
                "/api//v1/accounts?login=x",
                "/API/v1/accounts?login=x",
                "/x/%2e%2e/api/v1/accounts?login=x",
                "/api/v1/accounts/?login=x")) {
            anonymous(HttpMethod.GET, path)
                    .expectStatus()
                    .value(status -> assertThat(status).as(path).isBetween(400, 404));
        }
        anonymous(HttpMethod.HEAD, "/api/v1/accounts?login=nobody")
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void unknownPathsAreUnknownToEverybody() {
        anonymous(HttpMethod.GET, "/api/v1/nothing").expectStatus().isNotFound();
        web.get()
                .uri("/api/v1/nothing")
                .header(HttpHeaders.AUTHORIZATION, tokens.bearer(Tokens.of(Role.ADMIN)))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void onlyHealthIsShownOfTheInnerWorkings() {
        anonymous(HttpMethod.GET, "/actuator/health").expectStatus().isOk();
        anonymous(HttpMethod.GET, "/actuator").expectStatus().isUnauthorized();
        anonymous(HttpMethod.GET, "/actuator/env").expectStatus().isNotFound();
    }

    @Test
    void everyEndpointHasExactlyOneRule() {
        List<String> unclear = new ArrayList<>();
        context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .filter(handler -> handler.getBeanType().getPackageName().startsWith("org.livelihood"))
                .filter(handler -> handler.hasMethodAnnotation(Allow.class) == handler.hasMethodAnnotation(Open.class))
                .forEach(handler -> unclear.add(handler.toString()));
        assertThat(unclear).isEmpty();
        assertThat(context.getBeansOfType(RouterFunction.class)).isEmpty();
    }
}
