package org.livelihood.people.industry;

import java.time.LocalDate;
import java.util.List;
import org.livelihood.people.industry.Industry.Entrant;
import org.livelihood.people.industry.Industry.Institution;
import org.livelihood.people.producer.Producers;
import org.livelihood.people.region.Region;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Accounts;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the leading industries and of the institutions that buy. Officers keep those of their own regions. */
@Service
public class Industries {

    private final IndustryStore store;
    private final Regions regions;
    private final Producers producers;
    private final Accounts accounts;

    Industries(IndustryStore store, Regions regions, Producers producers, Accounts accounts) {
        this.store = store;
        this.regions = regions;
        this.producers = producers;
        this.accounts = accounts;
    }

    /** Enters a leading industry of a county. Refused with OTHER_REGION, NOT_A_COUNTY or TAKEN. */
    @Transactional
    public Mono<IndustryId> name(Caller caller, Industry.Draft draft) {
        Industry industry = new Industry(
                IndustryId.next(), draft.countyCode(), draft.name(), draft.from(), draft.until(), draft.document());
        return requireKeeper(caller, draft.countyCode())
                .then(regions.get(draft.countyCode()))
                .filter(region -> region.level() == Region.Level.COUNTY)
                .switchIfEmpty(Mono.error(
                        () -> Refusal.ofField(IndustryReason.NOT_A_COUNTY, "countyCode", draft.countyCode())))
                .then(store.lock(draft.countyCode()))
                .then(Mono.defer(() -> store.add(industry, caller.account())))
                .filter(added -> added)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(IndustryReason.TAKEN, "name")))
                .thenReturn(industry.id());
    }

    /** Ends it. Refused with NOT_FOUND, or NOT_OPEN when it has ended or begins later. */
    @Transactional
    public Mono<Industry> end(Caller caller, IndustryId id, LocalDate until) {
        return kept(caller, id)
                .then(store.end(id, until))
                .switchIfEmpty(Mono.error(() -> new Refusal(IndustryReason.NOT_OPEN, id)));
    }

    /** Enters that a producer of the county works in it. Refused with NOT_FOUND, OTHER_REGION or TAKEN. */
    @Transactional
    public Mono<Entrant> enter(Caller caller, Entrant entrant) {
        return kept(caller, entrant.industry())
                .zipWith(producers.get(caller, entrant.producer()))
                .filter(both -> both.getT2()
                        .regionCode()
                        .startsWith(Region.prefixOf(both.getT1().countyCode())))
                .switchIfEmpty(Mono.error(
                        () -> Refusal.ofField(IndustryReason.OTHER_REGION, "producerId", entrant.producer())))
                .then(store.lock(entrant.industry().toString()))
                .then(Mono.defer(() -> store.enter(entrant, caller.account())))
                .filter(entered -> entered)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(IndustryReason.TAKEN, "producerId")))
                .thenReturn(entrant);
    }

    /** The leading industries of a county, over all times. */
    public Mono<List<Industry>> of(String countyCode) {
        return store.of(countyCode).collectList();
    }

    /** Enters that an account is an institution's. Refused with an account's reason, or OVERLAPS with another span. */
    @Transactional
    public Mono<Institution> admit(Caller caller, Institution institution) {
        return accounts.find(institution.account())
                .then(store.lock(institution.account().toString()))
                .then(store.admit(institution, caller.account()))
                .filter(admitted -> admitted)
                .switchIfEmpty(Mono.error(() -> Refusal.ofField(IndustryReason.OVERLAPS, "accountId")))
                .thenReturn(institution);
    }

    /** The institutions of a day. */
    public Mono<List<Institution>> institutionsOn(LocalDate day) {
        return store.institutionsOn(day).collectList();
    }

    private Mono<Industry> kept(Caller caller, IndustryId id) {
        return store.find(id)
                .filter(industry -> isKeeper(caller, industry.countyCode()))
                .switchIfEmpty(Mono.error(() -> new Refusal(IndustryReason.NOT_FOUND, id)));
    }

    static Mono<Void> requireKeeper(Caller caller, String regionCode) {
        return isKeeper(caller, regionCode)
                ? Mono.empty()
                : Mono.error(() -> Refusal.ofField(IndustryReason.OTHER_REGION, "regionCode", regionCode));
    }

    static boolean isKeeper(Caller caller, String regionCode) {
        return caller.is(Role.ADMIN) || caller.officerOf(regionCode);
    }
}
