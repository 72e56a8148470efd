package org.livelihood.platform.webhook;

import org.livelihood.platform.kernel.Reason;

/** Why something about webhooks is refused. */
public enum WebhookReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    /** The endpoint has no such delivery. */
    DELIVERY_NOT_FOUND(Kind.NOT_FOUND),
    /** It was changed since it was read. */
    STALE(Kind.STALE),
    /** There are as many endpoints as there may be. */
    TOO_MANY(Kind.CONFLICT),
    /** The endpoint is paused or was disabled. */
    NOT_ACTIVE(Kind.CONFLICT),
    /** The delivery is on its way already. */
    STILL_WAITING(Kind.CONFLICT),
    /** Not an https address on port 443 that the public network reaches. */
    BAD_URL(Kind.UNPROCESSABLE);

    private final Kind kind;

    WebhookReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
