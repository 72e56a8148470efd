package org.livelihood.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.livelihood.people.household.Household.Status;
import org.livelihood.people.household.Households;
import org.livelihood.people.household.StatusSince;
import org.livelihood.people.household.Surveys;
import org.livelihood.people.household.Surveys.Survey;
import org.livelihood.people.region.RegionPopulation;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.MemberId;
import org.livelihood.platform.kernel.Money;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How Wanchanggou left poverty: statuses, populations and the yearly surveys from which its figures are counted. */
@Component
class DemoVillage {

    private static final Caller PLATFORM = Caller.system();
    private static final String DOCUMENT = "made up for the demo";

    /** Households earn as much more or less than the mean in turn, in yuan a head. */
    private static final Map<Integer, long[]> MEAN_AND_SPREAD = Map.of(
            2015, new long[] {3_500, 600},
            2016, new long[] {6_800, 900},
            2017, new long[] {11_900, 1_200},
            2018, new long[] {18_000, 1_500});

    /** What the two who were still poor in 2018 had less than the mean, and another household more: in yuan. */
    private static final long GAP = 15_100;

    private final Households households;
    private final Surveys surveys;
    private final Regions regions;

    DemoVillage(Households households, Surveys surveys, Regions regions) {
        this.households = households;
        this.surveys = surveys;
        this.regions = regions;
    }

    /** 180 poor of 341 people at the end of 2015; two of 351, of two households, at the end of 2018. */
    Mono<Void> leftPoverty(Place place, List<MemberId> members) {
        List<Households.NewHousehold> others = new ArrayList<>();
        for (int i = 0; i < 58; i++) {
            LocalDate out = LocalDate.of(2016 + i % 3, 12, 20);
            others.add(DemoPeople.household(
                    place.county(),
                    place.village(),
                    i,
                    3,
                    List.of(
                            new StatusSince(Status.REGISTERED_POOR, LocalDate.parse("2014-02-01")),
                            new StatusSince(Status.OUT_OF_POVERTY, out))));
        }
        return households
                .registerAll(PLATFORM, place.village(), others)
                .zipWith(households.membersOf(members).collectList())
                .flatMap(both -> left(both.getT2()).then(surveyed(place, both.getT1(), both.getT2())))
                .then(people(place.village(), "2015-12-31", 341))
                .then(people(place.village(), "2018-12-31", 351));
    }

    /** All but the last two leave. */
    private Mono<Void> left(List<Households.MemberOf> own) {
        return Flux.fromIterable(own.subList(0, own.size() - 2))
                .concatMap(known -> households.addStatus(
                        PLATFORM, known.household(), Status.OUT_OF_POVERTY, LocalDate.parse("2018-12-20")))
                .then();
    }

    private Mono<Void> surveyed(Place place, List<Households.Registered> others, List<Households.MemberOf> own) {
        List<Survey> found = new ArrayList<>();
        MEAN_AND_SPREAD.forEach((year, yuan) -> {
            for (int i = 0; i < others.size(); i++) {
                long more = year == 2018 && i == 0 ? 2 * GAP : 0;
                found.add(survey(others.get(i).household(), year, 3 * perHead(yuan, i) + more, 3));
            }
            for (int i = 0; i < own.size(); i++) {
                boolean poor = year == 2018 && i >= own.size() - 2;
                long each = poor ? yuan[0] - GAP : perHead(yuan, i);
                found.add(survey(own.get(i).household(), year, each, 1));
            }
        });
        return surveys.record(PLATFORM, place.village(), found);
    }

    private static long perHead(long[] yuan, int number) {
        return number % 2 == 0 ? yuan[0] + yuan[1] : yuan[0] - yuan[1];
    }

    private static Survey survey(HouseholdId household, int year, long yuan, int people) {
        return new Survey(household, year, new Money(yuan * 100), people, DOCUMENT);
    }

    private Mono<Void> people(String village, String on, long people) {
        return regions.record(PLATFORM, new RegionPopulation(village, LocalDate.parse(on), people, DOCUMENT))
                .then();
    }
}
