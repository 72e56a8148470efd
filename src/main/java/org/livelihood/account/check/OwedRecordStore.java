package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I15: what is owed is what its lot, session, pay period or dividend says, too little no less than too much. */
@Repository
class OwedRecordStore extends QueryCheck {

    private static final String OWED = """
              FROM payable p
             WHERE p.earned_on >= :fromDay AND p.earned_on <= :toDay AND {p.producer_id}
            """;

    private static final CheckRule SOURCE = new CheckRule("payable-is-of-its-source", "SOURCE", OWED, """
            SELECT p.producer_id, p.source_id AS id,
                   jsonb_build_object('seq', p.seq, 'kind', p.source_kind, 'amountFen', p.amount_fen,
                                      'earnedOn', p.earned_on) AS details
            """ + OWED + """
               AND (CASE p.source_kind
                      WHEN 'LOT' THEN EXISTS (
                        SELECT FROM lot l
                         WHERE l.producer_id = p.producer_id AND l.id = p.source_id AND l.sealed_on = p.earned_on
                           AND l.agreement_id = p.agreement_id AND l.agreement_version = p.agreement_version)
                      WHEN 'HOST_WAGE' THEN EXISTS (
                        SELECT FROM live_session s
                         WHERE s.producer_id = p.producer_id AND s.id = p.source_id AND s.wage_fen = p.amount_fen)
                      WHEN 'PAY_PERIOD' THEN EXISTS (
                        SELECT FROM payroll_line l
                         WHERE l.producer_id = p.producer_id AND l.period_id = p.source_id AND l.party_id = p.party_id
                           AND l.top_up_fen = p.amount_fen)
                      ELSE EXISTS (
                        SELECT FROM dividend_part d
                         WHERE d.producer_id = p.producer_id AND d.dividend_id = p.source_id
                           AND d.party_id = p.party_id AND d.basis = p.basis AND d.amount_fen = p.amount_fen) END
                    AND EXISTS (SELECT FROM payable_source s
                                 WHERE s.producer_id = p.producer_id AND s.source_kind = p.source_kind
                                   AND s.source_id = p.source_id)) IS NOT TRUE""");

    private static final String DECLARED = """
              FROM dividend d
             WHERE d.to_day >= :fromDay AND d.to_day <= :toDay AND {d.producer_id}
            """;

    private static final CheckRule DIVIDEND = new CheckRule("dividend-is-its-parts", "DIVIDEND", DECLARED, """
            SELECT d.producer_id, d.id,
                   jsonb_build_object('patronageFen', d.patronage_fen, 'capitalFen', d.capital_fen,
                                      'guaranteeFen', d.guarantee_fen, 'partsFen', part.fen, 'owedFen', owed.fen)
                     AS details
              FROM dividend d
             CROSS JOIN LATERAL (
                    SELECT coalesce(sum(p.amount_fen), 0) AS fen,
                           coalesce(sum(p.amount_fen) FILTER (WHERE p.basis = 'PATRONAGE'), 0) AS patronage,
                           coalesce(sum(p.amount_fen) FILTER (WHERE p.basis = 'CAPITAL'), 0) AS capital,
                           coalesce(sum(p.amount_fen) FILTER (WHERE p.basis = 'GUARANTEE'), 0) AS guarantee
                      FROM dividend_part p
                     WHERE p.producer_id = d.producer_id AND p.dividend_id = d.id) part
             CROSS JOIN LATERAL (SELECT coalesce(sum(y.amount_fen), 0) AS fen
                                   FROM payable y
                                  WHERE y.producer_id = d.producer_id AND y.source_kind = 'DIVIDEND'
                                    AND y.source_id = d.id) owed
             WHERE d.to_day >= :fromDay AND d.to_day <= :toDay AND {d.producer_id}
               AND ((part.patronage, part.capital, part.guarantee)
                      IS DISTINCT FROM (d.patronage_fen, d.capital_fen, d.guarantee_fen)
                    OR owed.fen <> CASE d.status WHEN 'APPROVED' THEN part.fen ELSE 0 END)""");

    private static final String PERIODS = """
              FROM payroll_period period
              JOIN payroll_line line ON line.producer_id = period.producer_id AND line.period_id = period.id
             WHERE period.to_day >= :fromDay AND period.to_day <= :toDay AND {period.producer_id}
            """;

    /** Neither more nor less than what the minimum of the hours lacks. */
    private static final CheckRule TOP_UP =
            new CheckRule("period-pays-the-minimum", "PERIOD", PERIODS, """
            SELECT period.producer_id, period.id,
                   jsonb_build_object('party', line.party_id, 'minutes', line.minutes, 'wagesFen', line.wages_fen,
                                      'topUpFen', line.top_up_fen, 'fenPerHour', period.fen_per_hour) AS details
            """ + PERIODS + """
               AND line.top_up_fen <> greatest(0, ceil(CAST(line.minutes AS numeric) * period.fen_per_hour / 60)
                                                  - line.wages_fen)""");

    private static final CheckRule WAGES = new CheckRule("period-counts-its-wages", "PERIOD", PERIODS, """
            SELECT period.producer_id, period.id,
                   jsonb_build_object('party', line.party_id, 'wagesFen', line.wages_fen,
                                      'owedFen', coalesce(owed.fen, 0)) AS details
              FROM payroll_period period
              JOIN payroll_line line ON line.producer_id = period.producer_id AND line.period_id = period.id
             CROSS JOIN LATERAL (
                    SELECT sum(y.amount_fen) AS fen
                      FROM payroll_source s
                      JOIN payable y ON y.producer_id = s.producer_id AND y.source_kind = s.source_kind
                           AND y.source_id = s.source_id AND y.category = 'WAGE' AND y.party_id = line.party_id
                     WHERE s.producer_id = period.producer_id AND s.period_id = period.id) owed
             WHERE period.to_day >= :fromDay AND period.to_day <= :toDay AND {period.producer_id}
               AND line.wages_fen <> coalesce(owed.fen, 0)""");

    OwedRecordStore(RuleStore store) {
        super("I15", List.of(SOURCE, DIVIDEND, TOP_UP, WAGES), store);
    }
}
