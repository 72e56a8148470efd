package org.livelihood.account.indicator;

import java.util.List;
import org.livelihood.people.household.Households;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Face of the households' pages of record. */
@Service
public class HouseholdRecords {

    private final RecordStore store;
    private final Households households;

    HouseholdRecords(RecordStore store, Households households) {
        this.store = store;
        this.households = households;
    }

    /** A household's page, for those who may see its card; to others it does not exist. */
    public Mono<HouseholdRecord> of(Caller caller, HouseholdId id) {
        return households
                .get(caller, id)
                .then(Mono.zip(
                        store.links(id).collectList(),
                        store.assets(id).collectList(),
                        givers(id),
                        store.lessons(id).collectList()))
                .map(parts -> new HouseholdRecord(
                        id,
                        parts.getT1(),
                        parts.getT2(),
                        parts.getT3(),
                        parts.getT4().stream()
                                .mapToLong(HouseholdRecord.Lesson::minutes)
                                .sum(),
                        parts.getT4()));
    }

    private Mono<List<HouseholdRecord.Giver>> givers(HouseholdId id) {
        return store.boughtBack(id)
                .collectMultimap(RecordStore.Bought::producer, RecordStore.Bought::what)
                .flatMapMany(bought -> store.givers(id)
                        .map(giver -> giver.with(List.copyOf(bought.getOrDefault(giver.producer(), List.of())))))
                .collectList();
    }
}
