package org.livelihood.income.dividend;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.livelihood.income.attribution.LineMargin;
import org.livelihood.platform.kernel.LargestRemainders;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;

/**
 * A household's dividend over the sales whose margins made the surplus: {@code alloc(dividend; sale margins)}. Another
 * view of the same money, never income of its own.
 *
 * @param tracedFen sums to the shares
 * @param untracedFen the guarantee, and the rest where no sale here left a margin
 */
record DividendTrace(Money tracedFen, Money untracedFen, List<Share> shares) {

    /** @param amountFen the part of the dividend that stands on this sale line */
    record Share(OrderLineId line, Money marginFen, Money amountFen) {}

    /**
     * @param party breaks ties, so that spare fen of different parties go to different sales
     * @param dividend of the surplus
     * @param guarantee stands on no sale
     */
    static DividendTrace of(UUID party, Money dividend, Money guarantee, List<LineMargin> margins) {
        List<LineMargin> positive =
                margins.stream().filter(margin -> margin.amount().isPositive()).toList();
        if (positive.isEmpty()) {
            return new DividendTrace(Money.ZERO, dividend.plus(guarantee), List.of());
        }
        Money[] parts = LargestRemainders.split(
                dividend,
                party,
                positive.stream()
                        .map(margin -> new LargestRemainders.Claim(
                                margin.line().value(), margin.amount().fen()))
                        .toList());
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            shares.add(new Share(positive.get(i).line(), positive.get(i).amount(), parts[i]));
        }
        return new DividendTrace(dividend, guarantee, shares);
    }
}
