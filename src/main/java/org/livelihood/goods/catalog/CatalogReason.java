package org.livelihood.goods.catalog;

import org.livelihood.platform.kernel.Reason;

/** Why a listing is refused. */
public enum CatalogReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    SKU_NOT_FOUND(Kind.NOT_FOUND),
    IMAGE_NOT_FOUND(Kind.NOT_FOUND),
    UNKNOWN_IMAGE(Kind.UNPROCESSABLE),
    /** The SKUs' values are not those of the listing's options. */
    OPTIONS(Kind.UNPROCESSABLE),
    WRONG_STATE(Kind.CONFLICT),
    STALE(Kind.STALE),
    NOT_AN_IMAGE(Kind.UNSUPPORTED),
    /** What phones of one maker take by default, and no browser but theirs shows. */
    HEIC(Kind.UNSUPPORTED),
    BROKEN_IMAGE(Kind.INVALID),
    IMAGE_TOO_LARGE(Kind.TOO_LARGE),
    PICTURES_BUSY(Kind.UNAVAILABLE);

    private final Kind kind;

    CatalogReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
