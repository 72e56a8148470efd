package org.livelihood.goods.lot;

import org.livelihood.platform.kernel.Reason;

/** Why a lot is refused. */
public enum LotReason implements Reason {
    NOT_FOUND(Kind.NOT_FOUND),
    NOT_OPEN(Kind.CONFLICT),
    SKU_OF_ANOTHER(Kind.UNPROCESSABLE),
    /** On that day the person did not stand to the producer as one who contributes such. */
    NOT_A_CONTRIBUTOR(Kind.UNPROCESSABLE),
    TOO_MANY_HOURS(Kind.UNPROCESSABLE),
    /** What takes something back names no contribution, or what is new names one. */
    CORRECTION_UNNAMED(Kind.UNPROCESSABLE),
    /** The lot holds no such contribution that could be corrected. */
    NO_SUCH_ENTRY(Kind.UNPROCESSABLE),
    /** The contribution that is named is of another person, or in another operation. */
    CORRECTS_ANOTHER(Kind.UNPROCESSABLE),
    /** A correction takes back more than is left of what it names. */
    MORE_THAN_ENTERED(Kind.UNPROCESSABLE),
    EMPTY(Kind.UNPROCESSABLE),
    /** The lot holds other goods. */
    OTHER_SKU(Kind.UNPROCESSABLE),
    NOT_SEALED(Kind.CONFLICT),
    /** Fewer units of the lot are free than asked for. */
    NOT_ENOUGH_LEFT(Kind.CONFLICT),
    /** A source stands under another agreement than the lot: its households would be paid by other terms. */
    OTHER_AGREEMENT(Kind.UNPROCESSABLE),
    /** A source was sealed under another version, and one of the two pays with each sale. */
    OTHER_VERSION(Kind.UNPROCESSABLE),
    /** The day whose terms shall apply has not come yet. */
    DAY_TO_COME(Kind.UNPROCESSABLE),
    /** Somebody contributed after the day whose terms shall apply. */
    BEFORE_THE_WORK(Kind.UNPROCESSABLE),
    /** Contributions stand under another version than the day whose terms shall apply. */
    WORKED_UNDER_ANOTHER(Kind.UNPROCESSABLE),
    /** What goes in is not what comes out and what was lost. */
    NOT_BALANCED(Kind.UNPROCESSABLE),
    /** The terms pay the households with each sale, which another producer would make. */
    PAID_BY_SALE(Kind.UNPROCESSABLE),
    /** Its goods were not made yet on the day of the sale, or under terms that began later. */
    NOT_SELLABLE(Kind.UNPROCESSABLE),
    /** More work than one lot can hold. */
    TOO_MUCH_WORK(Kind.UNPROCESSABLE),
    /** More than one lot can owe. */
    TOO_MUCH_OWED(Kind.UNPROCESSABLE),
    /** The lot owes more than its units sell for, and no officer has confirmed it. */
    IMPLAUSIBLE_PAY(Kind.UNPROCESSABLE),
    /** One person made more pieces on one day than is taken without an officer's confirmation. */
    IMPLAUSIBLE_PIECES(Kind.UNPROCESSABLE),
    DELIVERY_NOT_FOUND(Kind.NOT_FOUND),
    DELIVERY_ENDED(Kind.CONFLICT);

    private final Kind kind;

    LotReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
