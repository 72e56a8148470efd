package org.livelihood.people.asset;

import org.livelihood.platform.kernel.Reason;

/** Why an asset is refused. */
public enum AssetReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    NOT_LINKED(Kind.UNPROCESSABLE),
    NOT_YET(Kind.UNPROCESSABLE),
    BEFORE_GIVEN(Kind.UNPROCESSABLE),
    MORE_THAN_LEFT(Kind.UNPROCESSABLE),
    COUNT_ABOVE_BALANCE(Kind.UNPROCESSABLE),
    NO_SUCH_EVENT(Kind.UNPROCESSABLE);

    private final Kind kind;

    AssetReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
