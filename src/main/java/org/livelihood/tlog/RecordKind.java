package org.livelihood.tlog;

/** What becomes a leaf. */
public enum RecordKind {
    /** A journal of the ledger with its postings. */
    JOURNAL("tlog_journal"),
    /** Work put into a lot, or goods delivered to it. */
    CONTRIBUTION("tlog_contribution"),
    /** A version of an agreement; its number is the version. */
    AGREEMENT("tlog_agreement"),
    /** That a version of an agreement came into force. */
    ACTIVATION("tlog_activation"),
    /** What one payee gets in one batch. */
    PAYOUT("tlog_payout"),
    /** How a payout ended: confirmed by the bank, failed or cancelled. */
    PAYOUT_RESULT("tlog_payout_result");

    private final String view;

    RecordKind(String view) {
        this.view = view;
    }

    /** The view that gives the canonical text of what stands in the tables now. */
    String view() {
        return view;
    }
}
