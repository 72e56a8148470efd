package org.livelihood.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.livelihood.demo.Place.Product;
import org.livelihood.demo.Place.Work;
import org.livelihood.goods.agreement.AgreementDraft;
import org.livelihood.goods.agreement.Agreements;
import org.livelihood.goods.catalog.Images;
import org.livelihood.goods.catalog.Listing;
import org.livelihood.goods.catalog.Listings;
import org.livelihood.goods.lot.Contribution;
import org.livelihood.goods.lot.Lot;
import org.livelihood.goods.lot.Lots;
import org.livelihood.people.household.Household.Attribute;
import org.livelihood.people.household.Household.Card;
import org.livelihood.people.household.Household.Cause;
import org.livelihood.people.household.Household.Health;
import org.livelihood.people.household.Household.Labour;
import org.livelihood.people.household.Household.Person;
import org.livelihood.people.household.Household.Status;
import org.livelihood.people.household.Households;
import org.livelihood.people.household.Joining;
import org.livelihood.people.household.Members;
import org.livelihood.people.producer.Applications;
import org.livelihood.people.producer.Producer;
import org.livelihood.people.producer.Producers;
import org.livelihood.people.region.Region;
import org.livelihood.people.region.RegionLine;
import org.livelihood.people.region.RegionLineKind;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.AgreementId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.ImageId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SkuId;
import org.livelihood.platform.kernel.WorkerId;
import org.livelihood.platform.security.Accounts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Enters the places: regions, households, producers, agreements, listings and sealed lots, all or nothing. */
@Component
class DemoRegistry {

    static final String PASSWORD = "three-socks-2020";

    private static final String REGISTRY = "registry";

    private static final Caller PLATFORM = Caller.system();
    private static final LocalDate START = LocalDate.parse("2020-02-01");
    private static final List<RegionLine> LINES = List.of(
            national(2010, RegionLineKind.POVERTY, 2_300, "中国农村扶贫开发纲要（2011-2020年）, prices of 2010"),
            national(2014, RegionLineKind.POVERTY, 2_800, "2014 national line"),
            national(2019, RegionLineKind.POVERTY, 3_218, "2019 national line"),
            national(2020, RegionLineKind.POVERTY, 4_000, "2020 national line"),
            national(2020, RegionLineKind.MONITORING, 6_000, "关于建立防止返贫监测和帮扶机制的指导意见 (2020): 1.5 times the line"));

    private final Accounts accounts;
    private final Regions regions;
    private final Households households;
    private final Members members;
    private final Applications applications;
    private final Producers producers;
    private final Agreements agreements;
    private final Listings listings;
    private final Images images;
    private final Lots lots;
    private final DemoFigures figures;
    private final DemoSteps steps;

    DemoRegistry(
            Accounts accounts,
            Regions regions,
            Households households,
            Members members,
            Applications applications,
            Producers producers,
            Agreements agreements,
            Listings listings,
            Images images,
            Lots lots,
            DemoFigures figures,
            DemoSteps steps) {
        this.accounts = accounts;
        this.regions = regions;
        this.households = households;
        this.members = members;
        this.applications = applications;
        this.producers = producers;
        this.agreements = agreements;
        this.listings = listings;
        this.images = images;
        this.lots = lots;
        this.figures = figures;
        this.steps = steps;
    }

    private static RegionLine national(int year, RegionLineKind kind, long yuan, String document) {
        return new RegionLine(Regions.NATIONWIDE, year, kind, new Money(yuan * 100), document);
    }

    /**
     * Fills an empty database, once; what stands is never entered anew.
     *
     * @return the administrator that it made; empty where accounts of somebody's own stand, which get no demo
     */
    @Transactional
    public Mono<UUID> fill() {
        return steps.once(REGISTRY, () -> accounts.any().filter(any -> !any).flatMap(nobody -> filled()));
    }

    /** The step that made an account's producer. */
    static String producerOf(String login) {
        return "producer:" + login;
    }

    /** The step that put a product on the shelf. */
    static String skuOf(String title) {
        return "sku:" + title;
    }

    private Mono<AccountId> filled() {
        return account("admin", Grant.of(Role.ADMIN))
                .flatMap(admin -> account("auditor", Grant.of(Role.AUDITOR))
                        .then(account("shopper"))
                        .then(account(DemoFigures.INSTITUTION).flatMap(figures::admit))
                        .thenMany(Flux.fromIterable(LINES))
                        .concatMap(regions::putLine)
                        .thenMany(Flux.fromIterable(Places.all()))
                        .concatMap(this::enter)
                        .then()
                        .thenReturn(admin));
    }

    private Mono<AccountId> account(String login, Grant... grants) {
        return accounts.create(PLATFORM, login, PASSWORD, List.of(grants));
    }

    private Mono<Void> enter(Place place) {
        List<Person> people = DemoPeople.of(place);
        Grant officer = Grant.officerOf(place.county());
        return Flux.fromIterable(place.regions())
                .concatMap(this::enter)
                .then(account("officer-" + place.login(), officer))
                .flatMap(county -> account(place.login()).flatMap(owner -> approved(place, owner, county)))
                .flatMap(producer -> registered(place, people)
                        .then(joined(place, producer, people))
                        .flatMap(persons -> Flux.fromIterable(place.productsByTerms())
                                .concatMap(products -> produced(place, producer, products, persons))
                                .then(figures.enter(place, producer, persons))));
    }

    /** What is made under one agreement. */
    private Mono<Void> produced(Place place, ProducerId producer, List<Product> products, List<UUID> persons) {
        return agreed(producer, products.get(0))
                .flatMapMany(agreement -> Flux.fromIterable(products)
                        .concatMap(product -> made(place, producer, agreement, product, persons)))
                .then();
    }

    private Mono<Region> enter(Place.Named region) {
        String code = region.code();
        return regions.put(
                new Region(code, region.name(), Region.Level.of(code), Region.parentOf(code), false, false, null));
    }

    private Mono<ProducerId> approved(Place place, AccountId owner, AccountId officer) {
        Caller applicant = Caller.of(owner, Grant.of(Role.SHOPPER));
        Caller county = Caller.of(officer, Grant.officerOf(place.county()));
        return applications
                .apply(applicant, place.producer(), place.kind(), place.village())
                .flatMap(id -> applications
                        .recommend(county, id)
                        .then(applications.decide(PLATFORM, id, true, null))
                        .then(accounts.grant(PLATFORM, owner, Grant.of(Role.HOST, id)))
                        .then(steps.keep(producerOf(place.login()), id)));
    }

    private Mono<Void> registered(Place place, List<Person> people) {
        return Flux.fromIterable(people.subList(0, place.households()))
                .index()
                .concatMap(numbered -> households
                        .register(PLATFORM, card(place, numbered.getT1()), Status.REGISTERED_POOR, START.minusYears(6))
                        .flatMap(household -> members.join(
                                PLATFORM,
                                household,
                                numbered.getT2(),
                                Labour.ORDINARY,
                                Health.HEALTHY,
                                Joining.ENTERED)))
                .then();
    }

    private static Card card(Place place, long number) {
        String registryNo = "DEMO-" + place.login() + "-" + (number + 1);
        return new Card(registryNo, place.village(), Attribute.GENERAL, Cause.NO_FUNDS, List.of());
    }

    private Mono<List<UUID>> joined(Place place, ProducerId producer, List<Person> people) {
        return Flux.fromIterable(people)
                .concatMap(person -> producers.enter(PLATFORM, producer, person, place.stands(), START, null, 12))
                .map(Producer.Membership::person)
                .collectList();
    }

    private Mono<AgreementId> agreed(ProducerId producer, Product first) {
        AgreementDraft draft = new AgreementDraft(first.terms(), new byte[32], START, null);
        return agreements
                .draw(PLATFORM, producer, first.title(), draft)
                .flatMap(drawn -> agreements
                        .activate(PLATFORM, producer, drawn.id(), drawn.version())
                        .thenReturn(drawn.id()));
    }

    private Mono<Void> made(
            Place place, ProducerId producer, AgreementId agreement, Product product, List<UUID> persons) {
        LocalDate day = START.plusMonths(1);
        List<Contribution.Entry> entries = product.work().stream()
                .map(work -> entry(place, work, persons, day))
                .toList();
        Lot.Seal seal = new Lot.Seal(product.units(), day, product.marketPriceFen());
        return listed(place, producer, product)
                .flatMap(sku -> lots.open(PLATFORM, producer, sku, agreement))
                .flatMap(lot -> lots.contribute(PLATFORM, producer, lot, entries)
                        .then(lots.seal(PLATFORM, producer, lot, seal)))
                .then();
    }

    private static Contribution.Entry entry(Place place, Work work, List<UUID> persons, LocalDate day) {
        UUID person = persons.get(work.person());
        boolean registered = work.person() < place.households();
        String operation = work.operation();
        return new Contribution.Entry(
                registered ? new MemberId(person) : null,
                registered ? null : new WorkerId(person),
                operation == null
                        ? org.livelihood.goods.linkage.Work.Kind.DELIVERY
                        : org.livelihood.goods.linkage.Work.Kind.LABOUR,
                operation == null ? Contribution.DELIVERED : operation,
                work.units(),
                day,
                "demo sheet " + (work.person() + 1));
    }

    private Mono<SkuId> listed(Place place, ProducerId producer, Product product) {
        return images.add(PLATFORM, producer, Mono.fromCallable(() -> DemoPictures.of(product.category())))
                .map(picture -> content(place, product, picture))
                .flatMap(content -> listings.draft(PLATFORM, producer, content, product.skus()))
                .flatMap(draft -> listings.submit(PLATFORM, draft.id())
                        .then(listings.approve(PLATFORM, draft.id(), version -> true))
                        .then(listings.list(PLATFORM, draft.id()))
                        .then(steps.keep(
                                skuOf(product.title()), draft.skus().get(0).id())));
    }

    private static Listing.Content content(Place place, Product product, ImageId picture) {
        return new Listing.Content(
                product.title(),
                product.description(),
                product.category(),
                place.village(),
                product.attributes(),
                product.options(),
                List.of(picture));
    }
}
