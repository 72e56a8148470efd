package org.livelihood.account.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Each invariant holds on what the program makes, and is found broken where somebody changed a table. */
@JourneyTest
class InvariantJourneyTest {

    private static final String KEY_OF = "(SELECT id FROM ledger_journal WHERE producer_id = ? AND business_key = ?)";

    @Autowired
    private WebTestClient web;

    @Autowired
    private Tokens tokens;

    @Autowired
    private Shelf shelf;

    private AuditedVillage sound() {
        return new AuditedVillage(web, tokens, shelf);
    }

    @Test
    void allChecksHoldOnWhatTheProgramMade() {
        AuditedVillage sound = sound();
        sound.paidOut();
        JsonNode summary = sound.village
                .auditor
                .get("/api/v1/audit/summary?producer=" + sound.village.producerId)
                .expect(200)
                .body();
        assertThat(summary.at("/verdict").asString()).as("%s", summary).isEqualTo("PASS");
        assertThat(summary.at("/results").size()).isGreaterThanOrEqualTo(15);
        for (JsonNode result : summary.at("/results")) {
            boolean dividends = List.of("I9", "F2").contains(result.at("/code").asString());
            assertThat(result.at("/verdict").asString())
                    .as("%s", result)
                    .isIn(dividends ? List.of("NOTHING") : List.of("PASS", "NOTHING"));
        }
    }

    @Test
    void i1FindsAJournalThatDoesNotSumToZeroAndABalanceThatIsNoReplay() {
        AuditedVillage sound = sound();
        sound.passes("I1");
        Object[] lot = {sound.producer, sound.producer, "lot:" + sound.sockLot};
        String cost = "UPDATE ledger_posting SET amount_fen = amount_fen + %d WHERE producer_id = ? AND account = '%s'"
                + " AND journal_id = " + KEY_OF;
        sound.tamper(cost.formatted(1, "LOT_COST"), lot);
        JsonNode found = sound.check("I1");
        assertThat(found.at("/rules/0/found").asLong()).isEqualTo(1);
        assertThat(found.at("/rules/0/offenders/0/details/sumFen").asLong()).isEqualTo(1);
        sound.tamper(cost.formatted(-1, "HOUSEHOLD_PAYABLE"), lot);
        sound.findsAmongOthers("I1", "balance-of-party", sound.household("knitter"));
        sound.tamper("DELETE FROM ledger_journal WHERE id = " + KEY_OF, sound.producer, "lot:" + sound.sockLot);
        assertThat(sound.check("I1").at("/found").asLong()).isEqualTo(3);
        sound.tamper(
                "DELETE FROM attribution_line WHERE producer_id = ? AND line_id = ?",
                sound.producer,
                UUID.fromString(sound.sockLine));
        sound.findsAmongOthers("I1", "balance-of-suspense", sound.producer);
        sound.findsAmongOthers(
                "I1", "posting-has-journal", found.at("/rules/0/offenders/0/id").asString());
        sound.findsAmongOthers("I2", "paid-is-split-or-waits", sound.sockLine);
    }

    @Test
    void i1FindsAnEmptyJournalAndFeesThatNobodyLeft() {
        AuditedVillage sound = sound();
        UUID journal = UUID.randomUUID();
        sound.tamper(
                "INSERT INTO ledger_journal (producer_id, id, business_key, effective_at) VALUES (?, ?, 'void:1', now())",
                sound.producer,
                journal);
        sound.findsAmongOthers("I1", "journal-has-postings", journal);
        sound.findsAmongOthers("I1", "journal-has-its-record", journal);
        sound.tamper(
                "INSERT INTO attribution_fee_balance VALUES (?, ?, 'HOUSEHOLD', ?, 5)",
                sound.producer,
                UUID.fromString(sound.eggAgreement),
                sound.household("h1"));
        sound.findsAmongOthers("I1", "balance-of-fees", sound.household("h1"));
    }

    @Test
    void i1FindsMoneyOnAnotherAccountAndWhatIsOwedWithoutAJournal() {
        AuditedVillage sound = sound();
        sound.tamper(
                "UPDATE ledger_posting SET account = 'LOGISTICS_PAYABLE' WHERE producer_id = ?"
                        + " AND account = 'PLATFORM_REVENUE'",
                sound.producer);
        sound.findsAmongOthers("I1", "balance-of-accounts", sound.producer, sound.producer);
        assertThat(sound.check("I1").at("/found").asLong()).as("two accounts").isEqualTo(2);
        UUID stranger = UUID.randomUUID();
        UUID period = UUID.randomUUID();
        sound.tamper("""
                INSERT INTO payable (producer_id, source_kind, source_id, seq, party_kind, party_id, basis, category,
                       nature, amount_fen, earned_on)
                VALUES (?, 'PAY_PERIOD', ?, 1, 'WORKER', ?, 'MINIMUM_WAGE_TOP_UP', 'WAGE', 'ACCRUAL', 900,
                        CURRENT_DATE - 1)""", sound.producer, period, stranger);
        sound.findsAmongOthers("I1", "balance-of-party", stranger);
        sound.finds("I6", "top-up-within-minimum", period);
    }

    @Test
    void i2FindsALineWhosePartsAreNotItsSale() {
        AuditedVillage sound = sound();
        sound.passes("I2");
        sound.tamper(
                "UPDATE attribution_part SET amount_fen = amount_fen + 7 WHERE line_id = ? AND basis = 'REST'",
                UUID.fromString(sound.eggLine));
        sound.finds("I2", "parts-sum-to-sale", sound.eggLine);
        sound.tamper("UPDATE order_line SET paid_fen = 1 WHERE id = ?", UUID.fromString(sound.sockLine));
        sound.findsAmongOthers("I2", "split-was-paid", sound.sockLine);
    }

    @Test
    void i3FindsALotThatSoldMoreThanItHasAndStockThatNobodyMade() {
        AuditedVillage sound = sound();
        sound.passes("I3");
        sound.tamper(
                "INSERT INTO lot_take (producer_id, lot_id, line_id, id, units) VALUES (?, ?, ?, gen_random_uuid(), 9)",
                sound.producer,
                UUID.fromString(sound.sockLot),
                UUID.fromString(sound.sockLine));
        sound.findsAmongOthers("I3", "lot-is-where-it-went", sound.sockLot);
        sound.findsAmongOthers("I3", "unit-stands-once", sound.sockLot);
        sound.tamper(
                "INSERT INTO lot_source (producer_id, lot_id, seq, source_producer_id, source_lot_id, numbers)"
                        + " VALUES (?, ?, 1, ?, ?, '{[0,1)}')",
                sound.producer,
                UUID.fromString(sound.sockLot),
                sound.producer,
                UUID.fromString(sound.eggLot));
        sound.findsAmongOthers("I3", "lot-is-what-went-in", sound.sockLot);
        sound.tamper(
                "UPDATE lot_source SET source_lot_id = gen_random_uuid() WHERE lot_id = ?",
                UUID.fromString(sound.sockLot));
        sound.findsAmongOthers("I3", "source-is-a-lot", sound.sockLot);
        sound.tamper("DELETE FROM lot_source WHERE lot_id = ?", UUID.fromString(sound.sockLot));
        sound.tamper(
                "UPDATE stock_pool SET available = available + 5 WHERE producer_id = ? AND sku_id = ?",
                sound.producer,
                UUID.fromString(sound.sockSku));
        sound.findsAmongOthers("I3", "stock-is-its-moves", sound.sockSku);
        sound.findsAmongOthers("I3", "stock-was-made", sound.sockSku);
        sound.tamper("DELETE FROM stock_move WHERE kind = 'SELL' AND reference_id = ?", UUID.fromString(sound.eggLine));
        sound.findsAmongOthers("I3", "paid-left-stock-once", sound.eggLine);
    }

    @Test
    void i4FindsAFenThatWentToAnotherAndTermsThatWereChanged() {
        AuditedVillage sound = sound();
        sound.passes("I4");
        String shift = "UPDATE attribution_part SET amount_fen = amount_fen + ? WHERE line_id = ? AND party_id = ?"
                + " AND basis = 'REBATE'";
        sound.tamper(shift, 1, UUID.fromString(sound.eggLine), sound.household("h1"));
        sound.tamper(shift, -1, UUID.fromString(sound.eggLine), sound.household("h2"));
        sound.passes("I2");
        sound.finds("I4", "split-recomputes", sound.eggLine);
        sound.tamper(shift, -1, UUID.fromString(sound.eggLine), sound.household("h1"));
        sound.tamper(shift, 1, UUID.fromString(sound.eggLine), sound.household("h2"));
        sound.passes("I4");
        sound.tamper(
                "UPDATE agreement_version SET terms = replace(terms, '2000', '2500') WHERE agreement_id = ?",
                UUID.fromString(sound.eggAgreement));
        sound.finds("I4", "split-recomputes", sound.eggLine);
    }

    @Test
    void i5FindsIncomeThatAFullRefundLeft() {
        AuditedVillage sound = sound();
        assertThat(sound.check("I5").at("/verdict").asString()).isEqualTo("NOTHING");
        sound.village
                .producer
                .post(
                        "/api/v1/orders/" + sound.eggOrder.text("/id") + "/lines/" + sound.eggLine + "/refunds",
                        Map.of("reason", "broken"))
                .expect(201);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> sound.check("I5").at("/verdict").asString().equals("PASS"));
        sound.tamper(
                "UPDATE attribution_part SET amount_fen = amount_fen + 3"
                        + " WHERE line_id = ? AND basis = 'REBATE' AND party_id = ? AND revision = 2",
                UUID.fromString(sound.eggLine),
                sound.household("h1"));
        sound.finds("I5", "refund-leaves-no-income", sound.eggLine);
        sound.tamper(
                "DELETE FROM attribution_traced_sale WHERE line_id = ? AND revision = 2 AND party_id = ?",
                UUID.fromString(sound.eggLine),
                sound.household("h1"));
        sound.findsAmongOthers("I5", "refund-leaves-no-traced-sale", sound.eggLine);
    }

    @Test
    void i2AndI5FindARefundThatAttributionNeverHeardOf() {
        AuditedVillage sound = sound();
        sound.tamper("UPDATE order_line SET refunded_fen = paid_fen WHERE id = ?", UUID.fromString(sound.eggLine));
        sound.finds("I2", "split-was-paid", sound.eggLine);
        assertThat(sound.check("I5").at("/found").asLong()).isPositive();
        sound.tamper(
                "INSERT INTO order_sale (producer_id, order_id, line_id) SELECT producer_id, order_id, line_id"
                        + " FROM attribution_line WHERE line_id = ?",
                UUID.fromString(sound.eggLine));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> sound.check("I5").at("/verdict").asString().equals("PASS"));
        sound.passes("I2");
    }

    @Test
    void i6FindsWagesWithoutWorkAndDaysOfMoreThan24Hours() {
        AuditedVillage sound = sound();
        sound.passes("I6");
        sound.tamper(
                "UPDATE attribution_part SET amount_fen = amount_fen + 1000 WHERE line_id = ? AND basis = 'PIECE_RATE'",
                UUID.fromString(sound.sockLine));
        sound.finds("I6", "traced-within-payroll", sound.sockLot);
        sound.tamper(
                "UPDATE payable SET amount_fen = amount_fen + 1000 WHERE source_id = ?",
                UUID.fromString(sound.sockLot));
        sound.finds("I6", "payroll-within-work", sound.sockLot);
        sound.tamper("""
                INSERT INTO lot_contribution (producer_id, lot_id, id, party_kind, party_id, member_id, kind, operation,
                       unit, units, worked_on, evidence, recorded_by)
                SELECT producer_id, lot_id, gen_random_uuid(), party_kind, party_id, member_id, kind, 'hours', 'MINUTE',
                       1441, worked_on, evidence, recorded_by
                  FROM lot_contribution WHERE lot_id = ?""", UUID.fromString(sound.sockLot));
        sound.findsAmongOthers("I6", "day-has-24-hours", sound.member("knitter"));
    }

    @Test
    void i6FindsAHostsWageThatSalesExplainTwice() {
        AuditedVillage sound = sound();
        String session = sound.village.session(1_000, "knitter");
        sound.village.show(session, sound.sockSku, 690, null, 0);
        String line = sound.paid(sound.shopper
                .post(
                        "/api/v1/orders",
                        Map.of("sessionId", session, "lines", List.of(Map.of("skuId", sound.sockSku, "quantity", 1))))
                .expect(201));
        sound.village
                .host
                .post("/api/v1/sessions/" + session + "/end", Map.of())
                .expect(200);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> sound.village
                        .auditor
                        .get("/api/v1/trace/lines/" + line)
                        .body()
                        .toString()
                        .contains("HOST_WAGE"));
        sound.passes("I6");
        sound.tamper(
                "UPDATE attribution_part SET amount_fen = 1001 WHERE line_id = ? AND basis = 'HOST_WAGE'",
                UUID.fromString(line));
        sound.finds("I6", "host-wage-within-payroll", session);
    }

    @Test
    void i8FindsAgreementsStatusesAndApprovalsThatWereNotInForce() {
        AuditedVillage sound = sound();
        sound.passes("I8");
        sound.tamper(
                "UPDATE agreement_version SET holds_until = '2020-03-01' WHERE agreement_id = ?",
                UUID.fromString(sound.eggAgreement));
        sound.finds("I8", "agreement-was-in-force", sound.eggLine);
        sound.tamper(
                "UPDATE household_status SET holds_from = '2100-01-01' WHERE household_id = ?",
                sound.household("knitter"));
        sound.findsAmongOthers("I8", "status-was-in-force", sound.sockLine);
        sound.tamper("UPDATE producer SET decided_at = now() + interval '1 hour' WHERE id = ?", sound.producer);
        sound.findsAmongOthers("I8", "producer-was-approved", sound.eggLine, sound.sockLine);
        JsonNode cut = sound.village
                .auditor
                .get("/api/v1/audit/checks/I8?limit=1&producer=" + sound.village.producerId)
                .expect(200)
                .body()
                .at("/rules/2");
        assertThat(cut.at("/found").asLong()).isEqualTo(2);
        assertThat(cut.at("/offenders").size()).isEqualTo(1);
        assertThat(cut.at("/truncated").asBoolean()).isTrue();
    }

    @Test
    void i8FindsAWorkshopThatIsNoneByItsRoster() {
        AuditedVillage sound = sound();
        sound.tamper("""
                INSERT INTO producer_rule (region_code, valid_from, min_poor_workers, min_poor_basis_points,
                       min_contract_months, document) VALUES (?, CURRENT_DATE, 10, 2000, 6, 'a test')""", Village.CODE);
        try {
            sound.passes("I8");
            sound.tamper(
                    "UPDATE producer_membership SET contract_months = 5 WHERE producer_id = ? AND kind = 'WORKER'",
                    sound.producer);
            sound.finds("I8", "workshop-by-its-roster", sound.producer);
        } finally {
            sound.tamper("DELETE FROM producer_rule WHERE document = 'a test'");
        }
    }
}
