package org.livelihood.platform.security;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class AccountController {

    private final Accounts accounts;
    private final KeyRing ring;

    AccountController(Accounts accounts, KeyRing ring) {
        this.accounts = accounts;
        this.ring = ring;
    }

    /** @param scope a producer's id for PRODUCER and HOST, a region's code for OFFICER, absent otherwise */
    record GrantBody(
            @NotNull Role role, @Nullable @Size(max = 36) String scope) {

        private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
        private static final String REGION = "[0-9]{12}";

        @AssertTrue
        boolean isScopeFit() {
            if (role == null) {
                return true;
            }
            return switch (role) {
                case PRODUCER, HOST -> scope != null && scope.matches(UUID);
                case OFFICER -> scope != null && scope.matches(REGION);
                case SHOPPER, AUDITOR, ADMIN -> scope == null;
            };
        }

        Grant toGrant() {
            return new Grant(role, scope == null ? "" : scope);
        }
    }

    record Grants(@NotNull @Size(max = 100) List<@Valid @NotNull GrantBody> grants) {}

    /**
     * Find an account by its login.
     *
     * @param login the whole login
     */
    @Allow(Role.ADMIN)
    @GetMapping("/api/v1/accounts")
    Mono<AuthController.CallerView> find(@RequestParam @Size(max = 64) String login) {
        return accounts.findByLogin(login).flatMap(accounts::find).map(AuthController.CallerView::of);
    }

    /** Set what an account may act as. It must sign in again: its tokens are refused within two seconds. */
    @Allow(Role.ADMIN)
    @PutMapping("/api/v1/accounts/{id}/grants")
    Mono<AuthController.CallerView> setGrants(
            Caller caller, @PathVariable AccountId id, @Valid @RequestBody Grants body) {
        return accounts.setGrants(
                        caller,
                        id,
                        body.grants().stream().map(GrantBody::toGrant).toList())
                .map(AuthController.CallerView::of);
    }

    /** Sign with a new key from now on. */
    @Allow(Role.ADMIN)
    @PostMapping("/api/v1/signing-keys")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> rotate() {
        return ring.makeSpare().then(Mono.defer(ring::rotate));
    }
}
