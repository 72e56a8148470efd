package org.livelihood.people.producer;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Household.Person;
import org.livelihood.people.household.IdNumber;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Name;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class ManagerController {

    private final Managers managers;

    ManagerController(Managers managers) {
        this.managers = managers;
    }

    /**
     * @param from the first day; today when it is absent
     * @param until the last day; open when it is absent
     */
    record ManagerBody(
            @NotBlank @Size(max = 60) @Name String name,
            @NotBlank @Size(max = 18) String idNumber,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {

        Person toPerson() {
            return new Person(name, IdNumber.of(idNumber), null, null);
        }
    }

    record ManagerEnd(
            @NotNull LocalDate until,
            @NotBlank @Size(max = 300) String reason) {}

    record AccountPerson(
            @NotBlank @Size(max = 60) @Name String name,
            @NotBlank @Size(max = 18) String idNumber) {

        Person toPerson() {
            return new Person(name, IdNumber.of(idNumber), null, null);
        }
    }

    /**
     * Enter who runs a producer. No money of its households may go to her bank account. What an officer enters counts
     * at once, what the producer enters when she agrees or an officer confirms it.
     */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/producers/{id}/managers")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Mandate> enterManager(Caller caller, @PathVariable ProducerId id, @Valid @RequestBody ManagerBody body) {
        return Mono.fromCallable(body::toPerson)
                .flatMap(person -> managers.enter(caller, id, person, body.from(), body.until()));
    }

    /** List who runs or ran a producer. With the days. */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/api/v1/producers/{id}/managers")
    Mono<Page<Mandate>> managers(Caller caller, @PathVariable ProducerId id, Paging paging) {
        return managers.list(caller, id, paging.after(), paging.limit());
    }

    /**
     * Confirm who runs a producer. She agrees herself, with an account that is known to be hers, or an officer confirms
     * it.
     *
     * @param manager the entry's id
     */
    @Allow({Role.SHOPPER, Role.HOST, Role.PRODUCER, Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/producers/{id}/managers/{manager}/confirmation")
    Mono<Mandate> confirmManager(Caller caller, @PathVariable ProducerId id, @PathVariable UUID manager) {
        return managers.confirm(caller, id, manager);
    }

    /**
     * End that somebody runs a producer. With the last day and a reason: the producer and she herself from today on, an
     * officer on any day.
     *
     * @param manager the entry's id
     */
    @Allow({Role.SHOPPER, Role.HOST, Role.PRODUCER, Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/producers/{id}/managers/{manager}/end")
    Mono<Mandate> endManager(
            Caller caller,
            @PathVariable ProducerId id,
            @PathVariable UUID manager,
            @Valid @RequestBody ManagerEnd body) {
        return managers.end(caller, id, manager, body.until(), body.reason());
    }

    /** Record whose account it is. Once: she can then agree to what is entered about her. */
    @Allow(Role.ADMIN)
    @PostMapping("/api/v1/accounts/{id}/person")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> identify(Caller caller, @PathVariable AccountId id, @Valid @RequestBody AccountPerson body) {
        return Mono.fromCallable(body::toPerson).flatMap(person -> managers.identify(caller, id, person));
    }
}
