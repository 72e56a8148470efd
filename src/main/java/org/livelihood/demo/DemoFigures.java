package org.livelihood.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.livelihood.people.asset.Asset;
import org.livelihood.people.asset.Asset.EventKind;
import org.livelihood.people.asset.Assets;
import org.livelihood.people.household.Household.Status;
import org.livelihood.people.household.Households;
import org.livelihood.people.household.StatusSince;
import org.livelihood.people.industry.Industries;
import org.livelihood.people.industry.Industry;
import org.livelihood.people.industry.Project;
import org.livelihood.people.industry.Project.State;
import org.livelihood.people.industry.ProjectId;
import org.livelihood.people.industry.Projects;
import org.livelihood.people.producer.Applications;
import org.livelihood.people.producer.Producer;
import org.livelihood.people.producer.Producers;
import org.livelihood.people.region.Region;
import org.livelihood.people.region.Regions;
import org.livelihood.people.training.Lesson;
import org.livelihood.people.training.Trainings;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Accounts;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the report's figures are counted from: entered as records, so that queries give 52.79 %, 220 or 74.07 %. */
@Component
class DemoFigures {

    /** Login of the institution that buys. */
    static final String INSTITUTION = "canteen";

    private static final Caller PLATFORM = Caller.system();
    private static final LocalDate START = LocalDate.parse("2020-02-01");
    private static final Map<String, String> INDUSTRIES = Map.of(
            "workshop", "袜业 Socks",
            "wanchanggou", "银耳 White fungus",
            "xinche", "蛋鸡 Laying hens",
            "jiaxi", "刺梨 Prickly pear");

    private final Accounts accounts;
    private final Regions regions;
    private final Households households;
    private final Applications applications;
    private final Producers producers;
    private final Assets assets;
    private final Trainings trainings;
    private final Industries industries;
    private final Projects projects;
    private final DemoVillage village;
    private final DemoIncome income;

    DemoFigures(
            Accounts accounts,
            Regions regions,
            Households households,
            Applications applications,
            Producers producers,
            Assets assets,
            Trainings trainings,
            Industries industries,
            Projects projects,
            DemoVillage village,
            DemoIncome income) {
        this.accounts = accounts;
        this.regions = regions;
        this.households = households;
        this.applications = applications;
        this.producers = producers;
        this.assets = assets;
        this.trainings = trainings;
        this.industries = industries;
        this.projects = projects;
        this.village = village;
        this.income = income;
    }

    /** What stands beside a place's sales; joins the caller's transaction. */
    Mono<Void> enter(Place place, ProducerId producer, List<UUID> persons) {
        List<MemberId> members = persons.subList(0, place.households()).stream()
                .map(MemberId::new)
                .toList();
        Mono<Void> own = switch (place.login()) {
            case "workshop" -> stoodStill(producer).then(projects(place, 8, 7, 5));
            case "wanchanggou" -> village.leftPoverty(place, members).then(projects(place, 8, 8, 6));
            case "xinche" ->
                hensAndLessons(place, producer, members)
                        .then(othersOfTheTown(place))
                        .then(projects(place, 7, 6, 5));
            default -> income.enter(place, members).then(projects(place, 7, 6, 4));
        };
        return industry(place, producer).then(own);
    }

    /** An account through which a school buys. */
    Mono<Void> admit(AccountId account) {
        Industry.Institution school = new Industry.Institution(
                account, Industry.InstitutionKind.SCHOOL, "演示学校食堂 Demo school canteen", START, null);
        return industries.admit(PLATFORM, school).then();
    }

    private Mono<Void> industry(Place place, ProducerId producer) {
        String name = INDUSTRIES.getOrDefault(place.login(), place.login());
        LocalDate from = LocalDate.parse("2016-01-01");
        return industries
                .name(PLATFORM, new Industry.Draft(place.county(), name, from, null, "made up for the demo"))
                .flatMap(id -> industries.enter(PLATFORM, new Industry.Entrant(id, producer, START, null)))
                .then();
    }

    private Mono<Void> stoodStill(ProducerId producer) {
        return producers
                .recordOperation(PLATFORM, producer, START, false)
                .then(producers.recordOperation(PLATFORM, producer, START.plusDays(20), true));
    }

    /**
     * Of all 30 projects 27 had started; they stood still in February, and 20 of them operate again on 10 April 2020.
     */
    private Mono<Void> projects(Place place, int registered, int started, int resumed) {
        List<Project.Draft> drafts = IntStream.rangeClosed(1, registered)
                .mapToObj(number -> new Project.Draft(
                        place.login() + " 产业项目 project " + number,
                        LocalDate.parse("2019-03-01"),
                        "made up for the demo"))
                .toList();
        return projects.register(PLATFORM, place.village(), drafts)
                .flatMap(ids -> all(ids.subList(0, started), State.OPERATING, LocalDate.parse("2019-06-01"))
                        .then(all(ids.subList(0, started), State.STOPPED, START))
                        .then(all(ids.subList(0, resumed), State.OPERATING, LocalDate.parse("2020-03-20"))));
    }

    private Mono<Void> all(List<ProjectId> ids, State state, LocalDate from) {
        return Flux.fromIterable(ids)
                .concatMap(id -> projects.record(PLATFORM, id, state, from))
                .then();
    }

    /** 200 laying hens, to be paid for with three fen an egg, and lessons in keeping them. */
    private Mono<Void> hensAndLessons(Place place, ProducerId producer, List<MemberId> members) {
        LocalDate given = START.plusDays(10);
        return households
                .membersOf(members.subList(0, 1))
                .single()
                .flatMap(first -> hens(producer, first.household(), given))
                .then(trainings.appoint(
                        PLATFORM,
                        Lesson.TeacherKind.EXPERT_GROUP,
                        "养殖技术专家组 Breeding experts",
                        place.county(),
                        START.minusYears(1),
                        null))
                .flatMap(experts -> trainings.hold(
                        PLATFORM,
                        new Lesson.Draft(
                                experts,
                                place.village(),
                                "蛋鸡养殖技术 Keeping laying hens",
                                Instant.parse("2020-02-12T01:00:00Z"),
                                120)))
                .flatMap(lesson -> trainings.attend(
                        PLATFORM,
                        lesson,
                        members.stream()
                                .map(member -> new Lesson.Attended(member, 120))
                                .toList()))
                .then();
    }

    private Mono<Void> hens(ProducerId producer, HouseholdId household, LocalDate given) {
        Asset.Draft draft = new Asset.Draft(
                household, Asset.Kind.RECOVERABLE, "蛋鸡 laying hens", 200, new Money(800_000), given, "demo receipt 1");
        return assets.give(PLATFORM, producer, draft)
                .flatMap(id -> assets.record(
                                PLATFORM,
                                producer,
                                id,
                                new Asset.EventDraft(EventKind.LOST, 2, given.plusDays(15), false, null, "demo sheet"))
                        .then(assets.record(
                                PLATFORM,
                                producer,
                                id,
                                new Asset.EventDraft(
                                        EventKind.KEPT, 198, given.plusDays(18), false, null, "demo sheet"))))
                .then();
    }

    /** With the farm and its ten households they are ten producers and 220 households of Pengpu town. */
    private Mono<Void> othersOfTheTown(Place place) {
        String village = place.village().substring(0, 9) + "299";
        Region region = new Region(
                village, "朋普镇他村 Another village", Region.Level.VILLAGE, Region.parentOf(village), false, false, null);
        List<Households.NewHousehold> drafts = IntStream.range(0, 210)
                .mapToObj(i -> DemoPeople.household(
                        place.county(),
                        village,
                        i,
                        1,
                        List.of(new StatusSince(Status.REGISTERED_POOR, LocalDate.parse("2014-02-01")))))
                .toList();
        return regions.put(region)
                .then(accounts.create(PLATFORM, "pengpu", DemoRegistry.PASSWORD, List.of()))
                .map(owner -> Caller.of(owner, Grant.of(Role.SHOPPER)))
                .zipWhen(owner -> households.registerAll(PLATFORM, village, drafts))
                .zipWhen(
                        both -> accounts.findByLogin("officer-" + place.login()).flatMap(accounts::find))
                .flatMapMany(all -> Flux.range(0, 9)
                        .concatMap(number -> cooperative(
                                number,
                                village,
                                all.getT1().getT1(),
                                all.getT2(),
                                all.getT1().getT2())))
                .then();
    }

    private Mono<Void> cooperative(
            int number, String village, Caller owner, Caller county, List<Households.Registered> all) {
        List<MemberId> members = IntStream.range(0, all.size())
                .filter(i -> i % 9 == number)
                .mapToObj(i -> all.get(i).members().get(0))
                .toList();
        return applications
                .apply(owner, "朋普镇合作社 Pengpu cooperative " + (number + 1), Producer.Kind.COOPERATIVE, village)
                .flatMap(id -> applications
                        .recommend(county, id)
                        .then(applications.decide(PLATFORM, id, true, null))
                        .then(producers.enterAll(PLATFORM, id, members, Producer.Stands.SUPPLIER, START, 12)))
                .then();
    }
}
