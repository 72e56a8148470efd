package org.livelihood.income.payroll;

import java.util.List;
import org.livelihood.people.region.Region;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the minimum wages; none is ever changed, what is recorded later for the same day counts. */
@Service
public class MinimumWages {

    private final MinimumWageStore store;
    private final Regions regions;

    MinimumWages(MinimumWageStore store, Regions regions) {
        this.store = store;
        this.regions = regions;
    }

    /** Records one. Refused with OTHER_REGION, or as the region is. */
    @Transactional
    Mono<MinimumWage> record(Caller caller, MinimumWage wage) {
        if (!caller.is(Role.ADMIN) && !caller.officerOf(wage.regionCode())) {
            return Mono.error(() -> Refusal.ofField(PayrollReason.OTHER_REGION, "regionCode", wage.regionCode()));
        }
        return regions.get(wage.regionCode())
                .then(store.add(wage, caller.account()))
                .thenReturn(wage);
    }

    /** Those of a region and of all above it, the nearest region first, the newest first. */
    Mono<List<MinimumWage>> list(String region) {
        return regions.get(region).then(Mono.defer(() -> store.list(Region.lineageOf(region))));
    }
}
