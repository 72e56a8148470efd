package org.livelihood.platform.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class AuthController {

    private static final String LOGIN = "[A-Za-z0-9][A-Za-z0-9._@+-]{2,63}";

    private final Accounts accounts;
    private final SignIns signIns;
    private final FirstAdmin firstAdmin;
    private final KeyRing ring;

    AuthController(Accounts accounts, SignIns signIns, FirstAdmin firstAdmin, KeyRing ring) {
        this.accounts = accounts;
        this.signIns = signIns;
        this.firstAdmin = firstAdmin;
        this.ring = ring;
    }

    record Credentials(
            @NotNull @Pattern(regexp = LOGIN) String login,
            @NotBlank @Size(max = 128) String password) {}

    record Refresh(@NotBlank @Size(max = 100) String refreshToken) {}

    record Setup(
            @NotBlank @Size(max = 100) String token,
            @NotNull @Pattern(regexp = LOGIN) String login,
            @NotBlank @Size(max = 128) String password) {}

    record Claim(@NotBlank @Size(max = 100) String token) {}

    record AccountView(AccountId id) {}

    /**
     * An account as it may act.
     *
     * @param roles its roles, wherever they are held
     * @param producers where it is PRODUCER or HOST
     * @param regions where it is OFFICER
     * @param grants what counts: each role with the producer or the region that it is held at
     */
    record CallerView(
            AccountId id, Set<Role> roles, Set<String> producers, Set<String> regions, List<GrantView> grants) {

        static CallerView of(Caller caller) {
            List<GrantView> grants =
                    caller.grants().stream().map(GrantView::of).sorted().toList();
            return new CallerView(
                    caller.account(),
                    caller.roles(),
                    scopes(caller, Role.PRODUCER, Role.HOST),
                    scopes(caller, Role.OFFICER),
                    grants);
        }

        private static Set<String> scopes(Caller caller, Role... roles) {
            return caller.grants().stream()
                    .filter(grant -> List.of(roles).contains(grant.role()))
                    .map(Grant::scope)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** @param scope a producer's id for PRODUCER and HOST, a region's code for OFFICER, absent otherwise */
    record GrantView(Role role, @Nullable String scope) implements Comparable<GrantView> {

        static GrantView of(Grant grant) {
            return new GrantView(grant.role(), grant.scope().isEmpty() ? null : grant.scope());
        }

        @Override
        public int compareTo(GrantView other) {
            return toString().compareTo(other.toString());
        }
    }

    /** Sign up. Makes a shopper's own account. */
    @PublicEndpoint
    @PostMapping("/api/v1/auth/sign-up")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AccountView> signUp(@Valid @RequestBody Credentials body) {
        return signIns.requireLocal()
                .then(Mono.defer(() -> accounts.signUp(body.login(), body.password())))
                .map(AccountView::new);
    }

    /** Sign in. Answers with a token to call with and one to refresh it. */
    @PublicEndpoint
    @PostMapping("/api/v1/auth/login")
    Mono<TokenView> login(@Valid @RequestBody Credentials body, ServerHttpRequest request) {
        return signIns.signIn(body.login(), body.password(), RateLimits.addressOf(request))
                .map(TokenView::of);
    }

    /** Refresh a token. The refresh token works once; the answer holds the next one. */
    @PublicEndpoint
    @PostMapping("/api/v1/auth/refresh")
    Mono<TokenView> refresh(@Valid @RequestBody Refresh body) {
        return signIns.refresh(body.refreshToken()).map(TokenView::of);
    }

    /** Sign out. Ends the session of a refresh token. */
    @PublicEndpoint
    @PostMapping("/api/v1/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logout(@Valid @RequestBody Refresh body) {
        return signIns.signOut(body.refreshToken());
    }

    /** Make the first administrator. With the setup token; works once. */
    @PublicEndpoint
    @PostMapping("/api/v1/auth/setup")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AccountView> setup(@Valid @RequestBody Setup body) {
        return signIns.requireLocal()
                .then(Mono.defer(() -> firstAdmin.make(body.token(), body.login(), body.password())))
                .map(AccountView::new);
    }

    /** Become the first administrator. The caller's own account, with the setup token; works once. */
    @Allow({Role.SHOPPER, Role.HOST, Role.PRODUCER, Role.AUDITOR, Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/auth/setup/claim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> claim(Caller caller, @Valid @RequestBody Claim body) {
        return firstAdmin.claim(caller, body.token());
    }

    /** Read who I am. The caller's account and grants. */
    @Allow({Role.SHOPPER, Role.HOST, Role.PRODUCER, Role.AUDITOR, Role.OFFICER, Role.ADMIN})
    @GetMapping("/api/v1/auth/me")
    Mono<CallerView> me(Caller caller) {
        return Mono.just(CallerView.of(caller));
    }

    /** Read the public keys that verify tokens. A JSON Web Key Set (RFC 7517). */
    @PublicEndpoint
    @GetMapping("/.well-known/jwks.json")
    Mono<ResponseEntity<Object>> jwks() {
        return ring.published()
                .map(keys -> ResponseEntity.ok()
                        .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                        .body(keys));
    }
}
