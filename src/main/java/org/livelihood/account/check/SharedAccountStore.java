package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** F6: several parties are paid to one bank account: who holds it takes what others earned. */
@Repository
class SharedAccountStore extends QueryCheck {

    /** The account that each party has now, and had at the end of the time asked for. */
    private static final String CURRENT = """
              FROM (SELECT DISTINCT ON (y.party_id) y.*
                      FROM household_payee y
                     WHERE y.confirmed_at < :to
                     ORDER BY y.party_id, y.confirmed_at DESC) payee
             CROSS JOIN (SELECT CAST(NULL AS uuid) AS producer_id) nobody
             WHERE {nobody.producer_id}
            """;

    private static final CheckRule PARTIES =
            new CheckRule("account-is-of-one-party", "PARTY", CURRENT, """
            SELECT CAST(NULL AS uuid) AS producer_id, shared.party_id AS id,
                   jsonb_build_object('payee', shared.id, 'parties', shared.parties) AS details
              FROM (SELECT payee.party_id, payee.id, count(*) OVER (PARTITION BY payee.account_index) AS parties
            """ + CURRENT + """
                   ) shared
             WHERE shared.parties > 1""");

    private static final String ITEMS = """
              FROM payout_batch b
              JOIN payout_item i ON i.producer_id = b.producer_id AND i.batch_id = b.id
              JOIN household_payee y ON y.id = i.payee_id
             WHERE b.made_at >= :from AND b.made_at < :to AND b.status <> 'CANCELLED' AND {b.producer_id}
            """;

    private static final CheckRule BATCH =
            new CheckRule("batch-pays-an-account-once", "ITEM", ITEMS, """
            SELECT paid.producer_id, paid.id,
                   jsonb_build_object('batch', paid.batch_id, 'party', paid.party_id, 'netFen', paid.net_fen,
                                      'items', paid.items) AS details
              FROM (SELECT i.producer_id, i.id, i.batch_id, i.party_id, i.net_fen,
                           count(*) OVER (PARTITION BY i.producer_id, i.batch_id, y.account_index) AS items
            """ + ITEMS + """
                   ) paid
             WHERE paid.items > 1""");

    SharedAccountStore(RuleStore store) {
        super("F6", List.of(PARTIES, BATCH), store);
    }
}
