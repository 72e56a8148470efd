package org.livelihood.sale.address;

import java.util.List;
import java.util.function.IntPredicate;
import org.livelihood.people.region.Region;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the address books 收货地址: each buyer's own, which nobody else sees. */
@Service
public class Addresses {

    /** Most addresses of a buyer. */
    static final int MOST = 50;

    private final AddressStore store;
    private final Regions regions;

    Addresses(AddressStore store, Regions regions) {
        this.store = store;
        this.regions = regions;
    }

    /** The caller's, her default first, then the newest. */
    public Mono<List<Address>> own(Caller caller) {
        return store.list(caller.account()).collectList();
    }

    /** @throws Refusal {@link AddressReason#NOT_FOUND}, also for another's */
    public Mono<Address> get(Caller caller, AddressId id) {
        return find(caller, id).switchIfEmpty(notFound(id));
    }

    /** The caller's own, empty where there is none such. */
    public Mono<Address> find(Caller caller, AddressId id) {
        return store.find(caller.account(), id);
    }

    private static <T> Mono<T> notFound(AddressId id) {
        return Mono.error(() -> new Refusal(AddressReason.NOT_FOUND, id));
    }

    /**
     * Adds one; the first of a book is its default, whatever is said.
     *
     * @param byDefault whether it becomes the default
     * @throws Refusal {@link AddressReason#TOO_MANY}, PHONE_INVALID, REGION_TOO_WIDE, or that there is no such region
     */
    @Transactional
    public Mono<Address> add(Caller caller, Destination to, boolean byDefault) {
        AccountId account = caller.account();
        AddressId id = AddressId.next();
        return checked(to)
                .flatMap(checked -> store.takeTurn(account)
                        .then(store.count(account))
                        .filter(addresses -> addresses < MOST)
                        .switchIfEmpty(Mono.error(() -> new Refusal(AddressReason.TOO_MANY, MOST)))
                        .flatMap(addresses -> store.add(account, id, checked)
                                .then(byDefault || addresses == 0 ? store.makeDefault(account, id) : Mono.empty())))
                .then(Mono.defer(() -> get(caller, id)));
    }

    /**
     * Writes one anew.
     *
     * @param byDefault whether it becomes the default; a default stays one until another is
     * @throws Refusal as {@link #add} does, NOT_FOUND, and STALE when it is none of these versions
     */
    @Transactional
    public Mono<Address> change(Caller caller, AddressId id, IntPredicate version, Destination to, boolean byDefault) {
        AccountId account = caller.account();
        return checked(to)
                .flatMap(checked -> held(caller, id, version).then(store.change(account, id, checked)))
                .then(byDefault ? store.makeDefault(account, id) : Mono.empty())
                .then(Mono.defer(() -> get(caller, id)));
    }

    /** Makes one the default. */
    @Transactional
    public Mono<Address> makeDefault(Caller caller, AddressId id, IntPredicate version) {
        return held(caller, id, version)
                .then(store.makeDefault(caller.account(), id))
                .then(Mono.defer(() -> get(caller, id)));
    }

    /** Deletes one; was it the default, the newest of the others is. What was frozen onto orders stays. */
    @Transactional
    public Mono<Void> delete(Caller caller, AddressId id, IntPredicate version) {
        AccountId account = caller.account();
        return held(caller, id, version)
                .flatMap(address -> store.delete(account, id).thenReturn(address))
                .filter(Address::byDefault)
                .flatMap(former -> store.newest(account))
                .flatMap(heir -> store.makeDefault(account, heir));
    }

    /** The address, in a book that nobody else changes until this transaction ends. */
    private Mono<Address> held(Caller caller, AddressId id, IntPredicate version) {
        return store.takeTurn(caller.account())
                .then(Mono.defer(() -> get(caller, id)))
                .filter(address -> version.test(address.version()))
                .switchIfEmpty(Mono.error(() -> new Refusal(AddressReason.STALE, id)));
    }

    private Mono<Destination> checked(Destination to) {
        return Mono.fromCallable(() -> Phones.of(to.phone()))
                .flatMap(phone -> regions.get(to.regionCode())
                        .filter(region -> region.level().compareTo(Region.Level.TOWNSHIP) >= 0)
                        .switchIfEmpty(Mono.error(() -> Refusal.ofField(AddressReason.REGION_TOO_WIDE, "regionCode")))
                        .thenReturn(new Destination(to.recipient(), phone, to.regionCode(), to.detail())));
    }
}
