package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/**
 * F2: dividends of a business of which nothing was sold in the year before, by itself or whom it delivered to: they are
 * paid out of what was put in. And those that pay more than the sales of their period left.
 */
@Repository
class DividendFraudStore extends QueryCheck {

    private static final CheckRule REVENUE = new CheckRule(
            "dividend-without-revenue",
            "DIVIDEND",
            DividendCheckStore.DIVIDENDS,
            """
            SELECT d.producer_id, d.source_id AS id,
                   jsonb_build_object('day', d.earned_on, 'dividendFen', sum(d.amount_fen)) AS details
            """ + DividendCheckStore.DIVIDENDS + """
               AND NOT EXISTS (
                     SELECT FROM attribution_line line
                      WHERE line.producer_id = d.producer_id AND line.paid_fen > line.refunded_fen
                        AND line.paid_at < china_midnight(d.earned_on + 1)
                        AND line.paid_at >= china_midnight(d.earned_on - 365))
               AND NOT EXISTS (
                     SELECT FROM attribution_part part
                       JOIN attribution_line line ON line.producer_id = part.producer_id AND line.line_id = part.line_id
                      WHERE part.party_id = d.producer_id AND part.basis = 'DELIVERY_MARGIN'
                        AND line.paid_fen > line.refunded_fen
                        AND line.paid_at < china_midnight(d.earned_on + 1)
                        AND line.paid_at >= china_midnight(d.earned_on - 365))
             GROUP BY d.producer_id, d.source_id, d.earned_on""");

    private static final String DECLARED = """
              FROM dividend d
             WHERE d.status = 'APPROVED' AND d.to_day >= :fromDay AND d.to_day <= :toDay AND {d.producer_id}
            """;

    /**
     * More than what sales of the period left to the producer here: the rest of its own, and the margin of what it
     * delivered to others. A cooperative may earn elsewhere, so it is a lead and breaks no invariant.
     */
    private static final CheckRule MARGINS = new CheckRule("dividend-within-margins", "DIVIDEND", DECLARED, """
            SELECT d.producer_id, d.id,
                   jsonb_build_object('fromDay', d.from_day, 'toDay', d.to_day, 'surplusFen', d.surplus_fen,
                                      'dividendFen', d.patronage_fen + d.capital_fen,
                                      'marginFen', coalesce(sold.fen, 0) + coalesce(delivered.fen, 0)) AS details
              FROM dividend d
             CROSS JOIN LATERAL (SELECT china_midnight(d.from_day) AS begin_at,
                                        china_midnight(d.to_day + 1) AS end_at) period
             CROSS JOIN LATERAL (SELECT sum(part.amount_fen) AS fen
                                   FROM attribution_line line
                                   JOIN attribution_part part ON part.producer_id = line.producer_id
                                        AND part.line_id = line.line_id
                                  WHERE line.producer_id = d.producer_id AND line.paid_at >= period.begin_at
                                    AND line.paid_at < period.end_at
                                    AND part.party_kind = 'PRODUCER' AND part.basis = 'REST') sold
             CROSS JOIN LATERAL (SELECT sum(part.amount_fen) AS fen
                                   FROM attribution_part part
                                   JOIN attribution_line line ON line.producer_id = part.producer_id
                                        AND line.line_id = part.line_id
                                  WHERE part.party_id = d.producer_id AND part.basis = 'DELIVERY_MARGIN'
                                    AND line.paid_at >= period.begin_at AND line.paid_at < period.end_at) delivered
             WHERE d.status = 'APPROVED' AND d.to_day >= :fromDay AND d.to_day <= :toDay AND {d.producer_id}
               AND d.patronage_fen + d.capital_fen > coalesce(sold.fen, 0) + coalesce(delivered.fen, 0)""");

    DividendFraudStore(RuleStore store) {
        super("F2", List.of(REVENUE, MARGINS), store);
    }
}
