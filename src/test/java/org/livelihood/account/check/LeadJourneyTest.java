package org.livelihood.account.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.livelihood.platform.security.Tokens;
import org.livelihood.support.JourneyTest;
import org.livelihood.support.Shelf;
import org.livelihood.support.Village;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Leads that an auditor follows: each finds what was done in a village, and nothing in the sound one. */
@JourneyTest
class LeadJourneyTest {

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
    @DisplayName("E8: 9,000 pieces in a day, and a lot that owes more than it can be sold for, are found")
    void payThatWorkCannotExplain() {
        AuditedVillage sound = sound();
        sound.passes("F7");
        sound.tamper("UPDATE lot_contribution SET units = 9000 WHERE lot_id = ?", UUID.fromString(sound.sockLot));
        sound.finds("F7", "pieces-fit-a-day", sound.member("knitter"));
        sound.tamper(
                "UPDATE payable SET amount_fen = 270000 WHERE source_kind = 'LOT' AND source_id = ?",
                UUID.fromString(sound.sockLot));
        sound.findsAmongOthers("F7", "pay-fits-the-lot", sound.sockLot);
    }

    @Test
    @DisplayName("E8: who is new and did a multiple of the others is found")
    void whoIsNewAndDoesTheWorkOfMany() {
        AuditedVillage sound = sound();
        for (String name : new String[] {"second", "third"}) {
            sound.village.household(name, "WORKER");
        }
        String lot = sound.village
                .lot(
                        sound.sockSku,
                        sound.village.agreement(Village.workshopTerms()),
                        10,
                        null,
                        new Object[] {"knitter", "knit", 40},
                        new Object[] {"second", "knit", 10},
                        new Object[] {"third", "knit", 10})
                .text("/id");
        sound.passes("F7");
        sound.tamper(
                "UPDATE producer_membership SET holds_from = DATE '" + Village.DAY + "' - 5 WHERE producer_id = ?"
                        + " AND person_id = ?",
                sound.producer,
                sound.member("knitter"));
        sound.finds("F7", "new-worker-is-as-others", sound.member("knitter"));
        assertThat(sound.check("F7").toString()).contains(lot);
    }

    @Test
    @DisplayName("E9: two parties with one bank account are found, and a batch that pays both")
    void oneAccountOfTwoParties() {
        AuditedVillage sound = sound();
        UUID item = UUID.fromString(sound.paidOut());
        sound.payee("h2");
        sound.passes("F6");
        sound.tamper(
                "UPDATE household_payee SET account_index = (SELECT account_index FROM household_payee"
                        + " WHERE party_id = ?) WHERE party_id = ?",
                sound.household("h1"),
                sound.household("h2"));
        JsonNode everywhere = sound.village
                .auditor
                .get("/api/v1/audit/checks/F6?limit=1000")
                .expect(200)
                .body();
        assertThat(everywhere.toString())
                .contains(
                        sound.household("h1").toString(), sound.household("h2").toString());
        UUID other = UUID.randomUUID();
        sound.tamper("""
                INSERT INTO payout_item (producer_id, id, batch_id, party_kind, party_id, payee_id, gross_fen, recoup_fen,
                       clawback_fen, net_fen, status)
                SELECT i.producer_id, ?, i.batch_id, y.party_kind, y.party_id, y.id, 9, 0, 0, 9, 'SUBMITTED'
                  FROM payout_item i, household_payee y WHERE i.id = ? AND y.party_id = ?""", other, item, sound.household("h2"));
        sound.finds("F6", "batch-pays-an-account-once", item, other);
    }

    @Test
    @DisplayName("E10: who works for the producer and buys from it is found")
    void ownPeopleWhoBuy() {
        AuditedVillage sound = sound();
        sound.passes("F8");
        sound.tamper(
                "INSERT INTO security_person (account_id, person_id, recorded_by)"
                        + " SELECT buyer_id, ?, gen_random_uuid() FROM orders WHERE id = ?",
                sound.member("knitter"),
                UUID.fromString(sound.eggOrder.text("/id")));
        sound.findsAmongOthers("F8", "buyer-is-not-of-the-producer", orders(sound));
    }

    private Object[] orders(AuditedVillage sound) {
        JsonNode found = sound.check("F8").at("/rules/0/offenders");
        assertThat(found.size()).as("both were bought by one").isEqualTo(2);
        assertThat(found.toString()).contains(sound.eggOrder.text("/id"));
        return new Object[] {found.at("/0/id").asString(), found.at("/1/id").asString()};
    }

    @Test
    @DisplayName("D1: a line that stands aside is seen by a check")
    void salesThatStandAside() {
        AuditedVillage sound = sound();
        sound.tamper("""
                INSERT INTO attribution_parked (producer_id, line_id, order_id, session_id, sku_id, quantity, returned,
                       paid_fen, refunded_fen, paid_at, reason)
                SELECT producer_id, line_id, order_id, session_id, sku_id, quantity, returned, paid_fen, refunded_fen,
                       paid_at, 'lot.no-units'
                  FROM attribution_line WHERE line_id = ?""", UUID.fromString(sound.eggLine));
        sound.finds("F9", "no-sale-stands-aside", sound.eggLine);
    }

    @Test
    @DisplayName("E5: guarantees beyond what was sold are found")
    void guaranteesBeyondSales() {
        AuditedVillage sound = sound();
        sound.tamper(
                "UPDATE payable SET amount_fen = 60000, earned_on = CURRENT_DATE - 1"
                        + " WHERE producer_id = ? AND basis = 'GUARANTEE_TOP_UP'",
                sound.producer);
        sound.finds("F10", "guarantee-within-sales", sound.producer);
    }

    @Test
    @DisplayName("F4: who made a batch and brings the bank's answer under another account is found")
    void onePersonInTwoRoles() {
        AuditedVillage sound = sound();
        sound.paidOut();
        sound.passes("F11");
        UUID batch = UUID.fromString(sound.village
                .auditor
                .get("/api/v1/producers/" + sound.village.producerId + "/payouts/batches")
                .expect(200)
                .text("/items/0/id"));
        UUID person = UUID.randomUUID();
        sound.tamper(
                "INSERT INTO security_person (account_id, person_id, recorded_by) SELECT made_by, ?, gen_random_uuid()"
                        + " FROM payout_batch WHERE id = ? ON CONFLICT (account_id) DO UPDATE SET person_id = excluded.person_id",
                person,
                batch);
        UUID second = UUID.randomUUID();
        sound.tamper(
                "INSERT INTO security_person (account_id, person_id, recorded_by) VALUES (?, ?, gen_random_uuid())",
                second,
                person);
        sound.tamper(
                "INSERT INTO payout_result_file (producer_id, batch_id, id, confirmed, failed, brought_by)"
                        + " VALUES (?, ?, gen_random_uuid(), 1, 0, ?)",
                sound.producer,
                batch,
                second);
        sound.findsAmongOthers("F11", "batch-has-three-persons", batch);
        sound.tamper("DELETE FROM security_person WHERE person_id = ?", person);
    }
}
