package org.livelihood.people.household;

import java.util.Collection;
import java.util.List;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/**
 * Face of the county's yearly survey of registered households 动态管理. Beside what the ledger knows, never added to it.
 */
@Service
public class Surveys {

    private final SurveyStore store;
    private final Households households;

    Surveys(SurveyStore store, Households households) {
        this.store = store;
        this.households = households;
    }

    /**
     * What was found of one year.
     *
     * @param netIncomeFen of the whole household; negative where costs were greater
     * @param people how many lived on it
     * @param document where it stands
     */
    public record Survey(HouseholdId household, int year, Money netIncomeFen, int people, String document) {}

    /** Records what was found of households of one village, all of it or nothing; what was recorded before stays. */
    @Transactional
    public Mono<Void> record(Caller caller, String villageCode, Collection<Survey> surveys) {
        List<HouseholdId> ids =
                surveys.stream().map(Survey::household).distinct().toList();
        return Mono.just(villageCode)
                .filter(village -> caller.is(Role.ADMIN) || caller.officerOf(village))
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.OTHER_REGION, villageCode)))
                .flatMap(village -> store.countIn(village, ids))
                .filter(known -> known == ids.size())
                .switchIfEmpty(Mono.error(() -> new Refusal(HouseholdReason.NOT_FOUND, ids.get(0))))
                .then(store.add(surveys, caller.account()));
    }

    /** What was found of one household, by year, each as it was recorded last. */
    public Mono<List<Survey>> of(Caller caller, HouseholdId id) {
        return households.get(caller, id).thenMany(store.of(id)).collectList();
    }

    /** Records what was found of one household. Refused with NOT_FOUND. */
    @Transactional
    public Mono<Void> record(Caller caller, Survey survey) {
        return households
                .get(caller, survey.household())
                .flatMap(household -> record(caller, household.villageCode(), List.of(survey)));
    }
}
