package org.livelihood.sale.bill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Uuids;
import org.livelihood.sale.bill.Bill.Kind;
import org.livelihood.sale.bill.Bill.Line;
import org.livelihood.sale.payment.Movement;
import org.livelihood.sale.payment.ProviderNumbers;

/** One line of a bill beside what stands here. */
class ComparisonTest {

    private static final ProducerId PRODUCER = ProducerId.next();
    private static final Comparison AT_60 = new Comparison("wechatpay", LocalDate.of(2026, 11, 29), 60);

    private final UUID id = Uuids.next();
    private final String number = ProviderNumbers.of(id);

    private Movement ours(long fen, boolean done) {
        return new Movement(id, "T1", new Money(fen), done, Set.of(PRODUCER));
    }

    private static Comparison.Ours known(List<Movement> payments, List<Movement> refunds) {
        return new Comparison.Ours(payments, refunds, List.of(), List.of());
    }

    private Line payment(long fen, String transaction, long feeMillifen) {
        return new Line(Kind.PAYMENT, number, transaction, new Money(fen), feeMillifen);
    }

    private static List<Difference.Kind> kinds(Comparison.Ours ours, Line... lines) {
        return AT_60.of(new Bill(List.of(lines), "sha"), ours).stream()
                .map(Difference::kind)
                .toList();
    }

    private List<Difference.Kind> paid(Line line) {
        return kinds(known(List.of(ours(700, true)), List.of()), line);
    }

    @Test
    @DisplayName("a payment that both have, with its fee: nothing to say")
    void agreed() {
        assertThat(paid(payment(700, "T1", 4000))).isEmpty();
    }

    @Test
    @DisplayName("fee: 0.6 % of 7.00 is 4.2 fen; half a fen of rounding is none, more is a difference")
    void fees() {
        assertThat(paid(payment(700, "T1", 4200))).isEmpty();
        assertThat(paid(payment(700, "T1", 4700))).isEmpty();
        assertThat(paid(payment(700, "T1", 5000))).containsExactly(Difference.Kind.FEE);
        assertThat(paid(payment(700, "T1", 0))).containsExactly(Difference.Kind.FEE);
    }

    @Test
    @DisplayName("another amount, another transfer, not paid here, not known here")
    void payments() {
        assertThat(paid(payment(701, "T1", 4000))).containsExactly(Difference.Kind.PAYMENT_AMOUNT);
        assertThat(paid(payment(700, "T2", 4000))).containsExactly(Difference.Kind.PAYMENT_TWICE);
        assertThat(kinds(known(List.of(ours(700, false)), List.of()), payment(700, "T1", 4000)))
                .containsExactly(Difference.Kind.PAYMENT_UNKNOWN_HERE);
        assertThat(kinds(known(List.of(), List.of()), payment(700, "T1", 4000)))
                .containsExactly(Difference.Kind.PAYMENT_UNKNOWN_HERE);
    }

    @Test
    @DisplayName("refunds: one that is under way here agrees, for the bill has it on the day it began")
    void refunds() {
        Line line = new Line(Kind.REFUND, number, "T1", new Money(300), -2000);
        assertThat(kinds(known(List.of(), List.of(ours(300, false))), line)).isEmpty();
        assertThat(kinds(known(List.of(), List.of(ours(301, true))), line))
                .containsExactly(Difference.Kind.REFUND_AMOUNT);
        assertThat(kinds(known(List.of(), List.of()), line)).containsExactly(Difference.Kind.REFUND_UNKNOWN_HERE);
    }

    @Test
    @DisplayName("ours that are in no bill, with whose orders they are about")
    void missing() {
        Comparison.Ours ours =
                new Comparison.Ours(List.of(), List.of(), List.of(ours(700, true)), List.of(ours(300, true)));
        List<Difference> found = AT_60.of(Bill.none(), ours);
        assertThat(found)
                .extracting(Difference::kind)
                .containsExactly(Difference.Kind.PAYMENT_UNKNOWN_THERE, Difference.Kind.REFUND_UNKNOWN_THERE);
        assertThat(found)
                .allMatch(one -> one.producers().equals(Set.of(PRODUCER))
                        && one.number().equals(number)
                        && one.theirs() == null);
    }
}
