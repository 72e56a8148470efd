package org.livelihood.sale.live;

import org.livelihood.platform.kernel.Reason;

/** Why a session is refused. */
public enum LiveReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    WRONG_STATE(Kind.CONFLICT),
    HOST_IS_LIVE(Kind.CONFLICT),
    SKU_OF_ANOTHER(Kind.UNPROCESSABLE),
    NOT_SHOWN(Kind.UNPROCESSABLE),
    /** A draft, or what was taken off the shelf. */
    NOT_ON_SHELF(Kind.UNPROCESSABLE),
    ABOVE_LIST_PRICE(Kind.UNPROCESSABLE),
    POOL_SHRINKS(Kind.UNPROCESSABLE),
    WAGE_WITHOUT_EARNER(Kind.UNPROCESSABLE),
    WAGE_BY_PRODUCER(Kind.FORBIDDEN),
    PLAN_OUT_OF_TIME(Kind.UNPROCESSABLE),
    HOST_UNKNOWN(Kind.UNPROCESSABLE),
    /** The host neither works for the producer nor gave her word. */
    HOST_NOT_AGREED(Kind.CONFLICT),
    /** No officer has said that the host holds an office on that day. */
    NOT_OFFICIAL(Kind.UNPROCESSABLE),
    OFFICIAL_NOT_FOUND(Kind.NOT_FOUND),
    OFFICIAL_TAKEN(Kind.CONFLICT),
    /** An office ends after it begins, and once. */
    OFFICIAL_DAYS(Kind.UNPROCESSABLE),
    /** An officer speaks for the offices of her own region. */
    OFFICE_ELSEWHERE(Kind.FORBIDDEN),
    /** Nobody records an office of her own. */
    SAME_PERSON(Kind.FORBIDDEN);

    private final Kind kind;

    LiveReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
