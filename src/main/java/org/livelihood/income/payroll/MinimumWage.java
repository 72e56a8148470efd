package org.livelihood.income.payroll;

import java.math.BigInteger;
import java.time.LocalDate;
import org.livelihood.platform.kernel.Money;

/**
 * The least that an hour of work is paid 小时最低工资标准 (Provisions on Minimum Wages 最低工资规定, 2004).
 *
 * @param regionCode it holds there and below, as long as no nearer region has its own
 * @param validFrom for pay periods that end on this day or later
 */
record MinimumWage(String regionCode, LocalDate validFrom, Money fenPerHour, String document) {

    private static final int MINUTES_PER_HOUR = 60;

    /** What so many minutes must be paid at least, rounded up to the fen. */
    static Money of(long minutes, Money perHour) {
        BigInteger product = BigInteger.valueOf(minutes).multiply(BigInteger.valueOf(perHour.fen()));
        BigInteger[] hours = product.divideAndRemainder(BigInteger.valueOf(MINUTES_PER_HOUR));
        return new Money(Math.addExact(hours[0].longValueExact(), hours[1].signum()));
    }
}
