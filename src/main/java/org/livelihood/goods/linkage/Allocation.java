package org.livelihood.goods.linkage;

import java.util.Map;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/** The part of a sale line that stands on one lot, while its net amount is being split. */
public interface Allocation {

    Money net();

    /** What is left of the net amount. */
    Money left();

    /** Units of the lot that stand on the line. */
    long units();

    /** The part of an amount of the whole lot that these units carry; over all units it is that amount exactly. */
    Money carriedBy(Money wholeLot);

    /**
     * Explains what was owed when the lot was sealed (TRACE), guarantees aside; together with what the sale created for
     * people before no more than it brought. The rest stays owed by the period.
     */
    void trace();

    /** Explains what guarantees added, out of what is left: a guarantee is the period's, and never a sale's loss. */
    void traceGuarantees();

    void logistics(long fenPerUnit);

    /** The platform's part of the net amount, in 1/10,000, rounded down. */
    void platformFee(int basisPoints);

    /** The commission on the net amount, in 1/10,000, rounded down; nothing where no host earns one. */
    void hostCommission(int basisPoints);

    /** The producer's, under a name of its own: for a trustee's fee and costs. */
    void producer(String basis, Money amount);

    /** An amount by what each contributed to the lot; empty where nobody contributed. */
    Map<Party, Money> byContribution(Money amount);

    /** An amount by weights; empty where all are zero. */
    Map<Party, Money> byWeight(Money amount, Map<Party, Long> weights);

    /** Creates a payable (ACCRUAL). */
    void accrue(Party party, String basis, IncomeCategory category, Money amount);

    /** What earlier sales under the agreement left uncharged of the party's fixed fees, as it stood at this sale. */
    Money uncharged(Party party);

    /** How much more, or less, of the party's fixed fees this sale leaves uncharged. */
    void leaveUncharged(Party party, Money amount);
}
