package org.livelihood.platform.kernel;

/** The four categories of a household's income in the annual statement; each fen stands in exactly one. */
public enum IncomeCategory {
    /** 工资性收入. */
    WAGE,
    /** 生产经营性收入. */
    OPERATING,
    /** 财产性收入. */
    PROPERTY,
    /** 转移性收入. */
    TRANSFER
}
