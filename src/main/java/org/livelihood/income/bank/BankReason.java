package org.livelihood.income.bank;

import org.livelihood.platform.kernel.Reason;

/** Why a file of the bank's results is refused. */
public enum BankReason implements Reason {
    NO_RESULTS,
    MALFORMED_RESULTS,
    /** Not a payment status report (pain.002). */
    MALFORMED_REPORT,
    /** A payment status report on another batch. */
    OTHER_BATCH,
    UNKNOWN_ITEMS,
    /** A result file says something else than a former one did, or names one item or receipt twice. */
    CONTRADICTING_RESULTS;

    @Override
    public Kind kind() {
        return Kind.UNPROCESSABLE;
    }

    /** These codes were given out as the payouts'. */
    @Override
    public String module() {
        return "payout";
    }
}
