package org.livelihood.account.selfreport;

/** Kinds of production costs; which of them count, a method says. */
public enum CostKind {
    /** Seeds, feed, fertilizer 生产资料. */
    INPUTS,
    /** 雇工. */
    HIRED_WORK,
    /** 土地租金. */
    RENT,
    /** 农机作业. */
    MACHINERY,
    /** 折旧. */
    DEPRECIATION,
    OTHER
}
