package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/**
 * F11: one person in two roles of one payout: who makes a batch, who approves it and who brings the bank's answer are
 * three, also where one person has several accounts.
 */
@Repository
class TwoRolesFraudStore extends QueryCheck {

    private static final String BATCHES = """
              FROM payout_batch b
             WHERE b.made_at >= :from AND b.made_at < :to AND {b.producer_id}
            """;

    /** The account's person where she is known, else the account. */
    private static final CheckRule BATCH = new CheckRule("batch-has-three-persons", "BATCH", BATCHES, """
            SELECT acted.producer_id, acted.id, jsonb_build_object('roles', acted.roles) AS details
              FROM (SELECT b.producer_id, b.id, string_agg(DISTINCT did.role, ' ' ORDER BY did.role) AS roles
                      FROM payout_batch b
                     CROSS JOIN LATERAL (
                            SELECT 'MADE' AS role, b.made_by AS account
                             UNION ALL
                            SELECT 'DECIDED', b.decided_by WHERE b.status = 'APPROVED'
                             UNION ALL
                            SELECT 'BROUGHT', f.brought_by
                              FROM payout_result_file f
                             WHERE f.producer_id = b.producer_id AND f.batch_id = b.id) did
                      LEFT JOIN security_person person ON person.account_id = did.account
                     WHERE b.made_at >= :from AND b.made_at < :to AND {b.producer_id} AND did.account IS NOT NULL
                     GROUP BY b.producer_id, b.id, coalesce(person.person_id, did.account)
                    HAVING count(DISTINCT did.role) > 1) acted""");

    private static final String PAYEES = """
              FROM household_payee y
             CROSS JOIN (SELECT CAST(NULL AS uuid) AS producer_id) nobody
             WHERE y.confirmed_at >= :from AND y.confirmed_at < :to AND {nobody.producer_id}
            """;

    /** Nor does the payee herself decide where the money goes. */
    private static final CheckRule PAYEE = new CheckRule("payee-has-two-persons", "PAYEE", PAYEES, """
            SELECT CAST(NULL AS uuid) AS producer_id, y.id, jsonb_build_object('party', y.party_id) AS details
              FROM household_payee y
             CROSS JOIN (SELECT CAST(NULL AS uuid) AS producer_id) nobody
              LEFT JOIN security_person proposer ON proposer.account_id = y.proposed_by
              LEFT JOIN security_person confirmer ON confirmer.account_id = y.confirmed_by
             WHERE y.confirmed_at >= :from AND y.confirmed_at < :to AND {nobody.producer_id}
               AND (coalesce(proposer.person_id, y.proposed_by) = coalesce(confirmer.person_id, y.confirmed_by)
                    OR y.person_id IN (proposer.person_id, confirmer.person_id))""");

    TwoRolesFraudStore(RuleStore store) {
        super("F11", List.of(BATCH, PAYEE), store);
    }
}
