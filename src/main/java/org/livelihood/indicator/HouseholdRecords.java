package org.livelihood.indicator;

import org.livelihood.household.Households;
import org.livelihood.kernel.Caller;
import org.livelihood.kernel.HouseholdId;
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
                        store.lessons(id).collectList()))
                .map(parts -> new HouseholdRecord(
                        id,
                        parts.getT1(),
                        parts.getT2(),
                        parts.getT3().stream()
                                .mapToLong(HouseholdRecord.Lesson::minutes)
                                .sum(),
                        parts.getT3()));
    }
}
