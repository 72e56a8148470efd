package org.livelihood.account.vitals;

/**
 * How the work behind the requests goes on, over all nodes.
 *
 * @param salesWaiting paid lines that wait to be attributed; counted up to ten thousand
 * @param oldestSaleSeconds how long ago the first of them was paid
 * @param linesParked lines that no agreement can split as it stands: somebody must look at them
 * @param noticesUndelivered notices of the sandbox that are more than a minute late
 * @param refundsStuck refunds that no provider has confirmed within ten minutes
 * @param logLagSeconds how long ago the transparency log was last signed
 */
record Vitals(
        long salesWaiting,
        long oldestSaleSeconds,
        long linesParked,
        long noticesUndelivered,
        long refundsStuck,
        long logLagSeconds) {

    /** Not read yet. */
    static final Vitals UNKNOWN = new Vitals(-1, -1, -1, -1, -1, -1);
}
