package org.livelihood.people.household;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.UUID;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.WorkerId;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class PayeeController {

    private static final String NUMBER = "[0-9]{8,30}";

    private final Payees payees;

    PayeeController(Payees payees) {
        this.payees = payees;
    }

    record PayeeBody(
            @NotNull MemberId memberId,
            @NotNull @Pattern(regexp = NUMBER) String bankAccount) {}

    record WorkerBody(@NotNull @Pattern(regexp = NUMBER) String bankAccount) {}

    record ChangeView(UUID id) {}

    /** @param shared whether the same bank account gets another party's money, too: to be looked into */
    record PayeeView(UUID id, boolean shared) {}

    /** Propose who is paid for a household. The bank account of a member of it; another person confirms it. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/households/{id}/payee-changes")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ChangeView> propose(Caller caller, @PathVariable HouseholdId id, @Valid @RequestBody PayeeBody body) {
        return payees.propose(caller, id, body.memberId(), body.bankAccount()).map(ChangeView::new);
    }

    /** Propose the bank account of a worker. Of a worker of no registered household; another person confirms it. */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/workers/{id}/payee-changes")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ChangeView> proposeWorker(Caller caller, @PathVariable WorkerId id, @Valid @RequestBody WorkerBody body) {
        return payees.propose(caller, id, body.bankAccount()).map(ChangeView::new);
    }

    /**
     * Confirm a proposed bank account. By another person than the one who proposed it.
     *
     * @param id the proposal's id
     */
    @Allow({Role.OFFICER, Role.ADMIN})
    @PostMapping("/api/v1/payee-changes/{id}/confirmation")
    Mono<PayeeView> confirm(Caller caller, @PathVariable UUID id) {
        return payees.confirm(caller, id).map(payee -> new PayeeView(payee.id(), payee.shared()));
    }
}
