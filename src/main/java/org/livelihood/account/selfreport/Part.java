package org.livelihood.account.selfreport;

/** What a fen of a statement is: income of one of four categories, or a production cost. */
public enum Part {
    /** 工资性收入. */
    WAGE,
    /** 生产经营性收入. */
    OPERATING,
    /** 财产性收入. */
    PROPERTY,
    /** 转移性收入. */
    TRANSFER,
    /** 生产经营成本. */
    COST
}
