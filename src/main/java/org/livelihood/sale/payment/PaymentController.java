package org.livelihood.sale.payment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.Idempotency;
import org.livelihood.platform.http.Once;
import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderId;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.PublicEndpoint;
import org.livelihood.platform.kernel.Role;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/payments")
class PaymentController {

    private final Payments payments;
    private final ProviderTalk talk;
    private final Clock clock;

    PaymentController(Payments payments, ProviderTalk talk, Clock clock) {
        this.payments = payments;
        this.talk = talk;
        this.clock = clock;
    }

    record PaymentBody(@NotEmpty @Size(max = 50) List<@NotNull OrderId> orderIds) {}

    record PaymentView(
            PaymentId id,
            String provider,
            Payment.Status status,
            Money amountFen,
            @Nullable String cashierUrl,
            Instant expiresAt,
            @Nullable Instant paidAt,
            Instant serverNow) {}

    /** Opens a payment; the provider is told after that has been committed. */
    @PostMapping
    @Allow(Role.SHOPPER)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<PaymentView>> open(Caller caller, Once once, @Valid @RequestBody PaymentBody body) {
        return talk.open(once.key("payments", body), body.orderIds()).map(this::answer);
    }

    private ResponseEntity<PaymentView> answer(Payments.Opened opened) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.CREATED);
        return (opened.replayed() ? answer.header(Idempotency.REPLAYED, "true") : answer).body(view(opened.payment()));
    }

    @GetMapping("/{id}")
    @Allow(Role.SHOPPER)
    Mono<PaymentView> get(Caller caller, @PathVariable PaymentId id) {
        return payments.get(caller, id).map(this::view);
    }

    /** For payment providers: acknowledged when what it says is committed; what was heard before changes nothing. */
    @PostMapping("/notifications/{provider}")
    @PublicEndpoint
    Mono<Map<String, String>> notified(
            @PathVariable String provider, @RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
        return talk.heard(provider, headers, body).thenReturn(Map.of("code", "SUCCESS"));
    }

    private PaymentView view(Payment payment) {
        return new PaymentView(
                payment.id(),
                payment.provider(),
                payment.status(),
                payment.amount(),
                payment.cashierUrl(),
                payment.expiresAt(),
                payment.paidAt(),
                clock.instant());
    }
}
