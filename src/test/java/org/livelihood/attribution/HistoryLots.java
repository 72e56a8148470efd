package org.livelihood.attribution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.livelihood.kernel.AccountId;
import org.livelihood.kernel.AgreementId;
import org.livelihood.kernel.HouseholdId;
import org.livelihood.kernel.LotId;
import org.livelihood.kernel.Money;
import org.livelihood.kernel.Party;
import org.livelihood.kernel.ProducerId;
import org.livelihood.kernel.SkuId;
import org.livelihood.kernel.WorkerId;
import org.livelihood.linkage.Due;
import org.livelihood.linkage.OrderAssistanceTerms;
import org.livelihood.linkage.ParkDrivenTerms;
import org.livelihood.linkage.Sealing;
import org.livelihood.linkage.ShareholdingTerms;
import org.livelihood.linkage.Terms;
import org.livelihood.linkage.TrusteeshipTerms;
import org.livelihood.linkage.Work;
import org.livelihood.linkage.Work.Kind;
import org.livelihood.linkage.WorkshopTerms;
import org.livelihood.lot.SealedLot;

/** Lots of random terms of all five models, sealed by the rules that the program seals by. */
final class HistoryLots {

    static final AccountId HOST = AccountId.next();

    private final Random random;
    private final List<HouseholdId> households =
            List.of(HouseholdId.next(), HouseholdId.next(), HouseholdId.next(), HouseholdId.next());
    private final Party worker = Party.of(WorkerId.next());

    HistoryLots(Random random) {
        this.random = random;
    }

    record Owed(Party party, Money amount, Money recoup) {}

    /** @param advances what was given before, to be kept back from what is owed */
    record Made(LotTerms terms, List<Owed> dues, Map<Party, Money> advances) {}

    Party someone() {
        return Party.of(households.get(random.nextInt(households.size())));
    }

    private int upTo(int most) {
        return random.nextInt(most + 1);
    }

    private Work work(Party party, Kind kind, String operation) {
        return new Work(party, kind, operation, 1 + random.nextInt(500));
    }

    private List<Work> works(Kind kind, String operation) {
        List<Work> works = new ArrayList<>();
        households
                .subList(0, 1 + random.nextInt(households.size()))
                .forEach(household -> works.add(work(Party.of(household), kind, operation)));
        if (random.nextBoolean()) {
            works.add(work(worker, kind, operation));
        }
        return works;
    }

    private record Drawn(Terms terms, List<Work> works) {}

    private Drawn drawn() {
        return switch (random.nextInt(5)) {
            case 0 ->
                new Drawn(
                        new OrderAssistanceTerms(
                                upTo(150), upTo(10_000), upTo(500), upTo(1_500), upTo(1_500), upTo(20)),
                        works(Kind.DELIVERY, ""));
            case 1 ->
                new Drawn(
                        new ShareholdingTerms(
                                1_000,
                                6_000,
                                upTo(600),
                                households.stream()
                                        .map(one -> new ShareholdingTerms.Share(one, 1 + upTo(9_999)))
                                        .toList(),
                                random.nextBoolean() ? null : (long) upTo(900),
                                upTo(300),
                                upTo(1_500),
                                upTo(1_500)),
                        works(Kind.DELIVERY, ""));
            case 2 -> {
                List<Work> works = new ArrayList<>(works(Kind.LAND, ""));
                works.addAll(works(Kind.LABOUR, "hoe"));
                yield new Drawn(
                        new ParkDrivenTerms(
                                upTo(300),
                                upTo(500),
                                upTo(1_000),
                                households.stream()
                                        .map(one -> new ParkDrivenTerms.Beneficiary(one, 1 + upTo(4)))
                                        .toList(),
                                upTo(200),
                                upTo(1_000),
                                upTo(1_000)),
                        works);
            }
            case 3 -> {
                boolean season = random.nextBoolean();
                yield new Drawn(
                        new TrusteeshipTerms(
                                upTo(2_000),
                                season ? 0 : upTo(3_000),
                                season ? upTo(200_000) : 0,
                                upTo(200),
                                upTo(1_000),
                                upTo(1_000)),
                        works(Kind.DELIVERY, ""));
            }
            default ->
                new Drawn(
                        new WorkshopTerms(
                                List.of(
                                        new WorkshopTerms.Operation("knit", Work.Unit.PIECE, upTo(40), 1),
                                        new WorkshopTerms.Operation("hours", Work.Unit.MINUTE, upTo(2_000), 60)),
                                upTo(300),
                                upTo(2_000)),
                        works(Kind.LABOUR, random.nextBoolean() ? "knit" : "hours"));
        };
    }

    Made next(ProducerId producer) {
        Drawn drawn = drawn();
        LotId id = LotId.next();
        AgreementId agreement = AgreementId.next();
        long units = 1 + random.nextInt(12);
        List<Due> dues = drawn.terms().due(new Sealing(id.value(), units, drawn.works(), (long) upTo(120))).stream()
                .filter(due -> due.amount().isPositive())
                .toList();
        SealedLot.Origin origin = new SealedLot.Origin(id, agreement, 1);
        Map<Party, Long> contributed = new HashMap<>();
        drawn.works().forEach(work -> contributed.merge(work.party(), work.units(), Math::addExact));
        SealedLot lot = new SealedLot(
                producer,
                id,
                SkuId.next(),
                units,
                agreement,
                1,
                Instant.EPOCH,
                Work.Unit.PIECE,
                1,
                contributed.entrySet().stream()
                        .map(one -> new SealedLot.Contributed(one.getKey(), one.getValue()))
                        .toList(),
                dues.stream()
                        .map(due ->
                                new SealedLot.Payable(due.party(), due.basis(), due.category(), due.amount(), origin))
                        .toList(),
                true,
                List.of());
        Map<Party, Money> advances = new HashMap<>();
        dues.stream()
                .filter(due -> due.recoup().isPositive())
                .forEach(due -> advances.put(due.party(), new Money(1 + random.nextInt(3_000))));
        return new Made(
                new LotTerms(lot, drawn.terms()),
                dues.stream()
                        .map(due -> new Owed(due.party(), due.amount(), due.recoup()))
                        .toList(),
                advances);
    }
}
