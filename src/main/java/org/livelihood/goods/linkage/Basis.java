package org.livelihood.goods.linkage;

/** Why an amount is somebody's. */
public final class Basis {

    /** Wage by pieces 计件. */
    public static final String PIECE_RATE = "PIECE_RATE";
    /** Wage by time 计时. */
    public static final String TIME_RATE = "TIME_RATE";
    /** A line's part of the host's wage for the whole session. */
    public static final String HOST_WAGE = "HOST_WAGE";
    /** What a pay period lacked to the legal minimum wage 最低工资. */
    public static final String MINIMUM_WAGE_TOP_UP = "MINIMUM_WAGE_TOP_UP";
    /** What a producer that delivered keeps of its price, its own suppliers and workers paid. */
    public static final String DELIVERY_MARGIN = "DELIVERY_MARGIN";
    /** Price of what was delivered. */
    public static final String PURCHASE = "PURCHASE";
    /** What the guaranteed price 保底价 adds to the market's. */
    public static final String GUARANTEE_TOP_UP = "GUARANTEE_TOP_UP";
    /** A part of the margin given back to those who delivered 二次返利. */
    public static final String REBATE = "REBATE";
    /** Rent of land 土地流转租金. */
    public static final String RENT = "RENT";
    /** Linkage fund 联农带农资金 for households without labour. */
    public static final String FUND = "FUND";
    /** Net proceeds of trusted production 托管净收益. */
    public static final String PROCEEDS = "PROCEEDS";
    /** Dividend by what was delivered 按交易量返还. */
    public static final String PATRONAGE = "PATRONAGE";
    /** Dividend by shares 按股分红. */
    public static final String CAPITAL = "CAPITAL";
    /** Guaranteed dividend 保底分红, traced to no sale. */
    public static final String GUARANTEE = "GUARANTEE";

    public static final String HOST_COMMISSION = "HOST_COMMISSION";
    public static final String PLATFORM_FEE = "PLATFORM_FEE";
    public static final String LOGISTICS = "LOGISTICS";
    /** The trustee's fee 托管费. */
    public static final String TRUSTEE_FEE = "TRUSTEE_FEE";
    /** Seed, feed and other means that the trustee paid for. */
    public static final String INPUT_COST = "INPUT_COST";
    /** What is left to the producer. */
    public static final String REST = "REST";

    private Basis() {}
}
