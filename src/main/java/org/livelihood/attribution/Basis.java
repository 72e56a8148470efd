package org.livelihood.attribution;

/** Why a part of a sale is whose, where the sale and not the lot says so. A lot's payables bring their own bases. */
final class Basis {

    /** A part of the margin given back to those who delivered 二次返利. */
    static final String REBATE = "REBATE";
    /** A line's part of the host's wage for the whole session. */
    static final String HOST_WAGE = "HOST_WAGE";

    static final String HOST_COMMISSION = "HOST_COMMISSION";
    static final String PLATFORM_FEE = "PLATFORM_FEE";
    static final String LOGISTICS = "LOGISTICS";
    /** What is left to the producer. */
    static final String REST = "REST";

    private Basis() {}
}
