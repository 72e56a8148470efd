package org.livelihood.sale.favourite;

import org.livelihood.platform.kernel.Reason;

/** Why something cannot be kept. */
public enum FavouriteReason implements Reason {
    /** There is no such listing on the shelf. */
    LISTING_NOT_FOUND(Kind.NOT_FOUND),
    /** She keeps as many as she may. */
    TOO_MANY(Kind.CONFLICT);

    private final Kind kind;

    FavouriteReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
