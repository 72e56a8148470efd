package org.livelihood.platform.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class SafetyController {

    private final SignIns signIns;
    private final AccountSafety safety;

    SafetyController(SignIns signIns, AccountSafety safety) {
        this.signIns = signIns;
        this.safety = safety;
    }

    record PasswordChange(
            @NotBlank @Size(max = 128) String oldPassword,
            @NotBlank @Size(max = 128) String password) {}

    record PasswordReset(
            @NotBlank @Size(max = 100) String token,
            @NotBlank @Size(max = 128) String password) {}

    record Disabling(@NotNull @NotBlank @Size(max = 300) String reason) {}

    /** Change the password. A new one for the old one: all sessions end, the answer begins a new one. */
    @Allow({Role.SHOPPER, Role.HOST, Role.PRODUCER, Role.AUDITOR, Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/auth/password")
    Mono<TokenView> changePassword(Caller caller, @Valid @RequestBody PasswordChange body, ServerHttpRequest request) {
        return signIns.changePassword(caller, body.oldPassword(), body.password(), RateLimits.addressOf(request))
                .map(TokenView::of);
    }

    /** Reset the password. A new one with a token that an administrator gave: works once; all sessions end. */
    @PublicEndpoint
    @PostMapping("/api/v1/auth/password-reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> resetPassword(@Valid @RequestBody PasswordReset body) {
        return signIns.resetPassword(body.token(), body.password());
    }

    /** List one's own sessions. Those that have not ended. */
    @Allow({Role.SHOPPER, Role.HOST, Role.PRODUCER, Role.AUDITOR, Role.OFFICER, Role.ADMIN})
    @GetMapping("/api/v1/auth/sessions")
    Mono<List<SafetyStore.Session>> signInSessions(Caller caller) {
        return safety.sessions(caller).collectList();
    }

    /**
     * End one of one's own sessions. Its tokens are refused within two seconds.
     *
     * @param id the session's id
     */
    @Allow({Role.SHOPPER, Role.HOST, Role.PRODUCER, Role.AUDITOR, Role.OFFICER, Role.ADMIN})
    @DeleteMapping("/api/v1/auth/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endSignInSession(Caller caller, @PathVariable UUID id) {
        return safety.end(caller, id);
    }

    /** End all of one's own sessions. This one too. */
    @Allow({Role.SHOPPER, Role.HOST, Role.PRODUCER, Role.AUDITOR, Role.OFFICER, Role.ADMIN})
    @DeleteMapping("/api/v1/auth/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endSignInSessions(Caller caller) {
        return safety.endAll(caller);
    }

    /** Offer a reset of a password. A token for the account's owner to set a new password with, once, within a day. */
    @Allow(Role.ADMIN)
    @PostMapping("/api/v1/accounts/{id}/password-reset")
    Mono<ResponseEntity<AccountSafety.Reset>> offerReset(Caller caller, @PathVariable AccountId id) {
        return signIns.requireLocal()
                .then(safety.offerReset(caller, id))
                .map(reset ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(reset));
    }

    /** Disable an account. Nobody signs in with it any more; its tokens are refused within two seconds. */
    @Allow(Role.ADMIN)
    @PostMapping("/api/v1/accounts/{id}/disabling")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> disable(Caller caller, @PathVariable AccountId id, @Valid @RequestBody Disabling body) {
        return safety.disable(caller, id, body.reason());
    }

    /** Enable an account again. */
    @Allow(Role.ADMIN)
    @PostMapping("/api/v1/accounts/{id}/enabling")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> enable(@PathVariable AccountId id) {
        return safety.enable(id);
    }
}
