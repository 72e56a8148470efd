package org.livelihood.sale.alipay;

import java.math.BigDecimal;
import org.livelihood.platform.kernel.Money;

/** Amounts as Alipay writes them: yuan with two decimals. */
final class Yuan {

    private static final int DECIMALS = 2;

    private Yuan() {}

    static String of(Money amount) {
        return BigDecimal.valueOf(amount.fen(), DECIMALS).toPlainString();
    }

    /**
     * The amount that is written.
     *
     * @throws ArithmeticException for parts of a fen
     * @throws NumberFormatException for what is no number
     */
    static Money read(String written) {
        return new Money(new BigDecimal(written).movePointRight(DECIMALS).longValueExact());
    }
}
