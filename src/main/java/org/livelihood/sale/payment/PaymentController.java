package org.livelihood.sale.payment;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.springframework.http.server.reactive.ServerHttpRequest;
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

    /**
     * What is paid, and how. What is not given is left out, so that a body stands for the same as before there was more
     * to give.
     *
     * @param provider with whom: wechatpay, alipay or sandbox, where they are set up
     * @param method how, of those that the provider offers; left out, his usual one
     * @param payerId the provider's own id of the buyer, for JSAPI: WeChat's openid
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PaymentBody(
            @NotEmpty @Size(max = 50) List<@NotNull OrderId> orderIds,
            @Nullable @Size(min = 1, max = 20) String provider,
            @Nullable PaymentMethod method,

            @Nullable @Size(min = 1, max = 128) String payerId) {}

    record PaymentView(
            PaymentId id,
            String provider,
            PaymentMethod method,
            Payment.Status status,
            Money amountFen,
            @Nullable String cashierUrl,
            Map<String, String> launch,
            Instant expiresAt,
            @Nullable Instant paidAt,
            Instant serverNow) {}

    /**
     * Pay for orders. Opens one payment for them at the provider, with whom and how the front end chooses: the buyer
     * pays at the address in the answer, or the front end hands what it holds to the provider's own client.
     */
    @PostMapping
    @Allow(Role.SHOPPER)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ResponseEntity<PaymentView>> open(
            Caller caller, Once once, @Valid @RequestBody PaymentBody body, ServerHttpRequest request) {
        Payer payer = new Payer(body.payerId(), addressOf(request));
        Payments.Way way = talk.way(body.provider(), body.method(), payer);
        return talk.open(once.key("payments", body), body.orderIds(), way, payer)
                .map(this::answer);
    }

    private ResponseEntity<PaymentView> answer(Payments.Opened opened) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.CREATED);
        return (opened.replayed() ? answer.header(Idempotency.REPLAYED, "true") : answer).body(view(opened.payment()));
    }

    /** Read a payment. */
    @GetMapping("/{id}")
    @Allow(Role.SHOPPER)
    Mono<PaymentView> get(Caller caller, @PathVariable PaymentId id) {
        return payments.get(caller, id).map(this::view);
    }

    /**
     * Hear from a payment provider. Acknowledged when what it says is committed; what was heard before changes nothing.
     *
     * @param provider the provider's name
     */
    @PostMapping("/notifications/{provider}")
    @PublicEndpoint
    Mono<Map<String, String>> notified(
            @PathVariable String provider, @RequestHeader HttpHeaders headers, @RequestBody byte[] body) {
        return talk.heard(provider, headers, body).thenReturn(Map.of("code", "SUCCESS"));
    }

    private static @Nullable String addressOf(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        InetAddress address = remote == null ? null : remote.getAddress();
        return address == null ? null : address.getHostAddress();
    }

    private PaymentView view(Payment payment) {
        return new PaymentView(
                payment.id(),
                payment.provider(),
                payment.method(),
                payment.status(),
                payment.amount(),
                payment.cashierUrl(),
                payment.launch(),
                payment.expiresAt(),
                payment.paidAt(),
                clock.instant());
    }
}
