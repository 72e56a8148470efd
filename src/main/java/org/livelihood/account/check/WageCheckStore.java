package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I6: traced wages are at most the payroll, the payroll at most work at its rate, and a day has 24 hours. */
@Repository
class WageCheckStore extends QueryCheck {

    private static final String LOTS = """
              FROM lot
             WHERE lot.status = 'SEALED' AND lot.sealed_at >= :from AND lot.sealed_at < :to AND {lot.producer_id}
            """;

    private static final String HOSTED = """
              FROM live_session s
             WHERE s.wage_fen > 0 AND s.ended_at >= :from AND s.ended_at < :to AND {s.producer_id}
            """;

    private static final String HOURS = """
              FROM hours_book c
             WHERE c.to_day >= :fromDay AND c.from_day <= :toDay
            """;

    /** A producer that delivered is owed a price; what sales explain of it beyond its people's pay is its margin. */
    private static final CheckRule TRACED = new CheckRule("traced-within-payroll", "LOT", LOTS, """
            SELECT lot.producer_id, lot.id,
                   jsonb_build_object('party', counted.party_id, 'basis', counted.basis,
                                      'owedFen', sum(counted.owed), 'tracedFen', sum(counted.traced)) AS details
              FROM lot
             CROSS JOIN LATERAL (
                    SELECT p.party_id, p.basis, p.amount_fen AS owed, 0 AS traced
                      FROM payable p
                     WHERE p.producer_id = lot.producer_id AND p.source_kind = 'LOT' AND p.source_id = lot.id
                     UNION ALL
                    SELECT s.source_producer_id, 'DELIVERY_MARGIN', s.price_fen, 0
                      FROM lot_source s
                     WHERE s.producer_id = lot.producer_id AND s.lot_id = lot.id AND s.price_fen IS NOT NULL
                     UNION ALL
                    SELECT p.party_id, p.basis, 0, p.amount_fen
                      FROM (WITH RECURSIVE made (id) AS (
                              SELECT lot.id
                               UNION
                              SELECT s.lot_id FROM made JOIN lot_source s ON s.source_lot_id = made.id)
                            SELECT DISTINCT u.producer_id, u.line_id
                              FROM made JOIN attribution_units u ON u.lot_id = made.id) line
                      JOIN attribution_part p USING (producer_id, line_id)
                     WHERE p.lot_id = lot.id AND p.nature = 'TRACE') counted
             WHERE lot.status = 'SEALED' AND lot.sealed_at >= :from AND lot.sealed_at < :to AND {lot.producer_id}
             GROUP BY lot.producer_id, lot.id, counted.party_id, counted.basis
            HAVING sum(counted.traced) > sum(counted.owed)""");

    private static final CheckRule HOST = new CheckRule("host-wage-within-payroll", "SESSION", HOSTED, """
            SELECT s.producer_id, s.id, jsonb_build_object('wageFen', s.wage_fen, 'tracedFen', traced.fen) AS details
              FROM live_session s
             CROSS JOIN LATERAL (SELECT sum(p.amount_fen) AS fen
                                   FROM attribution_line l
                                   JOIN attribution_part p USING (producer_id, line_id)
                                  WHERE l.session_id = s.id AND p.basis = 'HOST_WAGE') traced
             WHERE s.wage_fen > 0 AND s.ended_at >= :from AND s.ended_at < :to AND {s.producer_id}
               AND traced.fen > coalesce((SELECT sum(p.amount_fen) FROM payable p
                                           WHERE p.producer_id = s.producer_id AND p.source_kind = 'HOST_WAGE'
                                             AND p.source_id = s.id), 0)""");

    private static final CheckRule RATE = new CheckRule("payroll-within-work", "LOT", LOTS, """
            SELECT lot.producer_id, lot.id,
                   jsonb_build_object('payrollFen', payroll.fen, 'workFen', coalesce(work.fen, 0)) AS details
              FROM lot
              JOIN agreement_version v ON v.producer_id = lot.producer_id AND v.agreement_id = lot.agreement_id
                   AND v.version = lot.agreement_version
                   AND CAST(v.terms AS jsonb) ->> 'model' IN ('WORKSHOP', 'PARK_DRIVEN')
             CROSS JOIN LATERAL (SELECT sum(p.amount_fen) AS fen
                                   FROM payable p
                                  WHERE p.producer_id = lot.producer_id AND p.source_kind = 'LOT'
                                    AND p.source_id = lot.id AND p.category = 'WAGE') payroll
             CROSS JOIN LATERAL (
                    SELECT CAST(CAST(v.terms AS jsonb) ->> 'wageFen' AS numeric) * lot.units AS fen
                     WHERE CAST(v.terms AS jsonb) ->> 'model' = 'PARK_DRIVEN'
                     UNION ALL
                    SELECT sum(div(done.units * CAST(o ->> 'rateFen' AS numeric),
                                   CAST(o ->> 'perUnits' AS numeric))) AS fen
                      FROM jsonb_array_elements(CAST(v.terms AS jsonb) -> 'operations') o
                      JOIN (SELECT c.operation, sum(c.units) AS units
                              FROM lot_work c
                             WHERE c.producer_id = lot.producer_id AND c.lot_id = lot.id AND c.kind = 'LABOUR'
                             GROUP BY c.operation) done ON done.operation = o ->> 'code'
                    HAVING CAST(v.terms AS jsonb) ->> 'model' = 'WORKSHOP') work
             WHERE lot.status = 'SEALED' AND lot.sealed_at >= :from AND lot.sealed_at < :to AND {lot.producer_id}
               AND payroll.fen > coalesce(work.fen, 0)""");

    private static final String TOPPED_UP = """
              FROM payable p
             WHERE p.source_kind = 'PAY_PERIOD' AND p.earned_on >= :fromDay AND p.earned_on <= :toDay
               AND {p.producer_id}
            """;

    /** With it, wages reach the minimum of the hours worked, rounded up to the fen, and no more. */
    private static final CheckRule TOP_UP = new CheckRule("top-up-within-minimum", "PERIOD", TOPPED_UP, """
            SELECT p.producer_id, p.source_id AS id,
                   jsonb_build_object('party', p.party_id, 'topUpFen', p.amount_fen, 'minutes', line.minutes,
                                      'wagesFen', line.wages_fen) AS details
              FROM payable p
              LEFT JOIN payroll_period period ON period.producer_id = p.producer_id AND period.id = p.source_id
              LEFT JOIN payroll_line line ON line.producer_id = p.producer_id AND line.period_id = p.source_id
                   AND line.party_id = p.party_id
             WHERE p.source_kind = 'PAY_PERIOD' AND p.earned_on >= :fromDay AND p.earned_on <= :toDay
               AND {p.producer_id}
               AND (line.top_up_fen = p.amount_fen
                    AND line.wages_fen + p.amount_fen
                        <= ceil(CAST(line.minutes AS numeric) * period.fen_per_hour / 60.0))
                   IS NOT TRUE""");

    /**
     * The whole book of whoever worked here: lots and sheets, over all producers. What is told of several days may lie
     * on any of them: it is too much where a span from the begin of one sheet to the end of another is told more than
     * it has.
     */
    private static final CheckRule DAY =
            new CheckRule("day-has-24-hours", "PERSON", HOURS + " AND {c.producer_id}", """
            SELECT CAST(NULL AS uuid) AS producer_id, told.person_id AS id,
                   jsonb_build_object('day', told.from_day, 'until', told.to_day, 'minutes', told.minutes,
                                      'producers', told.producers) AS details
              FROM (WITH book AS (
                      SELECT c.person_id, c.from_day, c.to_day, c.minutes, c.producer_id, {c.producer_id} AS asked
            """ + HOURS + """
                       ),
                    sheet AS (SELECT DISTINCT person_id, from_day, to_day FROM book WHERE from_day < to_day)
                    SELECT person_id, from_day, to_day, sum(minutes) AS minutes,
                           count(DISTINCT producer_id) AS producers, bool_or(asked) AS asked
                      FROM book
                     WHERE from_day = to_day
                     GROUP BY person_id, from_day, to_day
                     UNION ALL
                    SELECT person_id, span.from_day, span.to_day, sum(b.minutes), count(DISTINCT b.producer_id),
                           bool_or(b.asked)
                      FROM (SELECT DISTINCT person_id, first.from_day, last.to_day
                              FROM sheet first JOIN sheet last USING (person_id)
                             WHERE first.from_day < last.to_day) span
                      JOIN book b USING (person_id)
                     WHERE b.from_day >= span.from_day AND b.to_day <= span.to_day
                     GROUP BY person_id, span.from_day, span.to_day) told
             WHERE told.asked AND told.minutes > 1440 * (told.to_day - told.from_day + 1)""");

    WageCheckStore(RuleStore store) {
        super("I6", List.of(TRACED, HOST, RATE, TOP_UP, DAY), store);
    }
}
