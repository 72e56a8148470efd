package org.livelihood.sale.sandbox;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What the payer sees of the sandbox: whoever has the address of a payment may pay it, as with a real cashier. */
@RestController
@RequestMapping("/api/v1/sandbox/cashier")
@ConditionalOnProperty(name = "LIVELIHOOD_PAYMENT_PROVIDER", havingValue = "sandbox", matchIfMissing = true)
class CashierController {

    private static final String PAGE = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Sandbox cashier</title>
            <h1>Sandbox cashier 沙箱收银台</h1><p>No real money. %s fen, %s.</p>
            <form method="post"><button name="decision" value="PAY">Pay 付款</button>
            <button name="decision" value="DECLINE">Decline 拒绝</button></form></html>""";

    private final Cashier cashier;

    CashierController(Cashier cashier) {
        this.cashier = cashier;
    }

    /** What a payer decides. */
    enum Decision {
        PAY,
        DECLINE;

        /** Refused with UNKNOWN_DECISION: what is neither closes no payment. */
        private static Decision of(@Nullable String word) {
            return Stream.of(values())
                    .filter(decision -> decision.name().equals(word))
                    .findFirst()
                    .orElseThrow(() -> Refusal.ofField(SandboxReason.UNKNOWN_DECISION, "decision"));
        }
    }

    record DecisionBody(@NotNull Decision decision) {}

    record PaymentView(
            UUID id,
            Money amountFen,
            Cashier.State state,
            @Nullable String transactionId) {

        private static PaymentView of(Cashier.Payment payment) {
            return new PaymentView(payment.id(), payment.amount(), payment.state(), payment.transaction());
        }
    }

    /**
     * See a payment at the sandbox cashier. As JSON, or as a page to decide on.
     *
     * @param id the payment's id at the sandbox
     */
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @PublicEndpoint
    Mono<PaymentView> show(@PathVariable UUID id) {
        return cashier.byId(id).map(PaymentView::of);
    }

    /**
     * See a payment at the sandbox cashier. As JSON, or as a page to decide on.
     *
     * @param id the payment's id at the sandbox
     */
    @GetMapping(path = "/{id}", produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    Mono<String> page(@PathVariable UUID id) {
        return cashier.byId(id).map(CashierController::page);
    }

    /**
     * Pay or decline at the sandbox cashier. No real money moves.
     *
     * @param id the payment's id at the sandbox
     */
    @PostMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @PublicEndpoint
    Mono<PaymentView> decide(@PathVariable UUID id, @Valid @RequestBody DecisionBody body) {
        return decided(id, body.decision() == Decision.PAY).map(PaymentView::of);
    }

    /**
     * Pay or decline at the sandbox cashier. No real money moves.
     *
     * @param id the payment's id at the sandbox
     */
    @PostMapping(
            path = "/{id}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
            produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    Mono<String> decideOnPage(@PathVariable UUID id, ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(form -> Decision.of(form.getFirst("decision")))
                .flatMap(decision -> decided(id, decision == Decision.PAY))
                .map(CashierController::page);
    }

    private Mono<Cashier.Payment> decided(UUID id, boolean pays) {
        return cashier.decide(id, pays).doOnNext(payment -> cashier.hint());
    }

    private static String page(Cashier.Payment payment) {
        return PAGE.formatted(payment.amount().fen(), payment.state());
    }
}
