package org.livelihood.income.payout;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.household.Payee;
import org.livelihood.platform.kernel.Party;

/** Who gets the money of whom, and who of these runs this producer. */
record SoundPayees(Map<Party, Payee> payees, Set<UUID> managers) {

    @Nullable
    LeftOutReason objection(Party party) {
        Payee payee = payees.get(party);
        if (payee == null) {
            return LeftOutReason.NO_PAYEE;
        }
        return managers.contains(payee.person()) ? LeftOutReason.PAYEE_IS_MANAGER : null;
    }

    /** Whether the item would go to whom it should go now. */
    boolean isOf(PayoutItem item) {
        return objection(item.party()) == null && payee(item.party()).equals(item.payee());
    }

    UUID payee(Party party) {
        return Objects.requireNonNull(payees.get(party)).id();
    }
}
