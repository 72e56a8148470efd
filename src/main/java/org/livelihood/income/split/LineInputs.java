package org.livelihood.income.split;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.OrderLineId;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;

/**
 * All that the split of a line depends on, its lots and their terms aside. Stored with each revision.
 *
 * @param formula version of the rules, frozen with the line's first revision
 * @param net what is left of the sale, in fen
 * @param host the host who earns a commission; null without a session and for an official
 * @param wageEarner to whom the host's wage of the session is owed, null before it is settled
 * @param wage this line's part of that wage, on its present net amount
 * @param units the units that stand on the line
 * @param carriedIn fixed fees that earlier sales left uncharged, frozen with the line's first revision
 */
public record LineInputs(
        ProducerId producer,
        OrderLineId line,
        int formula,
        Money net,
        @Nullable AccountId host,
        @Nullable Party wageEarner,
        Money wage,
        List<UnitRange> units,
        Map<FeeKey, Money> carriedIn) {

    public LineInputs {
        units = List.copyOf(units);
        carriedIn = Map.copyOf(carriedIn);
        if (net.isNegative()) {
            throw new IllegalArgumentException("line " + line + " has a negative net amount");
        }
    }
}
