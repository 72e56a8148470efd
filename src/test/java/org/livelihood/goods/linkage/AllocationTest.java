package org.livelihood.goods.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.LargestRemainders;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;

/** What terms ask of one sale, each part by itself: the worked numbers of a park and of a trustee. */
class AllocationTest {

    private static final HouseholdId FIRST = HouseholdId.next();
    private static final HouseholdId SECOND = HouseholdId.next();
    private static final HouseholdId THIRD = HouseholdId.next();

    /** One unit sold, and the parts that were taken off it, in order. */
    private static final class Sale implements Allocation {

        private record Part(String basis, IncomeCategory category, long fen) {}

        private final UUID id = UUID.randomUUID();
        private final Money net;
        private final Map<Party, Long> contributions;
        private final List<Money> taken = new ArrayList<>();
        private final List<Part> producer = new ArrayList<>();
        private final Map<Party, List<Part>> accrued = new LinkedHashMap<>();

        Sale(long netFen, Map<Party, Long> contributions) {
            net = new Money(netFen);
            this.contributions = contributions;
        }

        @Override
        public Money net() {
            return net;
        }

        @Override
        public Money left() {
            return net.minus(Money.sum(taken));
        }

        @Override
        public long units() {
            return 1;
        }

        @Override
        public Money carriedBy(Money wholeLot) {
            return wholeLot;
        }

        @Override
        public void trace() {}

        @Override
        public void traceGuarantees() {}

        @Override
        public void logistics(long fenPerUnit) {
            taken.add(new Money(fenPerUnit));
        }

        @Override
        public void platformFee(int basisPoints) {
            taken.add(net.basisPoints(basisPoints));
        }

        @Override
        public void hostCommission(int basisPoints) {
            taken.add(net.basisPoints(basisPoints));
        }

        @Override
        public void producer(String basis, Money amount) {
            taken.add(amount);
            producer.add(new Part(basis, null, amount.fen()));
        }

        @Override
        public Map<Party, Money> byContribution(Money amount) {
            return byWeight(amount, contributions);
        }

        @Override
        public Map<Party, Money> byWeight(Money amount, Map<Party, Long> weights) {
            List<Party> parties = List.copyOf(weights.keySet());
            Money[] parts = LargestRemainders.split(
                    amount,
                    id,
                    parties.stream()
                            .map(party -> new LargestRemainders.Claim(party.id(), weights.get(party)))
                            .toList());
            Map<Party, Money> split = new LinkedHashMap<>();
            for (int i = 0; i < parts.length; i++) {
                split.put(parties.get(i), parts[i]);
            }
            return split;
        }

        @Override
        public void accrue(Party party, String basis, IncomeCategory category, Money amount) {
            taken.add(amount);
            accrued.computeIfAbsent(party, own -> new ArrayList<>()).add(new Part(basis, category, amount.fen()));
        }

        @Override
        public Money uncharged(Party party) {
            return Money.ZERO;
        }

        @Override
        public void leaveUncharged(Party party, Money amount) {}
    }

    @Test
    void aTrusteesShareIsTakenOffEachHouseholdsGross() {
        Map<Party, Long> kilograms = new LinkedHashMap<>();
        kilograms.put(Party.of(FIRST), 600L);
        kilograms.put(Party.of(SECOND), 400L);
        Sale sale = new Sale(12_000, kilograms);
        new TrusteeshipTerms(4_000, 1_500, 0, 0, 0, 0).split(sale);
        assertThat(sale.producer)
                .containsExactly(
                        new Sale.Part(Basis.INPUT_COST, null, 4_000),
                        new Sale.Part(Basis.TRUSTEE_FEE, null, 720),
                        new Sale.Part(Basis.TRUSTEE_FEE, null, 480));
        assertThat(sale.accrued)
                .isEqualTo(Map.of(
                        Party.of(FIRST),
                        List.of(new Sale.Part(Basis.PROCEEDS, IncomeCategory.OPERATING, 4_800 - 720)),
                        Party.of(SECOND),
                        List.of(new Sale.Part(Basis.PROCEEDS, IncomeCategory.OPERATING, 3_200 - 480))));
        assertThat(sale.left()).isEqualTo(Money.ZERO);
    }

    private static Sale paidIntoTheFund(ParkDrivenTerms.Beneficiary... beneficiaries) {
        Sale sale = new Sale(10_000, Map.of());
        new ParkDrivenTerms(300, 480, 300, List.of(beneficiaries), 0, 0, 0).split(sale);
        return sale;
    }

    private static List<Sale.Part> fund(long fen) {
        return List.of(new Sale.Part(Basis.FUND, IncomeCategory.TRANSFER, fen));
    }

    @Test
    void aFundOf300GoesToPersonsAsTransfers() {
        Sale sale = paidIntoTheFund(
                new ParkDrivenTerms.Beneficiary(FIRST, 3),
                new ParkDrivenTerms.Beneficiary(SECOND, 2),
                new ParkDrivenTerms.Beneficiary(THIRD, 1));
        assertThat(sale.accrued)
                .isEqualTo(Map.of(Party.of(FIRST), fund(150), Party.of(SECOND), fund(100), Party.of(THIRD), fund(50)));
        assertThat(sale.left()).isEqualTo(new Money(9_700));
    }

    @Test
    void aHouseholdThatOldTermsNameTwiceKeepsBothWeights() {
        Sale sale = paidIntoTheFund(
                new ParkDrivenTerms.Beneficiary(FIRST, 1),
                new ParkDrivenTerms.Beneficiary(SECOND, 3),
                new ParkDrivenTerms.Beneficiary(FIRST, 2));
        assertThat(sale.accrued).isEqualTo(Map.of(Party.of(FIRST), fund(150), Party.of(SECOND), fund(150)));
    }
}
