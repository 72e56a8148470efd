package org.livelihood.income.payout;

/** Why a party with something payable stands in no batch. */
enum LeftOutReason {
    NO_PAYEE,
    /** Its payee runs the producer. */
    PAYEE_IS_MANAGER,
    /** An advance takes all of it. */
    NOTHING_LEFT,
    /** It comes with the next batch. */
    BATCH_FULL
}
