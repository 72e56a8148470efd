package org.livelihood.account.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.livelihood.books.ledger.Account;
import org.livelihood.books.ledger.Journal;
import org.livelihood.books.ledger.Ledger;
import org.livelihood.books.payable.Payable;
import org.livelihood.books.payable.Payables;
import org.livelihood.books.payable.Source;
import org.livelihood.platform.kernel.HouseholdId;
import org.livelihood.platform.kernel.IncomeCategory;
import org.livelihood.platform.kernel.IncomeNature;
import org.livelihood.platform.kernel.Money;
import org.livelihood.platform.kernel.Party;
import org.livelihood.platform.kernel.ProducerId;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The invariants on what is paid: payouts, dividends and the income of households. */
@JourneyTest
class PaidJourneyTest {

    private static final String EARNING =
            "UPDATE payout_earning SET %s WHERE producer_id = ? AND party_id = ? AND source_kind = ?";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    @Autowired
    private Payables payables;

    @Autowired
    private Ledger ledger;

    private AuditedVillage sound() {
        return new AuditedVillage(web, tokens, shelf);
    }

    private UUID earning(AuditedVillage sound, String kind) {
        String path = "/api/v1/producers/" + sound.village.producerId + "/payouts/earnings?party="
                + sound.village.households.get("h1");
        for (var earning : sound.village.auditor.get(path).expect(200).body().at("/items")) {
            if (earning.at("/sourceKind").asString().equals(kind)) {
                return UUID.fromString(earning.at("/id").asString());
            }
        }
        throw new AssertionError("no earning of " + kind);
    }

    @Test
    void i7FindsMoreThanWasEarnedAndAStrangersAccount() {
        AuditedVillage sound = sound();
        String item = sound.paidOut();
        sound.passes("I7");
        Object[] purchase = {sound.producer, sound.household("h1"), "LOT"};
        Object[] rebate = {sound.producer, sound.household("h1"), "SALES"};
        sound.tamper(EARNING.formatted("amount_fen = amount_fen + 5"), purchase);
        sound.findsAmongOthers("I7", "item-is-its-parts", item);
        assertThat(sound.check("I7").at("/rules/0/found").asLong()).isPositive();
        sound.tamper(EARNING.formatted("amount_fen = amount_fen - 5"), purchase);
        sound.passes("I7");
        sound.tamper(EARNING.formatted("amount_fen = amount_fen + 5"), rebate);
        sound.findsAmongOthers("I7", "release-is-what-sales-gave", sound.household("h1"));
        sound.tamper(EARNING.formatted("amount_fen = amount_fen - 5"), rebate);
        sound.tamper(
                "UPDATE household_payee SET person_id = ? WHERE party_id = ?",
                sound.member("h2"),
                sound.household("h1"));
        sound.finds("I7", "payee-is-of-household", item);
    }

    @Test
    void i7FindsARefundThatTakesWhatItsOwnSaleNeverGave() {
        AuditedVillage sound = sound();
        String item = sound.paidOut();
        UUID taken = UUID.randomUUID();
        sound.tamper("""
                INSERT INTO payout_earning (producer_id, id, run_id, party_kind, party_id, source_kind, source_id,
                       source_seq, line_id, basis, category, nature, amount_fen, earned_on, status, item_id, confirmed_at)
                SELECT producer_id, ?, run_id, party_kind, party_id, source_kind, gen_random_uuid(), 1, ?, basis,
                       category, nature, -amount_fen, earned_on, status, item_id, confirmed_at
                  FROM payout_earning
                 WHERE producer_id = ? AND party_id = ? AND source_kind = 'SALES'""", taken, UUID.fromString(sound.eggLine), sound.producer, sound.household("h1"));
        sound.tamper("INSERT INTO payout_item_part VALUES (?, ?, ?)", sound.producer, UUID.fromString(item), taken);
        assertThat(found(sound)).isZero();
        sound.tamper("UPDATE payout_earning SET amount_fen = amount_fen - 1 WHERE id = ?", taken);
        sound.findsAmongOthers("I7", "refund-cancels-its-own-line", item);
        sound.tamper(
                "UPDATE payout_earning SET amount_fen = -1, line_id = ? WHERE id = ?",
                UUID.fromString(sound.sockLine),
                taken);
        sound.findsAmongOthers("I7", "refund-cancels-its-own-line", item);
    }

    private static int found(AuditedVillage sound) {
        for (var rule : sound.check("I7").at("/rules")) {
            if (rule.at("/rule").asString().equals("refund-cancels-its-own-line")) {
                return rule.at("/offenders").size();
            }
        }
        throw new AssertionError("no such rule");
    }

    @Test
    void i7FindsAPayableThatIsPaidTwiceAndOneThatIsNeverPaid() {
        AuditedVillage sound = sound();
        UUID item = UUID.fromString(sound.paidOut());
        UUID again = UUID.randomUUID();
        sound.tamper("""
                INSERT INTO payout_item (producer_id, id, batch_id, party_kind, party_id, payee_id, gross_fen, recoup_fen,
                       clawback_fen, net_fen, status)
                SELECT producer_id, ?, gen_random_uuid(), party_kind, party_id, payee_id, gross_fen, recoup_fen,
                       clawback_fen, net_fen, 'SUBMITTED'
                  FROM payout_item WHERE producer_id = ? AND id = ?""", again, sound.producer, item);
        sound.tamper("""
                INSERT INTO payout_item_part
                SELECT producer_id, ?, earning_id FROM payout_item_part WHERE producer_id = ? AND item_id = ?
                 ORDER BY earning_id LIMIT 1""", again, sound.producer, item);
        assertThat(sound.check("I7").at("/found").asLong()).isEqualTo(1);
        assertThat(sound.check("I7").at("/rules/3/rule").asString()).isEqualTo("payable-is-paid-once");
        assertThat(sound.check("I7").at("/rules/3/offenders/0/details/items").toString())
                .contains(item.toString(), again.toString());
        sound.tamper(
                "DELETE FROM payout_earning WHERE producer_id = ? AND party_id = ? AND source_kind = 'LOT'",
                sound.producer,
                sound.household("knitter"));
        sound.findsAmongOthers("I7", "claimed-payable-is-released", sound.sockLot);
    }

    @Test
    void i10FindsIncomeThatTheLedgerDoesNotKnowAndWrongCategories() {
        AuditedVillage sound = sound();
        String item = sound.paidOut();
        sound.passes("I10");
        sound.tamper(
                "UPDATE ledger_posting SET amount_fen = amount_fen + 1 WHERE producer_id = ? AND owner_id = ?"
                        + " AND account = 'HOUSEHOLD_PAYABLE' AND amount_fen > 0",
                sound.producer,
                sound.household("h1"));
        sound.finds("I10", "income-is-the-ledgers", item);
        Object[] rebate = {sound.producer, sound.household("h1"), "SALES"};
        UUID sales = earning(sound, "SALES");
        sound.tamper(EARNING.formatted("category = 'TRANSFER'"), rebate);
        sound.findsAmongOthers("I10", "income-has-its-category", sales);
        sound.tamper(EARNING.formatted("confirmed_at = confirmed_at - interval '2 days'"), rebate);
        sound.findsAmongOthers("I10", "income-is-of-its-day", sales);
    }

    @Test
    void i10FindsASelfReportWithoutADocument() {
        AuditedVillage sound = sound();
        UUID report = UUID.randomUUID();
        sound.tamper("""
                INSERT INTO statement_report (id, household_id, part, on_day, amount_fen, document_kind, document_name,
                       document_hash, reported_by, status, decided_by, decided_at)
                VALUES (?, ?, 'WAGE', CURRENT_DATE, 500, 'OTHER', '', repeat('0', 64), gen_random_uuid(), 'CONFIRMED',
                        gen_random_uuid(), now())""", report, sound.household("h1"));
        String found = sound.village
                .auditor
                .get("/api/v1/audit/checks/I10?limit=1000")
                .expect(200)
                .body()
                .at("/rules/3/offenders")
                .toString();
        assertThat(found).contains(report.toString());
        sound.tamper("DELETE FROM statement_report WHERE id = ?", report);
    }

    private UUID dividend(AuditedVillage paying, long patronage, long capital, long guarantee) {
        ProducerId producer = new ProducerId(paying.producer);
        Source source = Source.at(producer, Source.Kind.DIVIDEND, UUID.randomUUID(), Instant.now());
        List<Payable> parts = List.of(
                part(paying, "PATRONAGE", patronage),
                part(paying, "CAPITAL", capital),
                part(paying, "GUARANTEE", guarantee));
        payables.create(source, Account.surplus(producer), parts).block();
        return source.id();
    }

    private Payable part(AuditedVillage paying, String basis, long fen) {
        return new Payable(
                Party.of(new HouseholdId(paying.household("h1"))),
                basis,
                IncomeCategory.PROPERTY,
                IncomeNature.ACCRUAL,
                new Money(fen),
                Money.ZERO,
                null);
    }

    @Test
    void i9AndF2FindDividendsOfNoProfitNoRevenueAndTooLittlePatronage() {
        AuditedVillage sound = sound();
        sound.tamper("UPDATE producer SET kind = 'COOPERATIVE' WHERE id = ?", sound.producer);
        ProducerId producer = new ProducerId(sound.producer);
        ledger.post(List.of(Journal.of(producer, "profit:" + UUID.randomUUID(), Instant.now())
                        .debit(Account.of(Party.of(producer)), new Money(1_000))
                        .credit(Account.surplus(producer), new Money(1_000))
                        .build()))
                .block();
        UUID fair = dividend(sound, 600, 400, 1);
        sound.finds("I9", "guarantee-was-declared", fair);
        sound.tamper(
                "UPDATE payable SET agreement_id = ?, agreement_version = 1 WHERE source_id = ? AND basis = 'GUARANTEE'",
                UUID.fromString(sound.eggAgreement),
                fair);
        sound.finds("I9", "guarantee-was-declared", fair);
        sound.tamper(
                "UPDATE agreement_version SET terms = replace(terms, '\"model\"', '\"guaranteeBasisPoints\":500,\"model\"')"
                        + " WHERE agreement_id = ?",
                UUID.fromString(sound.eggAgreement));
        sound.passes("I9");
        sound.passes("F2");
        sound.tamper("UPDATE payable SET amount_fen = 599 WHERE source_id = ? AND basis = 'PATRONAGE'", fair);
        sound.tamper("UPDATE payable SET amount_fen = 401 WHERE source_id = ? AND basis = 'CAPITAL'", fair);
        sound.finds("I9", "patronage-from-60-percent", fair);
        sound.tamper("UPDATE payable SET amount_fen = 700 WHERE source_id = ? AND basis = 'PATRONAGE'", fair);
        sound.finds("I9", "dividend-within-profit", sound.producer);
        sound.tamper("UPDATE attribution_line SET refunded_fen = paid_fen WHERE producer_id = ?", sound.producer);
        sound.finds("F2", "dividend-without-revenue", fair);
    }

    @Test
    void f2CountsDaysInChina() {
        AuditedVillage sound = sound();
        UUID fair = dividend(sound, 600, 400, 1);
        sound.tamper("UPDATE payable SET earned_on = CURRENT_DATE - 30 WHERE source_id = ?", fair);
        String sold = "UPDATE attribution_line SET paid_at = CAST(CURRENT_DATE - 30 AS timestamp)"
                + " AT TIME ZONE 'Asia/Shanghai' + interval '%s hours' WHERE producer_id = ?";
        sound.tamper(sold.formatted(23), sound.producer);
        sound.passes("F2");
        sound.tamper(sold.formatted(25), sound.producer);
        sound.finds("F2", "dividend-without-revenue", fair);
    }

    @Test
    void i11FindsAPayoutThatWasEndedBehindTheProgramsBack() {
        AuditedVillage sound = sound();
        UUID item = UUID.fromString(sound.paidOut());
        UUID again = UUID.randomUUID();
        sound.tamper("""
                INSERT INTO payout_item (producer_id, id, batch_id, party_kind, party_id, payee_id, gross_fen, recoup_fen,
                       clawback_fen, net_fen, status, receipt, settled_at)
                SELECT producer_id, ?, batch_id, party_kind, gen_random_uuid(), payee_id, gross_fen, recoup_fen,
                       clawback_fen, net_fen, 'CONFIRMED', 'by hand', now()
                  FROM payout_item WHERE producer_id = ? AND id = ?""", again, sound.producer, item);
        sound.finds("I11", "records-are-leaves", again);
    }
}
