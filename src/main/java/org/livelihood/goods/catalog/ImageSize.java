package org.livelihood.goods.catalog;

/** How large a picture is asked for, by its longer side in pixels; a smaller one is never made larger. */
public enum ImageSize {
    /** As it is kept. */
    FULL(3_000),
    /** A page of its own on a phone. */
    MEDIUM(1_000),
    /** One of many in a list. */
    SMALL(320);

    private final int side;

    ImageSize(int side) {
        this.side = side;
    }

    int side() {
        return side;
    }
}
