package org.livelihood.books.ledger;

import org.livelihood.platform.kernel.Reason;

/** Why the ledger refuses. */
public enum LedgerReason implements Reason {
    /** A journal with this business key stands already: what it stands for has happened. */
    ALREADY_POSTED(Kind.CONFLICT);

    private final Kind kind;

    LedgerReason(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
