package org.livelihood.audit;

import java.util.List;
import org.springframework.stereotype.Repository;

/** F5: a household's money goes to who runs a producer, or to that person's account. */
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

    /** Managers who are the payee themselves, or whose own confirmed account is the payee's. */
    private static final String RUNS = """
             CROSS JOIN LATERAL (SELECT m.producer_id, m.person_id
                                   FROM producer_manager m
                                  WHERE m.person_id = payee.person_id
                                  UNION
                                 SELECT m.producer_id, m.person_id
                                   FROM household_payee other
                                   JOIN producer_manager m ON m.person_id = other.person_id
                                  WHERE other.account_index = payee.account_index
                                    AND other.confirmed_at IS NOT NULL) runs
            """;

    private static final Rule PAYEE = new Rule("payee-runs-no-producer", "PARTY", PAYEES, """
            SELECT runs.producer_id, payee.party_id AS id,
                   jsonb_build_object('payee', payee.id, 'person', runs.person_id) AS details
            """ + PAYEES + RUNS + """
             WHERE {runs.producer_id}""");

    private static final Rule MONEY = new Rule("paid-to-no-manager", "ITEM", PAID, """
            SELECT i.producer_id, i.id,
                   jsonb_build_object('party', i.party_id, 'runs', runs.producer_id, 'person', runs.person_id,
                                      'netFen', i.net_fen) AS details
              FROM payout_item i
              JOIN household_payee payee ON payee.id = i.payee_id
            """ + RUNS + """
             WHERE i.status = 'CONFIRMED' AND i.settled_at >= :from AND i.settled_at < :to AND {i.producer_id}""");

    PayeeFraudStore(RuleStore store) {
        super("F5", List.of(PAYEE, MONEY), store);
    }
}
