package org.livelihood.sale.bill;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.sale.bill.Bill.Line;
import org.livelihood.sale.bill.Difference.Kind;
import org.livelihood.sale.payment.Movement;
import org.livelihood.sale.payment.ProviderNumbers;

/**
 * A bill beside what stands here: pure.
 *
 * <p>A refund is in the bill of the day on which it began, which may be the day before it was done; a payment at
 * midnight may be in the bill of the other day. So whatever a line names is compared whenever it moved here, and what
 * moved here on the day is missing only where no bill so far has it.
 *
 * @param feeBasisPoints what the provider takes by contract
 */
record Comparison(String provider, LocalDate day, int feeBasisPoints) {

    private static final long MILLIFEN = 1000;
    private static final long HALF_A_FEN = 500;

    /** A fen times ten basis points is a thousandth of a fen. */
    private static final long BASIS_POINTS_IN_A_THOUSANDTH = 10;

    /**
     * What stands here.
     *
     * @param payments those that the bill names
     * @param refunds those that the bill names
     * @param unbilledPayments those of the day that are in no bill
     * @param unbilledRefunds those of the day that are in no bill
     */
    record Ours(
            List<Movement> payments,
            List<Movement> refunds,
            List<Movement> unbilledPayments,
            List<Movement> unbilledRefunds) {}

    List<Difference> of(Bill bill, Ours ours) {
        Map<String, Movement> payments = byNumber(ours.payments());
        Map<String, Movement> refunds = byNumber(ours.refunds());
        List<Difference> found = new ArrayList<>();
        for (Line line : bill.lines()) {
            if (line.kind() == Bill.Kind.PAYMENT) {
                payment(line, payments.get(line.number()), found);
            } else {
                refund(line, refunds.get(line.number()), found);
            }
        }
        ours.unbilledPayments().forEach(unbilled -> found.add(missing(Kind.PAYMENT_UNKNOWN_THERE, unbilled)));
        ours.unbilledRefunds().forEach(unbilled -> found.add(missing(Kind.REFUND_UNKNOWN_THERE, unbilled)));
        return found;
    }

    private static Map<String, Movement> byNumber(List<Movement> movements) {
        return movements.stream().collect(Collectors.toMap(Comparison::numberOf, Function.identity()));
    }

    private static String numberOf(Movement movement) {
        return ProviderNumbers.of(movement.id());
    }

    private void payment(Line line, @Nullable Movement ours, List<Difference> found) {
        if (ours == null || !ours.done()) {
            found.add(difference(Kind.PAYMENT_UNKNOWN_HERE, line, ours, line.amount()));
            return;
        }
        if (!Objects.equals(ours.transaction(), line.transaction())) {
            found.add(difference(Kind.PAYMENT_TWICE, line, ours, line.amount()));
        } else if (!ours.amount().equals(line.amount())) {
            found.add(difference(Kind.PAYMENT_AMOUNT, line, ours, line.amount()));
        }
        long agreed = Math.multiplyExact(line.amount().fen(), feeBasisPoints) / BASIS_POINTS_IN_A_THOUSANDTH;
        if (Math.abs(line.feeMillifen() - agreed) > HALF_A_FEN) {
            found.add(difference(Kind.FEE, line, ours, new Money(line.feeMillifen() / MILLIFEN)));
        }
    }

    private void refund(Line line, @Nullable Movement ours, List<Difference> found) {
        if (ours == null) {
            found.add(difference(Kind.REFUND_UNKNOWN_HERE, line, null, line.amount()));
        } else if (!ours.amount().equals(line.amount())) {
            found.add(difference(Kind.REFUND_AMOUNT, line, ours, line.amount()));
        }
    }

    private Difference difference(Kind kind, Line line, @Nullable Movement ours, Money theirs) {
        return new Difference(
                Uuids.next(),
                provider,
                day,
                kind,
                line.number(),
                ours == null ? null : ours.amount(),
                theirs,
                ours == null ? Set.of() : ours.producers(),
                null);
    }

    private Difference missing(Kind kind, Movement ours) {
        return new Difference(
                Uuids.next(), provider, day, kind, numberOf(ours), ours.amount(), null, ours.producers(), null);
    }
}
