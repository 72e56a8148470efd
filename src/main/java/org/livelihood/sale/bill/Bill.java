package org.livelihood.sale.bill;

import java.util.List;
import org.livelihood.platform.kernel.Money;

/**
 * What a provider says of a day.
 *
 * @param sha256 of the file, in hexadecimal digits; empty where the provider has none for the day
 */
public record Bill(List<Line> lines, String sha256) {

    public Bill {
        lines = List.copyOf(lines);
    }

    /** Which way the money went. */
    public enum Kind {
        PAYMENT,
        REFUND
    }

    /**
     * One transfer.
     *
     * @param number the payment's or the refund's, as it was given by us or by another program of the merchant
     * @param transaction the provider's number of the payment's transfer
     * @param amount what was asked for, never negative
     * @param feeMillifen what the provider takes for it, in thousandths of a fen; negative where he gives it back
     */
    public record Line(Kind kind, String number, String transaction, Money amount, long feeMillifen) {}

    /** There is none, for no money moved. */
    public static Bill none() {
        return new Bill(List.of(), "");
    }

    Money total(Kind kind) {
        return Money.sum(lines.stream()
                .filter(line -> line.kind() == kind)
                .map(Line::amount)
                .toList());
    }

    long feeMillifen() {
        return lines.stream().mapToLong(Line::feeMillifen).sum();
    }
}
