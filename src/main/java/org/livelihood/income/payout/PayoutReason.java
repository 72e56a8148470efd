package org.livelihood.income.payout;

import org.livelihood.platform.kernel.Reason;

/** Why a payout is refused. */
public enum PayoutReason implements Reason {
    BATCH_NOT_FOUND(Kind.NOT_FOUND),
    /** The batch was approved or cancelled already. */
    BATCH_DECIDED(Kind.CONFLICT),
    /** The bank file and results are of an approved batch only. */
    BATCH_NOT_APPROVED(Kind.CONFLICT),
    /** Who makes a batch, who approves it and who brings the bank's results are three persons. */
    SAME_PERSON(Kind.FORBIDDEN),
    NOTHING_PAYABLE(Kind.CONFLICT),
    /** An advance was given back otherwise since the batch was made: it must be made anew. */
    ADVANCE_CHANGED(Kind.CONFLICT),
    /** A payee changed, or became a manager, since the batch was made. */
    PAYEE_CHANGED(Kind.CONFLICT),
    /** A refund took something of it back since the batch was made: it must be made anew. */
    EARNINGS_CHANGED(Kind.CONFLICT),
    /** Two parties have one bank account, and the approver has not said that she knows. */
    SHARED_ACCOUNTS(Kind.CONFLICT),
    CLAWBACK_NOT_FOUND(Kind.NOT_FOUND),
    /** It was paid back or waived already. */
    CLAWBACK_CLOSED(Kind.CONFLICT),
    /** Who pays into a reserve has less than that of this producer's sales; or less is left to take back. */
    NOT_ENOUGH(Kind.CONFLICT),
    RESERVE_PAYMENT_NOT_FOUND(Kind.NOT_FOUND),
    /** Who paid into a reserve does not take it back herself. */
    RESERVE_SAME_PERSON(Kind.FORBIDDEN);

    private final Kind kind;

    PayoutReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
