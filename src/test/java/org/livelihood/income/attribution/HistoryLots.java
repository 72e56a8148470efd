package org.livelihood.income.attribution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.livelihood.goods.linkage.Due;
import org.livelihood.goods.linkage.OrderAssistanceTerms;
import org.livelihood.goods.linkage.ParkDrivenTerms;
import org.livelihood.goods.linkage.Sealing;
import org.livelihood.goods.linkage.ShareholdingTerms;
import org.livelihood.goods.linkage.Terms;
import org.livelihood.goods.linkage.TrusteeshipTerms;
import org.livelihood.goods.linkage.Work;
import org.livelihood.goods.linkage.Work.Kind;
import org.livelihood.goods.linkage.WorkshopTerms;
import org.livelihood.goods.lotgraph.MadeLots;
import org.livelihood.goods.lotgraph.SealedLot;
import org.livelihood.goods.lotgraph.UnitRange;
import org.livelihood.income.split.LotTerms;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.LotId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.WorkerId;

/** Lots under random agreements of all five models, made and sealed by the rules that the program seals by. */
final class HistoryLots {

    static final AccountId HOST = AccountId.next();

    private final Random random;
    private final List<HouseholdId> households =
            List.of(HouseholdId.next(), HouseholdId.next(), HouseholdId.next(), HouseholdId.next());
    private final Party worker = Party.of(WorkerId.next());
    private final List<Agreement> agreements = new ArrayList<>();

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

    /** @param works what is put into one lot under it, drawn anew each time */
    private record Agreement(AgreementId id, Terms terms, Supplier<List<Work>> works) {

        boolean takesDeliveries() {
            return terms.unitOf(Kind.DELIVERY, "").isPresent();
        }
    }

    private static Agreement under(Terms terms, Supplier<List<Work>> works) {
        return new Agreement(AgreementId.next(), terms, works);
    }

    /** One of the producer's agreements, or a new one. */
    private Agreement some() {
        if (agreements.isEmpty() || random.nextBoolean()) {
            agreements.add(drawn());
            return agreements.get(agreements.size() - 1);
        }
        return agreements.get(random.nextInt(agreements.size()));
    }

    private List<Work> landAndLabour() {
        List<Work> works = new ArrayList<>(works(Kind.LAND, ""));
        works.addAll(works(Kind.LABOUR, "hoe"));
        return works;
    }

    private Agreement drawn() {
        return switch (random.nextInt(5)) {
            case 0 ->
                under(
                        new OrderAssistanceTerms(
                                upTo(150), upTo(10_000), upTo(500), upTo(1_500), upTo(1_500), upTo(20)),
                        () -> works(Kind.DELIVERY, ""));
            case 1 ->
                under(
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
                        () -> works(Kind.DELIVERY, ""));
            case 2 ->
                under(
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
                        this::landAndLabour);
            case 3 -> {
                boolean season = random.nextBoolean();
                yield under(
                        new TrusteeshipTerms(
                                upTo(2_000),
                                season ? 0 : upTo(3_000),
                                season ? upTo(200_000) : 0,
                                upTo(200),
                                upTo(1_000),
                                upTo(1_000)),
                        () -> works(Kind.DELIVERY, ""));
            }
            default ->
                under(
                        new WorkshopTerms(
                                List.of(
                                        new WorkshopTerms.Operation("knit", Work.Unit.PIECE, upTo(40), 1),
                                        new WorkshopTerms.Operation("hours", Work.Unit.MINUTE, upTo(2_000), 60)),
                                upTo(300),
                                upTo(2_000)),
                        () -> works(Kind.LABOUR, random.nextBoolean() ? "knit" : "hours"));
        };
    }

    /** A lot that people worked on, often under an agreement that other lots stand under. */
    Made next(ProducerId producer) {
        Agreement agreement = some();
        return seal(producer, agreement, agreement.works().get(), List.of(), 1 + random.nextInt(12));
    }

    /** A lot made of others of its agreement: parted, merged, with units lost, with more work put in or without. */
    Made of(ProducerId producer, List<SealedLot.Source> sources) {
        AgreementId under = sources.get(0).lot().agreement();
        Agreement agreement = agreements.stream()
                .filter(one -> one.id().equals(under))
                .findFirst()
                .orElseThrow();
        List<Work> works = random.nextInt(3) > 0 ? List.of() : agreement.works().get();
        long in = sources.stream()
                .mapToLong(source -> UnitRange.units(source.numbers()))
                .sum();
        return seal(producer, agreement, works, sources, random.nextBoolean() ? in : 1 + random.nextLong(in));
    }

    /** A lot made of what another producer delivered; nothing where no agreement of this one takes deliveries. */
    Optional<Made> bought(ProducerId producer) {
        Optional<Agreement> buying =
                agreements.stream().filter(Agreement::takesDeliveries).findAny();
        Agreement selling = drawn();
        if (buying.isEmpty() || selling.terms().accrues()) {
            return Optional.empty();
        }
        SealedLot lot = seal(ProducerId.next(), selling, selling.works().get(), List.of(), 1 + random.nextInt(12))
                .terms()
                .lot();
        List<UnitRange> numbers = List.of(new UnitRange(lot.id(), random.nextLong(lot.units()), lot.units()));
        List<Work> works =
                random.nextBoolean() ? List.of() : buying.get().works().get();
        SealedLot.Source delivery = new SealedLot.Source(lot, numbers, Money.ZERO);
        return Optional.of(seal(producer, buying.get(), works, List.of(delivery), UnitRange.units(numbers)));
    }

    private Made seal(
            ProducerId producer, Agreement agreement, List<Work> works, List<SealedLot.Source> sources, long units) {
        LotId id = LotId.next();
        SealedLot plain = new SealedLot(
                producer,
                id,
                SkuId.next(),
                units,
                agreement.id(),
                1,
                Instant.EPOCH,
                null,
                1,
                List.of(),
                List.of(),
                false,
                List.of());
        SealedLot.Origin origin = new SealedLot.Origin(id, agreement.id(), 1);
        List<Due> dues = dues(plain, agreement.terms(), works, sources);
        List<Due> toPeople = dues.stream()
                .filter(due -> due.party().kind() != Party.Kind.PRODUCER)
                .toList();
        List<SealedLot.Payable> owed = toPeople.stream()
                .map(due -> new SealedLot.Payable(due.party(), due.basis(), due.category(), due.amount(), origin))
                .toList();
        SealedLot lot = MadeLots.make(plain, agreement.terms(), works, owed, priced(sources, dues));
        Map<Party, Money> advances = new HashMap<>();
        toPeople.stream()
                .filter(due -> due.recoup().isPositive())
                .forEach(due -> advances.put(due.party(), new Money(1 + random.nextInt(3_000))));
        return new Made(
                new LotTerms(lot, agreement.terms()),
                toPeople.stream()
                        .map(due -> new Owed(due.party(), due.amount(), due.recoup()))
                        .toList(),
                advances);
    }

    private List<Due> dues(SealedLot plain, Terms terms, List<Work> works, List<SealedLot.Source> sources) {
        List<Work> all = new ArrayList<>(works);
        sources.stream()
                .filter(source -> source.price() != null)
                .forEach(source -> all.add(new Work(
                        Party.of(source.lot().producer()), Kind.DELIVERY, "", UnitRange.units(source.numbers()))));
        return all.isEmpty()
                ? List.of()
                : terms.due(new Sealing(plain.id().value(), plain.units(), all, (long) upTo(120))).stream()
                        .filter(due -> due.amount().isPositive())
                        .toList();
    }

    private static List<SealedLot.Source> priced(List<SealedLot.Source> sources, List<Due> dues) {
        return sources.stream()
                .map(source -> source.price() == null
                        ? source
                        : new SealedLot.Source(source.lot(), source.numbers(), of(source, dues)))
                .toList();
    }

    private static Money of(SealedLot.Source delivery, List<Due> dues) {
        Party seller = Party.of(delivery.lot().producer());
        return Money.sum(dues.stream()
                .filter(due -> due.party().equals(seller))
                .map(Due::amount)
                .toList());
    }
}
