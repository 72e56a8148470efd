package org.livelihood.lot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.livelihood.agreement.OrderAssistanceTerms;
import org.livelihood.agreement.WorkshopTerms;
import org.livelihood.agreement.WorkshopTerms.Operation;
import org.livelihood.agreement.WorkshopTerms.Unit;
import org.livelihood.kernel.HouseholdId;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.Refusal;

class PayablesTest {

    private static final LotId LOT = LotId.next();
    private static final Party H1 = Party.of(HouseholdId.next());
    private static final Party H2 = Party.of(HouseholdId.next());

    private static long owed(List<Payables.Due> dues, Party party) {
        return dues.stream()
                .filter(due -> due.payable().party().equals(party))
                .mapToLong(due -> due.payable().amount().fen())
                .sum();
    }

    @Test
    void eggsAreBoughtAtTheGuaranteedPriceAndTheTopUpStandsApart() {
        OrderAssistanceTerms terms = new OrderAssistanceTerms(105, 2_000, 1_200, 500, 1_000, 3);
        List<Payables.Due> dues = Payables.of(
                terms,
                LOT,
                List.of(new Payables.Worked("delivery", H1, 18), new Payables.Worked("delivery", H2, 12)),
                98L);
        assertThat(owed(dues, H1)).isEqualTo(1_890);
        assertThat(owed(dues, H2)).isEqualTo(1_260);
        long topUps = dues.stream()
                .filter(due -> due.payable().basis().equals(Payables.GUARANTEE_TOP_UP))
                .mapToLong(due -> due.payable().amount().fen())
                .sum();
        assertThat(topUps).isEqualTo(210);
        Money recouped = dues.stream()
                .filter(due -> due.payable().party().equals(H1))
                .map(Payables.Due::recoup)
                .reduce(Money.ZERO, Money::plus);
        assertThat(recouped).as("hens given as recoverable, 3 fen an egg").isEqualTo(new Money(54));
    }

    @Test
    void aHighMarketNeedsNoTopUp() {
        OrderAssistanceTerms terms = new OrderAssistanceTerms(105, 0, 0, 0, 0, 0);
        List<Payables.Due> dues = Payables.of(terms, LOT, List.of(new Payables.Worked("delivery", H1, 10)), 120L);
        assertThat(dues).hasSize(1);
        assertThat(owed(dues, H1)).isEqualTo(1_200);
    }

    @Test
    void timeWagesAreRoundedDownOnceAndSplitByMinutes() {
        WorkshopTerms terms = new WorkshopTerms(List.of(new Operation("sort", Unit.MINUTE, 1_000, 60)), 0, 0);
        List<Payables.Due> dues = Payables.of(
                terms, LOT, List.of(new Payables.Worked("sort", H1, 50), new Payables.Worked("sort", H2, 51)), null);
        assertThat(owed(dues, H1) + owed(dues, H2)).isEqualTo(101 * 1_000 / 60);
        assertThat(owed(dues, H2)).isGreaterThan(owed(dues, H1));
    }

    @Test
    void correctionsMayNotTakeOffMoreThanWasPutIn() {
        WorkshopTerms terms = new WorkshopTerms(List.of(new Operation("knit", Unit.PIECE, 30, 1)), 0, 0);
        assertThatThrownBy(() -> Payables.of(terms, LOT, List.of(new Payables.Worked("knit", H1, -1)), null))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Payables.of(terms, LOT, List.of(new Payables.Worked("fly", H1, 1)), null))
                .isInstanceOf(Refusal.class);
    }
}
