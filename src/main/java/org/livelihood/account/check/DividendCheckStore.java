package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I9: a cooperative pays at least 60 % by patronage, and dividends stem from profit or a declared guarantee. */
@Repository
class DividendCheckStore extends QueryCheck {

    static final String DIVIDENDS = """
              FROM payable d
             WHERE d.source_kind = 'DIVIDEND' AND d.earned_on >= :fromDay AND d.earned_on <= :toDay AND {d.producer_id}
            """;

    /** 60 % is a floor: of what cannot be parted exactly, the odd fen goes by patronage. */
    private static final CheckRule PATRONAGE = new CheckRule("patronage-from-60-percent", "DIVIDEND", DIVIDENDS, """
            SELECT d.producer_id, d.source_id AS id,
                   jsonb_build_object('patronageFen', sum(d.amount_fen) FILTER (WHERE d.basis = 'PATRONAGE'),
                                      'capitalFen', sum(d.amount_fen) FILTER (WHERE d.basis = 'CAPITAL')) AS details
              FROM payable d
              JOIN producer p ON p.id = d.producer_id AND p.kind = 'COOPERATIVE'
             WHERE d.source_kind = 'DIVIDEND' AND d.earned_on >= :fromDay AND d.earned_on <= :toDay AND {d.producer_id}
               AND d.basis IN ('PATRONAGE', 'CAPITAL')
             GROUP BY d.producer_id, d.source_id
            HAVING coalesce(sum(d.amount_fen) FILTER (WHERE d.basis = 'PATRONAGE'), 0)
                     < ceil(sum(d.amount_fen) * 0.6)""");

    private static final CheckRule PROFIT =
            new CheckRule("dividend-within-profit", "PRODUCER", DIVIDENDS, """
            SELECT made.producer_id, made.producer_id AS id,
                   jsonb_build_object('dividendFen', paid.fen, 'profitFen', coalesce(profit.fen, 0)) AS details
              FROM (SELECT DISTINCT d.producer_id
            """ + DIVIDENDS + """
                   ) made
             CROSS JOIN LATERAL (SELECT sum(d.amount_fen) AS fen
                                   FROM payable d
                                  WHERE d.producer_id = made.producer_id AND d.source_kind = 'DIVIDEND'
                                    AND d.basis <> 'GUARANTEE' AND d.earned_on <= :toDay) paid
             CROSS JOIN LATERAL (SELECT -sum(p.amount_fen) AS fen
                                   FROM ledger_posting p
                                   JOIN ledger_journal j ON j.producer_id = p.producer_id AND j.id = p.journal_id
                                   LEFT JOIN ledger_posting undone ON undone.producer_id = j.producer_id
                                        AND undone.journal_id = j.reverses AND undone.account = 'SURPLUS'
                                  WHERE p.owner_id = made.producer_id AND p.account = 'SURPLUS'
                                    AND p.effective_at < :to AND p.producer_id = made.producer_id
                                    AND coalesce(undone.amount_fen, p.amount_fen) < 0) profit
             WHERE paid.fen > coalesce(profit.fen, 0)""");

    private static final CheckRule GUARANTEE = new CheckRule("guarantee-was-declared", "DIVIDEND", DIVIDENDS, """
            SELECT d.producer_id, d.source_id AS id,
                   jsonb_build_object('party', d.party_id, 'amountFen', d.amount_fen) AS details
              FROM payable d
              LEFT JOIN agreement_version v ON v.producer_id = d.producer_id AND v.agreement_id = d.agreement_id
                   AND v.version = d.agreement_version
             WHERE d.source_kind = 'DIVIDEND' AND d.earned_on >= :fromDay AND d.earned_on <= :toDay AND {d.producer_id}
               AND d.basis = 'GUARANTEE'
               AND (CAST(CAST(v.terms AS jsonb) ->> 'guaranteeBasisPoints' AS bigint) > 0) IS NOT TRUE""");

    DividendCheckStore(RuleStore store) {
        super("I9", List.of(PATRONAGE, PROFIT, GUARANTEE), store);
    }
}
