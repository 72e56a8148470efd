package org.livelihood.income.payout;

/** What becomes of one payee's part of a batch. */
enum ItemStatus {
    /** In a batch that waits for its approval. */
    MADE,
    /** Approved, and on its way to the bank. */
    SUBMITTED,
    /** Paid, with the bank's receipt. */
    CONFIRMED,
    /** The bank could not pay; its earnings are payable again. */
    FAILED,
    /** Its batch was not approved; its earnings are payable again. */
    CANCELLED;

    boolean mayBecome(ItemStatus next) {
        return switch (this) {
            case MADE -> next == SUBMITTED || next == CANCELLED;
            case SUBMITTED -> next == CONFIRMED || next == FAILED;
            case CONFIRMED, FAILED, CANCELLED -> false;
        };
    }
}
