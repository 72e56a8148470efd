package org.livelihood.income.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

class PayoutProperties {

    private static final long MOST = 1_000_000_000_000L;

    @Property
    void aPayoutIsNeverNegativeAndItsPartsSumToItsGross(
            @ForAll @LongRange(max = MOST) long gross,
            @ForAll @LongRange(max = MOST) long wanted,
            @ForAll @LongRange(min = -MOST, max = MOST) long advance,
            @ForAll @LongRange(max = MOST) long owedBack) {
        PayoutAmounts amounts =
                PayoutAmounts.of(new Money(gross), new Money(wanted), new Money(advance), new Money(owedBack));
        assertThat(amounts.net().plus(amounts.recoup()).plus(amounts.clawback()))
                .isEqualTo(new Money(gross));
        assertThat(amounts.net().isNegative()).isFalse();
        assertThat(amounts.recoup().fen()).isEqualTo(Math.min(gross, Math.min(wanted, Math.max(advance, 0))));
        assertThat(amounts.clawback().fen())
                .isEqualTo(Math.min(owedBack, (gross - amounts.recoup().fen()) / 5));
        assertThat(amounts.settled()).isEqualTo(amounts.net().plus(amounts.recoup()));
    }

    @Example
    void ofFourHundredAndTwentyAFifthIsClawedBackAtMost() {
        PayoutAmounts amounts = PayoutAmounts.of(new Money(420), new Money(12), Money.ZERO, new Money(88));
        assertThat(amounts).isEqualTo(new PayoutAmounts(new Money(420), Money.ZERO, new Money(84)));
        assertThat(PayoutAmounts.of(new Money(4), Money.ZERO, Money.ZERO, new Money(88))
                        .clawback())
                .as("a fifth is rounded to the household's good")
                .isEqualTo(Money.ZERO);
    }

    private static final Share SHARE = new Share(
            ProducerId.next(), OrderLineId.next(), Party.of(HouseholdId.next()), "REBATE", IncomeCategory.OPERATING);

    private static RefundedIncome loss(long fen) {
        return new RefundedIncome(UUID.randomUUID(), UUID.randomUUID(), SHARE, new Money(fen));
    }

    private static Money sum(Map<RefundedIncome, Money> amounts) {
        return Money.sum(amounts.values());
    }

    @Property
    void whatIsTakenBackIsNettedThenWaitsAndOnlyThePaidRestIsAskedBack(
            @ForAll @LongRange(min = -MOST, max = MOST) long free,
            @ForAll @LongRange(max = MOST) long submitted,
            @ForAll @Size(max = 5) List<@LongRange(min = 1, max = MOST) Long> losses) {
        UUID item = UUID.randomUUID();
        long lost = losses.stream().mapToLong(Long::longValue).sum();
        RefundedIncomeSettlement settlement = RefundedIncomeSettlement.of(
                losses.stream().map(PayoutProperties::loss).toList(),
                List.of(new Unpaid(SHARE, null, new Money(free)), new Unpaid(SHARE, item, new Money(submitted))));
        long netted = Math.min(Math.max(free, 0), lost);
        long waits = Math.min(submitted, lost - netted);
        assertThat(sum(settlement.netted()).fen()).isEqualTo(netted);
        assertThat(sum(settlement.asked()).fen()).isEqualTo(lost - netted - waits);
        assertThat(settlement.waiting()).isEqualTo(waits > 0 ? Set.of(item) : Set.of());
    }

    @Example
    void aLossTakesNothingOfAnotherShare() {
        Share other = new Share(SHARE.producer(), OrderLineId.next(), SHARE.party(), SHARE.basis(), SHARE.category());
        RefundedIncomeSettlement settlement =
                RefundedIncomeSettlement.of(List.of(loss(88)), List.of(new Unpaid(other, null, new Money(1_000))));
        assertThat(settlement.netted()).isEmpty();
        assertThat(sum(settlement.asked())).isEqualTo(new Money(88));
    }

    @Property
    void anItemEndsOnceAndIsConfirmedOnlyThroughTheBank(
            @ForAll @Size(max = 12) List<@IntRange(max = 4) Integer> wishes) {
        ItemStatus status = ItemStatus.MADE;
        Set<ItemStatus> been = EnumSet.of(status);
        for (int wish : wishes) {
            ItemStatus next = ItemStatus.values()[wish];
            if (status.mayBecome(next)) {
                assertThat(been.add(next)).as("never back").isTrue();
                status = next;
            }
        }
        assertThat(been.contains(ItemStatus.CONFIRMED) || been.contains(ItemStatus.FAILED))
                .isEqualTo(EnumSet.of(ItemStatus.CONFIRMED, ItemStatus.FAILED).contains(status));
        if (status == ItemStatus.CONFIRMED || status == ItemStatus.FAILED) {
            assertThat(been).contains(ItemStatus.SUBMITTED).hasSize(3);
        }
    }
}
