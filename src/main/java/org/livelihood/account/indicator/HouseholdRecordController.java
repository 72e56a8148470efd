package org.livelihood.account.indicator;

import org.livelihood.platform.kernel.Allow;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.Role;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class HouseholdRecordController {

    private final HouseholdRecords records;

    HouseholdRecordController(HouseholdRecords records) {
        this.records = records;
    }

    /**
     * Read a household's page of record. To whom its members stand, what it was given in kind, and what they learned.
     */
    @Allow({Role.OFFICER, Role.ADMIN, Role.AUDITOR})
    @GetMapping("/api/v1/households/{id}/record")
    Mono<HouseholdRecord> of(Caller caller, @PathVariable HouseholdId id) {
        return records.of(caller, id);
    }
}
