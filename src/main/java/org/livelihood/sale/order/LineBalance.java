package org.livelihood.sale.order;

import java.util.Objects;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Refusal;

/**
 * What stands of a paid line, money and goods, and the rules by which something of it goes back.
 *
 * @param returned units that came back fit for sale
 * @param spoiled units that came back unfit for sale
 */
public record LineBalance(Money paid, Money refunded, long quantity, long returned, long spoiled) {

    /** What can still be paid back. */
    public Money moneyLeft() {
        return paid.minus(refunded);
    }

    /** Units that can still come back. */
    public long unitsLeft() {
        return quantity - unitsBack();
    }

    private long unitsBack() {
        return returned + spoiled;
    }

    /**
     * What goes back when this is asked for, whole or not at all.
     *
     * @param unpacked whether the line never went out: with all that is left of its money its units are back too
     * @throws Refusal {@link OrderReason#RETURN_TOO_MANY} or {@link OrderReason#REFUND_TOO_MUCH}, with what is left,
     *     the latter also where nothing would go back
     */
    RefundedLine toGive(RefundRequest asked, boolean unpacked) {
        long unitsNamed = Objects.requireNonNullElse(asked.quantity(), 0L) + asked.spoiled();
        if (unitsNamed > unitsLeft()) {
            throw Refusal.ofField(OrderReason.RETURN_TOO_MANY, "quantity", unitsLeft());
        }
        Money amount = Objects.requireNonNullElseGet(asked.amount(), () -> paidFor(unitsNamed));
        long units = Objects.requireNonNullElseGet(asked.quantity(), () -> neverSent(asked, amount, unpacked));
        boolean nothing = amount.isZero() && units + asked.spoiled() == 0;
        if (nothing || amount.isNegative() || amount.compareTo(moneyLeft()) > 0) {
            throw Refusal.ofField(
                    OrderReason.REFUND_TOO_MUCH, "amountFen", moneyLeft().fen());
        }
        return new RefundedLine(amount, units);
    }

    /** Differences of rounded sums: whatever parts the units come back in, what was paid for them is the same. */
    private Money paidFor(long units) {
        if (units == 0 || units == unitsLeft()) {
            return moneyLeft();
        }
        Money before = paid.proportion(unitsBack(), quantity);
        Money after = paid.proportion(unitsBack() + units, quantity);
        return Money.min(moneyLeft(), after.minus(before));
    }

    private long neverSent(RefundRequest asked, Money amount, boolean unpacked) {
        boolean allMoney = amount.isPositive() && amount.equals(moneyLeft());
        return unpacked && allMoney && asked.spoiled() == 0 ? unitsLeft() : 0;
    }

    LineBalance after(RefundedLine given, long spoiledNow) {
        return new LineBalance(
                paid,
                refunded.plus(given.amount()),
                quantity,
                returned + given.returnedQuantity(),
                spoiled + spoiledNow);
    }

    /** Units that count no longer against their buyer's limit: those of which goods and money are both back. */
    long unitsUndone() {
        long unitsPaidBack = paid.isZero()
                ? quantity
                : refunded.proportion(quantity, paid.fen()).fen();
        return Math.min(unitsBack(), unitsPaidBack);
    }
}
