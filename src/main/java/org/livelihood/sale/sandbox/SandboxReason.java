package org.livelihood.sale.sandbox;

import org.livelihood.platform.kernel.Reason;

/** Why the sandbox cashier refuses. */
public enum SandboxReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    UNKNOWN_DECISION(Kind.INVALID),
    /** It was paid, declined or closed before. */
    NOT_OPEN(Kind.CONFLICT),
    /** More than what was paid. */
    REFUND_TOO_MUCH(Kind.CONFLICT);

    private final Kind kind;

    SandboxReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
