package org.livelihood.income.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.books.payable.Payable;
import org.livelihood.books.payable.Payables;
import org.livelihood.books.payable.Source;
import org.livelihood.people.asset.Asset;
import org.livelihood.people.asset.AssetId;
import org.livelihood.people.asset.Assets;
import org.livelihood.platform.kernel.AccountId;
import org.livelihood.platform.kernel.Caller;
import org.livelihood.platform.kernel.Grant;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.kernel.Refusal;
import org.livelihood.platform.kernel.Role;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A payout keeps back against an advance while the hens it was given for are returned: it is given back once. */
@JourneyTest
class AdvanceRaceTest {

    private static final Duration OPEN = Duration.ofMillis(1_500);
    private static final Duration LATER = Duration.ofMillis(500);

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Assets assets;

    @Autowired
    private Payables payables;

    @Autowired
    private Releases releases;

    @Autowired
    private Batches batches;

    @Autowired
    private BatchApprovals decisions;

    @Autowired
    private Ledger ledger;

    @Autowired
    private TransactionalOperator transactions;

    private final Caller maker = admin();
    private final Caller approver = admin();
    private ProducerId producer;
    private HouseholdId household;
    private AssetId hens;
    private UUID batch;

    private static Caller admin() {
        return Caller.of(AccountId.next(), Grant.of(Role.ADMIN));
    }

    @BeforeEach
    void keepBackAllThatIsOutstanding() {
        Village village = new Village(web, tokens, "FARM");
        village.household("a", "SUPPLIER");
        producer = new ProducerId(UUID.fromString(village.producerId));
        household = new HouseholdId(UUID.fromString(village.households.get("a")));
        String change = village.officer
                .post(
                        "/api/v1/households/" + household + "/payee-changes",
                        Map.of("memberId", village.members.get("a"), "bankAccount", "6222000011113333"))
                .expect(201)
                .text("/id");
        village.admin
                .post("/api/v1/payee-changes/" + change + "/confirmation", Map.of())
                .expect(200);
        LocalDate day = LocalDate.parse("2020-03-01");
        hens = assets.give(
                        maker,
                        producer,
                        new Asset.Draft(household, Asset.Kind.RECOVERABLE, "hen", 1, new Money(54), day, "receipt 1"))
                .block();
        Payable eggs = new Payable(
                Party.of(household),
                "PURCHASE",
                IncomeCategory.OPERATING,
                IncomeNature.TRACE,
                new Money(1_890),
                new Money(54),
                null);
        Source source = Source.at(producer, Source.Kind.LOT, UUID.randomUUID(), Instant.now());
        payables.create(source, Account.lotCost(producer), List.of(eggs)).block();
        Releases.all(releases).block();
        Batches.View made = Objects.requireNonNull(batches.make(maker, producer).block());
        assertThat(made.items().get(0).recoupFen()).isEqualTo(new Money(54));
        batch = made.batch().id();
    }

    private Mono<Boolean> returned() {
        Asset.EventDraft draft = new Asset.EventDraft(
                Asset.EventKind.RETURNED, 1, LocalDate.parse("2020-04-01"), false, null, "sheet 1");
        return assets.record(maker, producer, hens, draft).hasElement();
    }

    private Mono<Boolean> approved() {
        return decisions
                .approve(approver, producer, batch, false)
                .hasElement()
                .onErrorResume(Refusal.class, refused -> Mono.just(refused.reason() != PayoutReason.ADVANCE_CHANGED));
    }

    /** The first is done and not yet committed while the second begins; whether each went through. */
    private List<Boolean> overlapping(Mono<Boolean> first, Mono<Boolean> second) {
        Mono<Boolean> slowly = first.delayUntil(done -> Mono.delay(OPEN)).as(transactions::transactional);
        return Objects.requireNonNull(Mono.zip(slowly, Mono.delay(LATER).then(second))
                .map(both -> List.of(both.getT1(), both.getT2()))
                .block());
    }

    private Money outstanding() {
        return ledger.balance(Account.advance(Party.of(household)), producer, null, null)
                .block();
    }

    @Test
    void whatIsReturnedFirstIsNotKeptBackToo() {
        assertThat(overlapping(returned(), approved())).containsExactly(true, false);
        assertThat(outstanding()).isEqualTo(Money.ZERO);
    }

    @Test
    void whatIsKeptBackFirstIsNotRelievedToo() {
        assertThat(overlapping(approved(), returned())).containsExactly(true, true);
        assertThat(outstanding()).isEqualTo(Money.ZERO);
        assertThat(Objects.requireNonNull(assets.get(maker, producer, hens).block())
                        .events()
                        .get(0)
                        .reliefFen())
                .isEqualTo(Money.ZERO);
    }
}
