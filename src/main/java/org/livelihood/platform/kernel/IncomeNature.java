package org.livelihood.platform.kernel;

/** How earned income relates to a sale. */
public enum IncomeNature {
    /** The sale explains a payable that exists already: wage, purchase price, rent. */
    TRACE,
    /** The sale itself creates the payable: rebate, dividend, fund share. */
    ACCRUAL
}
