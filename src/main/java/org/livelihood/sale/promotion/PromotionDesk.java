package org.livelihood.sale.promotion;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.livelihood.people.producer.Producers;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Cursor;
import org.livelihood.platform.kernel.Page;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.PlausibleDates;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.kernel.SessionId;
import org.livelihood.sale.live.Session;
import org.livelihood.sale.live.Sessions;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Drafts, publishes and ends promotions. Who bears one decides it: nobody spends another's money. */
@Service
class PromotionDesk {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LETTERS_OF_A_CODE = 12;

    private final PromotionStore store;
    private final Producers producers;
    private final Sessions sessions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PromotionDesk(PromotionStore store, Producers producers, Sessions sessions, Clock clock) {
        this.store = store;
        this.producers = producers;
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * Drafts a promotion.
     *
     * @param bearer PRODUCER, HOST or PLATFORM
     * @throws Refusal SCOPE, SCOPE_UNKNOWN, BEARER_UNFIT, BEARER_DECIDES, TERMS, TIMES, CODE_UNFIT or CODE_TAKEN
     */
    @Transactional
    public Mono<PromotionStore.Counted> draft(Caller caller, Promotion.Content content, Party.Kind bearer) {
        PromotionId id = PromotionId.next();
        return sound(caller, id, content, bearer)
                .flatMap(promotion -> store.add(promotion, caller.account()))
                .onErrorMap(DuplicateKeyException.class, taken -> codeTaken())
                .then(Mono.defer(() -> store.find(id)));
    }

    /** Writes a draft anew. Refused as {@link #draft}, with NOT_FOUND, STALE or WRONG_STATE. */
    @Transactional
    public Mono<PromotionStore.Counted> change(
            Caller caller, PromotionId id, IntPredicate version, Promotion.Content content, Party.Kind bearer) {
        return own(caller, id, version)
                .flatMap(found -> sound(caller, id, content, bearer))
                .flatMap(promotion -> store.change(promotion, caller.account()))
                .onErrorMap(DuplicateKeyException.class, taken -> codeTaken())
                .flatMap(changed -> done(changed, id));
    }

    /** The host who is to bear it agrees. */
    @Transactional
    public Mono<PromotionStore.Counted> agree(Caller caller, PromotionId id) {
        return store.held(id)
                .filter(found -> found.promotion().bearer().equals(Party.ofHost(caller.account())))
                .switchIfEmpty(Mono.error(() -> new Refusal(PromotionReason.NOT_FOUND, id)))
                .flatMap(found -> found.promotion().agreed() ? Mono.just(true) : store.agree(id))
                .flatMap(agreed -> done(agreed, id));
    }

    /** Publishes a draft: from now on its terms stand. Refused with NOT_FOUND, STALE, WRONG_STATE, HOST_NOT_AGREED. */
    @Transactional
    public Mono<PromotionStore.Counted> publish(Caller caller, PromotionId id, IntPredicate version) {
        return own(caller, id, version)
                .filter(found -> found.agreed())
                .switchIfEmpty(Mono.error(() -> new Refusal(PromotionReason.HOST_NOT_AGREED)))
                .flatMap(found -> store.publish(id, caller.account(), clock.instant()))
                .flatMap(published -> done(published, id));
    }

    /** Ends one: nobody gets another coupon of it. */
    @Transactional
    public Mono<PromotionStore.Counted> end(Caller caller, PromotionId id, IntPredicate version) {
        return own(caller, id, version)
                .flatMap(found -> store.end(id, caller.account(), clock.instant()))
                .flatMap(ended -> done(ended, id));
    }

    /** Those of a producer, or without one those of the platform; the newest first. */
    Mono<Page<PromotionStore.Counted>> list(
            Caller caller, @Nullable ProducerId producer, @Nullable Cursor after, int limit) {
        Mono<Void> mayRead = producer == null
                ? requireAdmin(caller)
                : producers.requireOwn(caller, producer, Role.PRODUCER, Role.HOST);
        return mayRead.thenMany(store.page(producer, Cursor.below(after), limit + 1))
                .collectList()
                .map(rows -> Page.of(
                        rows, limit, row -> Cursor.of(0, row.promotion().id().value())));
    }

    private static Mono<Void> requireAdmin(Caller caller) {
        return caller.is(Role.ADMIN) ? Mono.empty() : Mono.error(() -> new Refusal(PromotionReason.BEARER_DECIDES));
    }

    private Mono<PromotionStore.Counted> done(boolean changed, PromotionId id) {
        return changed ? store.find(id) : Mono.error(() -> new Refusal(PromotionReason.WRONG_STATE, id));
    }

    private static Refusal codeTaken() {
        return Refusal.ofField(PromotionReason.CODE_TAKEN, "code");
    }

    /** One that the caller may decide about, held; to whoever has nothing to do with it, it does not exist. */
    private Mono<Promotion> own(Caller caller, PromotionId id, IntPredicate version) {
        return store.held(id)
                .map(PromotionStore.Counted::promotion)
                .filter(found -> reads(caller, found))
                .switchIfEmpty(Mono.error(() -> new Refusal(PromotionReason.NOT_FOUND, id)))
                .filter(found -> version.test(found.version()))
                .switchIfEmpty(Mono.error(() -> new Refusal(PromotionReason.STALE, id)))
                .delayUntil(
                        found -> requireDecider(caller, found.content().scope().producer(), found.bearer()));
    }

    private static boolean reads(Caller caller, Promotion promotion) {
        ProducerId producer = promotion.content().scope().producer();
        return caller.is(Role.ADMIN)
                || promotion.bearer().equals(Party.ofHost(caller.account()))
                || producer != null && caller.actsFor(producer, Role.PRODUCER, Role.HOST);
    }

    /** A host's is hers, or drafted for her by the producer's people. */
    private static Mono<Void> requireDecider(Caller caller, @Nullable ProducerId producer, Party bearer) {
        boolean decides = switch (bearer.kind()) {
            case PRODUCER -> producer != null && caller.actsFor(producer, Role.PRODUCER);
            case HOST ->
                bearer.equals(Party.ofHost(caller.account()))
                        || producer != null && caller.actsFor(producer, Role.PRODUCER);
            default -> caller.is(Role.ADMIN);
        };
        return decides ? Mono.empty() : Mono.error(() -> Refusal.ofField(PromotionReason.BEARER_DECIDES, "bearer"));
    }

    private Mono<Promotion> sound(Caller caller, PromotionId id, Promotion.Content content, Party.Kind bearer) {
        return Mono.fromRunnable(() -> requireSound(content))
                .then(Mono.defer(() -> requireProducer(caller, content.scope().producer())))
                .then(Mono.defer(() -> scopeOf(content.scope())))
                .flatMap(host -> bearer(content.scope(), bearer, host.id()))
                .delayUntil(party -> requireDecider(caller, content.scope().producer(), party))
                .map(party -> new Promotion(
                        id,
                        coded(content),
                        party,
                        party.kind() != Party.Kind.HOST || party.equals(Party.ofHost(caller.account())),
                        Promotion.Status.DRAFT,
                        1));
    }

    private Mono<Void> requireProducer(Caller caller, @Nullable ProducerId producer) {
        return producer == null
                ? Mono.empty()
                : producers
                        .requireOwn(caller, producer, Role.PRODUCER, Role.HOST)
                        .then(producers.requireApproved(producer));
    }

    /** Whose session it is for, if it is for one. */
    private record Host(@Nullable Party id) {}

    private Mono<Host> scopeOf(Scope scope) {
        ProducerId producer = scope.producer();
        UUID id = scope.id();
        boolean one = scope.kind() == Scope.Kind.LISTING || scope.kind() == Scope.Kind.SESSION;
        if ((scope.kind() == Scope.Kind.PLATFORM) != (producer == null) || one != (id != null)) {
            return Mono.error(() -> Refusal.ofField(PromotionReason.SCOPE, "scope"));
        }
        if (producer == null || id == null) {
            return Mono.just(new Host(null));
        }
        Mono<Host> known = scope.kind() == Scope.Kind.LISTING
                ? store.hasListing(producer, id).filter(has -> has).map(has -> new Host(null))
                : sessions.get(new SessionId(id))
                        .onErrorComplete(Refusal.class)
                        .filter(session -> isOpen(session, producer))
                        .map(session -> new Host(Party.ofHost(session.host())));
        return known.switchIfEmpty(Mono.error(() -> Refusal.ofField(
                PromotionReason.SCOPE_UNKNOWN, scope.kind() == Scope.Kind.LISTING ? "listingId" : "sessionId")));
    }

    private static boolean isOpen(Session session, ProducerId producer) {
        return session.producer().equals(producer)
                && (session.status() == Session.Status.SCHEDULED || session.status() == Session.Status.LIVE);
    }

    private static Mono<Party> bearer(Scope scope, Party.Kind kind, @Nullable Party host) {
        ProducerId producer = scope.producer();
        Party party = switch (kind) {
            case PRODUCER -> producer == null ? null : Party.of(producer);
            case HOST -> host;
            default -> Party.PLATFORM;
        };
        return party == null
                ? Mono.error(() -> Refusal.ofField(PromotionReason.BEARER_UNFIT, "bearer"))
                : Mono.just(party);
    }

    private static void requireSound(Promotion.Content content) {
        Terms terms = content.terms();
        boolean amount = terms.kind() == Terms.Kind.AMOUNT;
        if (amount != (terms.amount() != null)
                || amount == (terms.perMille() != null)
                || amount && terms.cap() != null) {
            throw Refusal.ofField(PromotionReason.TERMS, "kind");
        }
        requireTimes(content.times());
        if (content.given() != Promotion.Given.CODE && content.code() != null) {
            throw Refusal.ofField(PromotionReason.CODE_UNFIT, "code");
        }
    }

    private static void requireTimes(Promotion.Times times) {
        requireOrder(times.claimFrom(), times.claimUntil(), "claimUntil");
        Instant from = times.useFrom();
        Instant until = times.useUntil();
        if ((from == null) != (until == null) || (from == null) == (times.useDays() == null)) {
            throw Refusal.ofField(PromotionReason.TIMES, "useFrom");
        }
        if (from != null && until != null) {
            requireOrder(from, until, "useUntil");
            if (!until.isAfter(times.claimFrom())) {
                throw Refusal.ofField(PromotionReason.TIMES, "useUntil");
            }
        }
    }

    private static void requireOrder(Instant from, Instant until, String field) {
        if (!from.isBefore(until) || !PlausibleDates.holds(from) || !PlausibleDates.holds(until)) {
            throw Refusal.ofField(PromotionReason.TIMES, field);
        }
    }

    private Promotion.Content coded(Promotion.Content content) {
        if (content.given() != Promotion.Given.CODE) {
            return content;
        }
        String code = content.code();
        return content.with(code == null ? randomCode() : normal(code));
    }

    /** Case does not matter, nor what is typed around it. */
    static String normal(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }

    private String randomCode() {
        return random.ints(LETTERS_OF_A_CODE, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
