package org.livelihood.sale.address;

import org.livelihood.platform.kernel.Reason;

/** Why an address is refused. */
public enum AddressReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    /** It was changed since it was read. */
    STALE(Kind.STALE),
    /** The book is full. */
    TOO_MANY(Kind.CONFLICT),
    /** A region above the township, in which no carrier finds anybody. */
    REGION_TOO_WIDE(Kind.UNPROCESSABLE),
    PHONE_INVALID(Kind.UNPROCESSABLE);

    private final Kind kind;

    AddressReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
