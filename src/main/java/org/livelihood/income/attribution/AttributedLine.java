package org.livelihood.income.attribution;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.income.split.FeeKey;
import org.livelihood.income.split.LineInputs;
import org.livelihood.income.split.LineSplit;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;

/**
 * A line as it was attributed last.
 *
 * @param host the host who earns a commission, frozen with the first revision; null for an official
 * @param wageEarner to whom the host's wage of the session is owed, null before it was spread
 * @param wage this line's part of that wage when it was spread
 * @param wageNet what was left of the sale when it was spread
 * @param revision how often the line was attributed
 * @param formula version of the rules that the line was first split by, which refunds keep to
 * @param due whether the wage was spread over the line and its part is not posted yet
 */
record AttributedLine(
        SoldLine sold,
        @Nullable AccountId host,
        @Nullable Party wageEarner,
        Money wage,
        Money wageNet,
        int revision,
        int formula,
        boolean due) {

    static AttributedLine first(SoldLine sold, @Nullable AccountId host) {
        return new AttributedLine(sold, host, null, Money.ZERO, Money.ZERO, 1, LineSplit.FORMULA, false);
    }

    AttributedLine next(SoldLine now) {
        return new AttributedLine(now, host, wageEarner, wage, wageNet, revision + 1, formula, false);
    }

    OrderLineId line() {
        return sold.line();
    }

    /** The part of the wage on what is left of the sale now: refunds lessen it in proportion. */
    Money wageNow() {
        return wageNet.isZero() ? Money.ZERO : wage.proportion(sold.net().fen(), wageNet.fen());
    }

    /** What the split of the line depends on, with these units and fees. */
    LineInputs inputs(List<UnitRange> units, Map<FeeKey, Money> carriedIn) {
        return new LineInputs(
                sold.producer(), line(), formula, sold.net(), host, wageEarner, wageNow(), units, carriedIn);
    }
}
