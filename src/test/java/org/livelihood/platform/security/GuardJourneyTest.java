package org.livelihood.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Role;
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
    void theDescriptionOfTheApiIsOpenAndSaysWhoMayCall() {
        anonymous(HttpMethod.GET, "/v3/api-docs")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.components.securitySchemes.bearer.scheme")
                .isEqualTo("bearer")
                .jsonPath("$.paths['/api/v1/accounts/{id}/grants'].put.security[0].bearer")
                .exists()
                .jsonPath("$.paths['/api/v1/accounts/{id}/grants'].put.parameters.length()")
                .isEqualTo(1)
                .jsonPath("$.paths['/api/v1/accounts/{id}/grants'].put.parameters[0].schema.format")
                .isEqualTo("uuid")
                .jsonPath("$.paths['/api/v1/auth/login'].post.security")
                .isEmpty();
        anonymous(HttpMethod.GET, "/swagger-ui.html").expectStatus().is3xxRedirection();
        anonymous(HttpMethod.GET, "/swagger-ui/index.html").expectStatus().isOk();
    }

    @Test
    void answersCarryTheHeadersThatBrowsersNeed() {
        anonymous(HttpMethod.GET, "/api/v1/nothing")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("X-Frame-Options", "DENY")
                .expectHeader()
                .valueEquals("Referrer-Policy", "no-referrer")
                .expectHeader()
                .exists("Content-Security-Policy")
                .expectHeader()
                .doesNotExist("Set-Cookie");
        web.get()
                .uri("/api/v1/auth/me")
                .header(HttpHeaders.AUTHORIZATION, tokens.bearer(Tokens.shopper()))
                .exchange()
                .expectHeader()
                .valueEquals("Cache-Control", "private, no-store");
    }

    @Test
    void pagesOfForeignOriginsMayNotCall() {
        web.options()
                .uri("/api/v1/auth/me")
                .header("Origin", "https://evil.example")
                .header("Access-Control-Request-Method", "GET")
                .exchange()
                .expectHeader()
                .doesNotExist("Access-Control-Allow-Origin");
    }

    @Test
    void everyEndpointHasExactlyOneRule() {
        List<String> unclear = new ArrayList<>();
        context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().values().stream())
                .filter(handler -> handler.getBeanType().getPackageName().startsWith("org.livelihood"))
                .filter(handler ->
                        handler.hasMethodAnnotation(Allow.class) == handler.hasMethodAnnotation(PublicEndpoint.class))
                .forEach(handler -> unclear.add(handler.toString()));
        assertThat(unclear).isEmpty();
        assertThat(context.getBeansOfType(RouterFunction.class)).isEmpty();
    }
}
