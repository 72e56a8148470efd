package org.livelihood.sale.payment;

import org.livelihood.platform.kernel.Reason;

/** Why a payment is refused. */
public enum PaymentReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    UNKNOWN_PROVIDER(Kind.NOT_FOUND),
    /** A notification that is unsigned, wrongly signed, or too old. */
    BAD_SIGNATURE(Kind.UNAUTHENTICATED),
    BAD_NOTIFICATION(Kind.INVALID),
    /** A request names a provider that takes no payments here. */
    PROVIDER_NOT_OFFERED(Kind.UNPROCESSABLE),
    /** The provider does not offer this way to pay. */
    METHOD_NOT_OFFERED(Kind.UNPROCESSABLE),
    /** This way to pay needs the provider's own id of the buyer. */
    PAYER_MISSING(Kind.UNPROCESSABLE),
    /** The provider did not open the payment, or did not answer in time. */
    PROVIDER_UNAVAILABLE(Kind.UNAVAILABLE),
    /** A notification of another amount than the payment's. */
    AMOUNT_DIFFERS(Kind.UNPROCESSABLE),
    /** A second transfer for a payment that another one has paid. */
    OTHER_TRANSACTION(Kind.CONFLICT),
    REFUND_NOT_FOUND(Kind.NOT_FOUND),
    /** It was accepted or refused already. */
    REFUND_DECIDED(Kind.CONFLICT),
    /** The line has a request that waits for an answer. */
    REFUND_ASKED(Kind.CONFLICT),
    /** A request of no money: what is left out stands for all, zero for nothing. */
    NOTHING_ASKED(Kind.UNPROCESSABLE),
    /** Who asks for a refund decides nothing about it. */
    OWN_REFUND(Kind.FORBIDDEN);

    private final Kind kind;

    PaymentReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
