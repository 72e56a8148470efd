package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** F5: a household's money goes to who runs the producer that pays it, or to that person's account. */
@Repository
class PayeeFraudStore extends QueryCheck {

    private static final String PAYEES = """
              FROM (SELECT DISTINCT ON (y.party_id) y.*
                      FROM household_payee y
                     WHERE y.confirmed_at < :to
                     ORDER BY y.party_id, y.confirmed_at DESC) payee
            """;

    private static final String PAID = """
              FROM payout_item i
              JOIN household_payee payee ON payee.id = i.payee_id
             WHERE i.status = 'CONFIRMED' AND i.settled_at >= :from AND i.settled_at < :to AND {i.producer_id}
            """;

    /** A party's own producers are those to whom it stands or stood. */
    private static final CheckRule PAYEE =
            new CheckRule("payee-runs-no-producer", "PARTY", PAYEES, """
            SELECT runs.producer_id, payee.party_id AS id,
                   jsonb_build_object('payee', payee.id, 'person', runs.person_id) AS details
            """ + PAYEES + runs("least(:to, now())") + """
             WHERE {runs.producer_id}
               AND EXISTS (SELECT
                             FROM producer_membership s
                             LEFT JOIN household_belonging('infinity') b ON b.member_id = s.person_id
                            WHERE s.producer_id = runs.producer_id
                              AND payee.party_id IN (b.household_id, s.person_id))""");

    private static final CheckRule MONEY =
            new CheckRule("paid-to-no-manager", "ITEM", PAID, """
            SELECT i.producer_id, i.id,
                   jsonb_build_object('party', i.party_id, 'runs', runs.producer_id, 'person', runs.person_id,
                                      'netFen', i.net_fen) AS details
              FROM payout_item i
              JOIN household_payee payee ON payee.id = i.payee_id
            """ + runs("i.settled_at") + """
             WHERE i.status = 'CONFIRMED' AND i.settled_at >= :from AND i.settled_at < :to AND {i.producer_id}
               AND runs.producer_id = i.producer_id""");

    /** Confirmed managers of a day who are the payee themselves, or whose own confirmed account is the payee's. */
    private static String runs(String moment) {
        return """
                 CROSS JOIN LATERAL (SELECT m.producer_id, m.person_id
                                       FROM producer_manager m
                                      CROSS JOIN (SELECT china_day({moment}) AS of) day
                                      WHERE m.confirmed_at IS NOT NULL
                                        AND m.holds_from <= day.of
                                        AND (m.holds_until IS NULL OR m.holds_until >= day.of)
                                        AND (m.person_id = payee.person_id
                                             OR m.person_id IN (SELECT other.person_id
                                                                  FROM household_payee other
                                                                 WHERE other.account_index = payee.account_index
                                                                   AND other.confirmed_at IS NOT NULL))) runs
                """.replace("{moment}", moment);
    }

    PayeeFraudStore(RuleStore store) {
        super("F5", List.of(PAYEE, MONEY), store);
    }
}
