package org.livelihood.goods.category;

import org.livelihood.platform.kernel.Reason;

/** Why a category is refused. */
public enum CategoryReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    /** A listing or a category names one that is not there. */
    UNKNOWN(Kind.UNPROCESSABLE),
    TAKEN(Kind.CONFLICT),
    /** It would stand below itself, or too deep. */
    MISPLACED(Kind.UNPROCESSABLE),
    STALE(Kind.STALE);

    private final Kind kind;

    CategoryReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
