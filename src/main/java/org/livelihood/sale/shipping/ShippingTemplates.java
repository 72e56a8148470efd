package org.livelihood.sale.shipping;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.producer.Producers;
import org.livelihood.people.region.Regions;
import org.livelihood.platform.database.AfterCommit;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.ListingId;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Face of the shipping templates: each producer's own. Its first is its default. */
@Service
public class ShippingTemplates {

    /** Most templates of a producer. */
    static final int MOST = 50;

    private final TemplateStore store;
    private final Tariffs tariffs;
    private final Producers producers;
    private final Regions regions;

    ShippingTemplates(TemplateStore store, Tariffs tariffs, Producers producers, Regions regions) {
        this.store = store;
        this.tariffs = tariffs;
        this.producers = producers;
        this.regions = regions;
    }

    /**
     * What is to be written of a template.
     *
     * @param byDefault whether it becomes the default; a default stays one until another is
     */
    record Content(String name, ShippingTemplate.Basis basis, List<ShippingRule> rules, boolean byDefault) {}

    /** The producer's, its default first. */
    Mono<List<TemplateStore.Stored>> list(Caller caller, ProducerId producer) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER, Role.HOST)
                .thenMany(store.of(List.of(producer)))
                .collectList();
    }

    /** @throws Refusal {@link ShippingReason#TOO_MANY}, or for a rule that says nothing or too much */
    @Transactional
    public Mono<TemplateStore.Stored> add(Caller caller, ProducerId producer, Content content) {
        TemplateId id = TemplateId.next();
        return own(caller, producer)
                .flatMap(others -> checked(content)
                        .filter(sound -> others.size() < MOST)
                        .switchIfEmpty(Mono.error(() -> new Refusal(ShippingReason.TOO_MANY, MOST)))
                        .map(sound -> template(producer, id, content, others.isEmpty() || content.byDefault(), 1)))
                .flatMap(store::add)
                .then(changed(producer))
                .then(Mono.defer(() -> find(producer, id)));
    }

    /** @throws Refusal {@link ShippingReason#NOT_FOUND}, STALE, or as {@link #add} */
    @Transactional
    public Mono<TemplateStore.Stored> change(
            Caller caller, ProducerId producer, TemplateId id, IntPredicate version, Content content) {
        return own(caller, producer)
                .map(all -> held(all, id, version))
                .flatMap(held -> checked(content)
                        .map(sound -> template(
                                producer,
                                id,
                                content,
                                content.byDefault(),
                                held.template().version())))
                .flatMap(store::change)
                .then(changed(producer))
                .then(Mono.defer(() -> find(producer, id)));
    }

    /** @throws Refusal {@link ShippingReason#NOT_FOUND}, STALE, or IN_USE: for the default while there are others */
    @Transactional
    public Mono<Void> delete(Caller caller, ProducerId producer, TemplateId id, IntPredicate version) {
        return own(caller, producer)
                .filter(all -> mayGo(held(all, id, version), all.size()))
                .switchIfEmpty(Mono.error(() -> new Refusal(ShippingReason.IN_USE, id)))
                .then(store.delete(producer, id))
                .then(changed(producer));
    }

    /**
     * Says by which template a listing's parcels are counted.
     *
     * @param id null for the producer's default
     * @throws Refusal {@link ShippingReason#LISTING_NOT_FOUND} or NOT_FOUND
     */
    @Transactional
    public Mono<Void> assign(Caller caller, ProducerId producer, ListingId listing, @Nullable TemplateId id) {
        return own(caller, producer)
                .filterWhen(all -> store.hasListing(producer, listing))
                .switchIfEmpty(Mono.error(() -> new Refusal(ShippingReason.LISTING_NOT_FOUND, listing)))
                .flatMap(all -> id == null
                        ? store.unassign(producer, listing)
                        : store.assign(
                                producer, listing, one(all, id).template().id()))
                .then(changed(producer));
    }

    private static ShippingTemplate template(
            ProducerId producer, TemplateId id, Content content, boolean byDefault, int version) {
        return new ShippingTemplate(producer, id, content.name(), content.basis(), byDefault, content.rules(), version);
    }

    /** All of the producer's, which nobody else changes until this transaction ends. */
    private Mono<List<TemplateStore.Stored>> own(Caller caller, ProducerId producer) {
        return producers
                .requireOwn(caller, producer, Role.PRODUCER)
                .then(store.takeTurn(producer))
                .thenMany(store.of(List.of(producer)))
                .collectList();
    }

    private static TemplateStore.Stored held(List<TemplateStore.Stored> all, TemplateId id, IntPredicate version) {
        TemplateStore.Stored held = one(all, id);
        if (!version.test(held.template().version())) {
            throw new Refusal(ShippingReason.STALE, id);
        }
        return held;
    }

    private static TemplateStore.Stored one(List<TemplateStore.Stored> all, TemplateId id) {
        return all.stream()
                .filter(stored -> stored.template().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Refusal(ShippingReason.NOT_FOUND, id));
    }

    /** The default goes last, and what listings name stays. */
    private static boolean mayGo(TemplateStore.Stored template, int all) {
        return template.listings().isEmpty()
                && (all == 1 || !template.template().byDefault());
    }

    private Mono<TemplateStore.Stored> find(ProducerId producer, TemplateId id) {
        return store.of(List.of(producer)).collectList().map(all -> one(all, id));
    }

    private Mono<Void> changed(ProducerId producer) {
        return Mono.defer(() -> AfterCommit.run(() -> tariffs.forget(producer)));
    }

    private Mono<Content> checked(Content content) {
        return Mono.fromRunnable(() -> requireSound(content.rules()))
                .then(Mono.defer(() -> requireKnown(content.rules())))
                .thenReturn(content);
    }

    private static void requireSound(List<ShippingRule> rules) {
        Set<String> named = new HashSet<>();
        for (int i = 0; i < rules.size(); i++) {
            ShippingRule rule = rules.get(i);
            for (int j = 0; j < rule.regions().size(); j++) {
                if (!named.add(rule.regions().get(j))) {
                    throw Refusal.ofField(ShippingReason.REGION_TWICE, "rules[" + i + "].regions[" + j + "]");
                }
            }
            ShippingRule.FreeFrom free = rule.free();
            if (free != null && free.pieces() == null && free.grams() == null && free.amount() == null) {
                throw Refusal.ofField(ShippingReason.FREE_FROM_NOTHING, "rules[" + i + "].freeFrom");
            }
        }
        if (rules.stream().filter(rule -> rule.regions().isEmpty()).count() != 1) {
            throw Refusal.ofField(ShippingReason.ONE_RULE_ELSEWHERE, "rules");
        }
        if (rules.stream().noneMatch(ShippingRule::served)) {
            throw Refusal.ofField(ShippingReason.NOWHERE_SERVED, "rules");
        }
    }

    private Mono<Void> requireKnown(List<ShippingRule> rules) {
        Set<String> named = new HashSet<>();
        rules.forEach(rule -> named.addAll(rule.regions()));
        return regions.names(named)
                .doOnNext(known -> {
                    for (int i = 0; i < rules.size(); i++) {
                        if (!known.keySet().containsAll(rules.get(i).regions())) {
                            throw Refusal.ofField(ShippingReason.REGION_UNKNOWN, "rules[" + i + "].regions");
                        }
                    }
                })
                .then();
    }
}
