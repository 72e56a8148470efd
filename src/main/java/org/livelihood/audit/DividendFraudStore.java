package org.livelihood.audit;

import java.util.List;
import org.springframework.stereotype.Repository;

/**
 * F2: dividends of a business of which nothing was sold in the year before, by itself or whom it delivered to: they are
 * paid out of what was put in.
 */
@Repository
class DividendFraudStore extends QueryCheck {

    private static final String DIVIDENDS = """
              FROM payable d
             WHERE d.source_kind = 'DIVIDEND' AND d.earned_on >= :fromDay AND d.earned_on <= :toDay AND {d.producer_id}
            """;

    private static final Rule REVENUE =
            new Rule("dividend-without-revenue", "DIVIDEND", DIVIDENDS, """
            SELECT d.producer_id, d.source_id AS id,
                   jsonb_build_object('day', d.earned_on, 'dividendFen', sum(d.amount_fen)) AS details
            """ + DIVIDENDS + """
               AND NOT EXISTS (
                     SELECT FROM attribution_line line
                      WHERE line.producer_id = d.producer_id AND line.paid_fen > line.refunded_fen
                        AND line.paid_at < CAST(d.earned_on + 1 AS timestamp) AT TIME ZONE 'Asia/Shanghai'
                        AND line.paid_at >= CAST(d.earned_on - 365 AS timestamp) AT TIME ZONE 'Asia/Shanghai')
               AND NOT EXISTS (
                     SELECT FROM attribution_part part
                       JOIN attribution_line line ON line.producer_id = part.producer_id AND line.line_id = part.line_id
                      WHERE part.party_id = d.producer_id AND part.basis = 'DELIVERY_MARGIN'
                        AND line.paid_fen > line.refunded_fen
                        AND line.paid_at < CAST(d.earned_on + 1 AS timestamp) AT TIME ZONE 'Asia/Shanghai'
                        AND line.paid_at >= CAST(d.earned_on - 365 AS timestamp) AT TIME ZONE 'Asia/Shanghai')
             GROUP BY d.producer_id, d.source_id, d.earned_on""");

    DividendFraudStore(RuleStore store) {
        super("F2", List.of(REVENUE), store);
    }
}
