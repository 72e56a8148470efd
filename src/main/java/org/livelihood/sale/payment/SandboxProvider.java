package org.livelihood.sale.payment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.http.OwnAddress;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.PaymentId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.sale.sandbox.Cashier;
import org.livelihood.sale.sandbox.SandboxReason;
import org.livelihood.sale.sandbox.Signature;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The built-in sandbox cashier as a provider. */
@Component
@ConditionalOnProperty(name = "livelihood.payment.provider", havingValue = "sandbox", matchIfMissing = true)
class SandboxProvider implements PaymentProvider {

    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final Cashier cashier;
    private final OwnAddress address;
    private final Clock clock;
    private final JsonMapper json;
    private final Mono<Signature> signature;

    SandboxProvider(Cashier cashier, OwnAddress address, Clock clock, JsonMapper json) {
        this.cashier = cashier;
        this.address = address;
        this.clock = clock;
        this.json = json;
        this.signature = Mono.defer(cashier::secret).map(Signature::new).cacheInvalidateIf(signature -> false);
    }

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public List<PaymentMethod> methods() {
        return List.of(PaymentMethod.PAGE);
    }

    @Override
    public Mono<Checkout> create(Opening opening) {
        String notifyUrl = address.here() + "/api/v1/payments/notifications/" + name();
        return cashier.create(opening.payment().toString(), opening.amount(), notifyUrl, opening.expiresAt())
                .map(opened -> Checkout.page(address.ofBrowsers() + "/api/v1/sandbox/cashier/" + opened.id()));
    }

    @Override
    public Mono<Standing> query(PaymentId payment) {
        return cashier.byNumber(payment.toString())
                .map(SandboxProvider::standing)
                .onErrorResume(SandboxProvider::isUnknown, unknown -> Mono.just(Standing.notPaid()));
    }

    @Override
    public Mono<Standing> close(PaymentId payment) {
        return cashier.close(payment.toString())
                .map(SandboxProvider::standing)
                .onErrorResume(SandboxProvider::isUnknown, unknown -> Mono.just(Standing.closed()));
    }

    private static boolean isUnknown(Throwable error) {
        return error instanceof Refusal refusal && refusal.reason() == SandboxReason.NOT_FOUND;
    }

    private static Standing standing(Cashier.Payment payment) {
        return standing(payment.state(), payment.transaction(), payment.amount());
    }

    private static Standing standing(Cashier.State state, @Nullable String transaction, Money amount) {
        State ours = switch (state) {
            case OPEN -> State.NOT_PAID;
            case PAID -> State.PAID;
            case CLOSED -> State.CLOSED;
        };
        return new Standing(ours, transaction, amount);
    }

    @Override
    public Mono<RefundState> refund(RefundOrder order) {
        return cashier.refund(order.payment().toString(), order.refund().toString(), order.amount())
                .thenReturn(RefundState.DONE);
    }

    private record Content(
            UUID number,
            Cashier.State state,
            Money amountFen,
            @Nullable String transactionId) {}

    @Override
    public Mono<Notification> read(HttpHeaders headers, byte[] body) {
        String timestamp = Objects.requireNonNullElse(headers.getFirst(Signature.TIMESTAMP_HEADER), "");
        String signed = Objects.requireNonNullElse(headers.getFirst(Signature.HEADER), "");
        return signature
                .filter(own -> own.fits(signed, timestamp, body) && isFresh(timestamp))
                .switchIfEmpty(Mono.error(() -> new Refusal(PaymentReason.BAD_SIGNATURE)))
                .map(own -> parse(body));
    }

    private boolean isFresh(String timestamp) {
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(sent, clock.instant()).abs().compareTo(TOLERANCE) <= 0;
    }

    private Notification parse(byte[] body) {
        try {
            Content content = json.readValue(body, Content.class);
            return new OfPayment(
                    new PaymentId(content.number()),
                    standing(content.state(), content.transactionId(), content.amountFen()));
        } catch (JacksonException malformed) {
            throw new Refusal(PaymentReason.BAD_NOTIFICATION);
        }
    }
}
