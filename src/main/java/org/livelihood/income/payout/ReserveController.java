package org.livelihood.income.payout;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.livelihood.income.payout.ReservePayment.Payer;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.http.Paging;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Note;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/producers/{producer}/payouts/reserve")
class ReserveController {

    private static final long MOST_FEN = 100_000_000_000L;

    private final Reserves reserves;

    ReserveController(Reserves reserves) {
        this.reserves = reserves;
    }

    record PaymentBody(
            @NotNull Payer payer,
            @Positive @Max(MOST_FEN) long amountFen,
            @NotBlank @Size(max = 300) @Note String reason,
            @NotBlank @Size(max = 100) String evidence) {}

    record WithdrawalBody(
            @Positive @Max(MOST_FEN) long amountFen,
            @NotBlank @Size(max = 300) String reason,
            @NotBlank @Size(max = 100) String evidence) {

        Reserves.Withdrawing of(UUID payment) {
            return new Reserves.Withdrawing(payment, new Money(amountFen), reason, evidence);
        }
    }

    record BalanceView(Money balanceFen) {}

    /** Pay into a producer's risk reserve. Out of the producer's part of its sales, or the platform's. */
    @Allow(Role.ADMIN)
    @PostMapping("/payments")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ReservePayment>> pay(
            Caller caller, @PathVariable ProducerId producer, Once once, @Valid @RequestBody PaymentBody body) {
        return once.created(
                "reserve " + producer,
                body,
                ReservePayment.class,
                () -> reserves.pay(
                        caller, producer, body.payer(), new Money(body.amountFen()), body.reason(), body.evidence()));
    }

    /** Read what the risk reserve holds. Waived clawbacks take from it. */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping
    Mono<BalanceView> balance(Caller caller, @PathVariable ProducerId producer) {
        return reserves.balance(caller, producer).map(BalanceView::new);
    }

    /** List the payments into the risk reserve. The oldest first. */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/payments")
    Mono<Page<ReservePayment>> payments(Caller caller, @PathVariable ProducerId producer, Paging paging) {
        return reserves.payments(caller, producer, paging.after(), paging.limit());
    }

    /**
     * Take back a payment into the risk reserve. All of it or a part: another administrator than the one who recorded
     * it.
     *
     * @param id the payment's id
     */
    @Allow(Role.ADMIN)
    @PostMapping("/payments/{id}/withdrawals")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<ReserveWithdrawal>> takeBack(
            Caller caller,
            @PathVariable ProducerId producer,
            @PathVariable UUID id,
            Once once,
            @Valid @RequestBody WithdrawalBody body) {
        return once.created(
                "reserve withdrawal " + producer + id,
                body,
                ReserveWithdrawal.class,
                () -> reserves.takeBack(caller, producer, body.of(id)));
    }

    /** List what was taken back of the risk reserve. The oldest first. */
    @Allow({Role.PRODUCER, Role.OFFICER, Role.AUDITOR, Role.ADMIN})
    @GetMapping("/withdrawals")
    Mono<Page<ReserveWithdrawal>> withdrawals(Caller caller, @PathVariable ProducerId producer, Paging paging) {
        return reserves.withdrawals(caller, producer, paging.after(), paging.limit());
    }
}
