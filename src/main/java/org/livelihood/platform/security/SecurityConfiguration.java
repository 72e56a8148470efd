package org.livelihood.platform.security;

import java.time.Duration;
import java.util.List;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.header.XFrameOptionsServerHttpHeadersWriter;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** The door: bearer tokens in, callers out, deny by default; no sessions, no cookies, no saved requests. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableScheduling
class SecurityConfiguration {

    private static final String CONTENT = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:;"
            + " style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    private static final PathPattern TOKENS = PathPatternParser.defaultInstance.parse("/api/v1/auth/**");

    /** A token that is not good: Spring Security wants its own type, the answer is our refusal. */
    private static final class TokenRefused extends AuthenticationException {

        private static final long serialVersionUID = 1L;

        TokenRefused(Refusal refusal) {
            super("token refused", refusal);
        }
    }

    @Bean
    SecurityWebFilterChain door(
            ServerHttpSecurity http,
            ReactiveAuthenticationManager tokens,
            BadBearers badBearers,
            CorsConfigurationSource cors) {
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .cors(spec -> spec.configurationSource(cors))
                .requestCache(spec -> spec.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(SecurityConfiguration::headers)
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(exchange -> Mono.just(tokens))
                        .authenticationEntryPoint((exchange, why) -> refuse(badBearers, exchange, why))
                        .accessDeniedHandler((exchange, why) -> refuse(SecurityReason.NOT_ALLOWED)))
                .build();
    }

    /** Pages and API descriptions run nothing and show nothing but what this server gives. */
    private static void headers(ServerHttpSecurity.HeaderSpec headers) {
        headers.cache(ServerHttpSecurity.HeaderSpec.CacheSpec::disable)
                .frameOptions(frame -> frame.mode(XFrameOptionsServerHttpHeadersWriter.Mode.DENY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .contentSecurityPolicy(content -> content.policyDirectives(CONTENT))
                .writer(SecurityConfiguration::keepPrivate);
    }

    /** What a signed-in caller was answered is hers alone, and so are tokens, unless the endpoint says otherwise. */
    private static Mono<Void> keepPrivate(ServerWebExchange exchange) {
        HttpHeaders answer = exchange.getResponse().getHeaders();
        boolean signedIn = exchange.getRequest().getHeaders().containsHeader(HttpHeaders.AUTHORIZATION)
                || TOKENS.matches(exchange.getRequest().getPath().pathWithinApplication());
        if (signedIn && answer.getCacheControl() == null) {
            answer.setCacheControl("private, no-store");
        }
        return Mono.empty();
    }

    /** A bad token is counted for its address; that the issuer cannot be asked is said as it is. */
    private static Mono<Void> refuse(BadBearers badBearers, ServerWebExchange exchange, AuthenticationException why) {
        if (why.getCause() instanceof Refusal refusal && refusal.reason() == SecurityReason.ISSUER_UNAVAILABLE) {
            return Mono.error(() -> refusal);
        }
        Refusal bad = new Refusal(SecurityReason.SIGN_IN_REQUIRED);
        return Mono.error(() -> badBearers.count(RateLimits.addressOf(exchange.getRequest()), bad));
    }

    private static Mono<Void> refuse(SecurityReason reason) {
        return Mono.error(() -> new Refusal(reason));
    }

    @Bean
    ReactiveAuthenticationManager tokens(AccessTokens own, ExternalIssuer external) {
        return authentication -> {
            String token = ((BearerTokenAuthenticationToken) authentication).getToken();
            Mono<Caller> caller = external.isConfigured() ? external.verify(token) : own.verify(token);
            return caller.onErrorMap(Refusal.class, TokenRefused::new).map(CallerAuthentication::new);
        };
    }

    /** Endpoints are guarded where they are called. */
    @Bean
    WebFluxRegistrations guardedHandlers() {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
                return new GuardedHandlers();
            }
        };
    }

    /** Observing each filter of each request costs more than the filters do. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    PasswordEncoder passwords() {
        return Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    @Bean
    CorsConfigurationSource cors(SecuritySettings settings) {
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        if (!settings.corsOrigins().isEmpty()) {
            CorsConfiguration allowed = new CorsConfiguration();
            allowed.setAllowedOrigins(settings.corsOrigins());
            allowed.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
            allowed.setAllowedHeaders(List.of(
                    "Authorization",
                    "Content-Type",
                    "Idempotency-Key",
                    "If-Match",
                    "If-None-Match",
                    "Accept-Language",
                    "Last-Event-ID"));
            allowed.setExposedHeaders(List.of("ETag", "Retry-After", "Idempotent-Replayed", "Location"));
            allowed.setMaxAge(Duration.ofHours(1));
            source.registerCorsConfiguration("/**", allowed);
        }
        return source;
    }
}
