package org.livelihood.sale.live;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.region.Region;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.platform.kernel.Uuids;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class HostController {

    private final Hosts hosts;
    private final Sessions sessions;

    HostController(Hosts hosts, Sessions sessions) {
        this.hosts = hosts;
        this.sessions = sessions;
    }

    /** @param until the last day; open when it is absent */
    record OfficialBody(
            @NotNull AccountId accountId,
            @NotBlank @Size(max = 80) String office,
            @NotNull @Pattern(regexp = Region.CODE) String regionCode,
            @NotNull LocalDate from,
            @Nullable LocalDate until) {

        Official toOfficial() {
            return new Official(Uuids.next(), accountId, office, regionCode, from, until);
        }
    }

    record OfficialEnd(@NotNull LocalDate until) {}

    /** Agree to host a session. A host who does not work for the producer must, before it starts. */
    @Allow({Role.SHOPPER, Role.HOST, Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @PostMapping("/api/v1/sessions/{id}/host-agreement")
    Mono<Session> agree(Caller caller, @PathVariable SessionId id) {
        return sessions.get(id).flatMap(session -> hosts.agree(caller, session));
    }

    /**
     * Record that an account's owner holds an office. She can host as an official from then on, and earns no
     * commission.
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/officials")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Official> record(Caller caller, @Valid @RequestBody OfficialBody body) {
        return hosts.record(caller, body.toOfficial());
    }

    /**
     * End an office. With its last day.
     *
     * @param id the office's id
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/officials/{id}/end")
    Mono<Official> end(Caller caller, @PathVariable UUID id, @Valid @RequestBody OfficialEnd body) {
        return hosts.end(caller, id, body.until());
    }

    /** List the offices that an account holds or held. */
    @Allow({Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/api/v1/officials")
    Mono<List<Official>> offices(Caller caller, @RequestParam AccountId account) {
        return hosts.offices(caller, account).collectList();
    }
}
