package org.livelihood.goods.linkage;

import org.livelihood.platform.kernel.Party;

/**
 * What one party put into a lot in one operation, corrections taken off.
 *
 * @param party a household, a worker of none, or a producer that delivered
 * @param units in the unit of the terms
 */
public record Work(Party party, Kind kind, String operation, long units) {

    /** Kinds of contributions 贡献. */
    public enum Kind {
        /** 劳动. */
        LABOUR,
        /** 交售. */
        DELIVERY,
        /** 土地. */
        LAND,
        /** 股份. */
        SHARE
    }

    /** Smallest units of what is contributed. */
    public enum Unit {
        PIECE,
        GRAM,
        MINUTE,
        /** A thousandth of a mu 亩; a mu is 666.67 square metres. */
        MILLI_MU,
        MILLI_SHARE
    }
}
