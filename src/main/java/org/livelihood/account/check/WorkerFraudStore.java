package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** F3: ghost workers: on no roster of the day, unable to work, or paid without work. */
@Repository
class WorkerFraudStore extends QueryCheck {

    private static final String WORKED = """
              FROM lot_work c
             WHERE c.kind = 'LABOUR' AND c.worked_on >= :fromDay AND c.worked_on <= :toDay AND {c.producer_id}
            """;

    private static final String WAGES = """
              FROM payable w
             WHERE w.source_kind = 'LOT' AND w.category = 'WAGE' AND w.earned_on >= :fromDay AND w.earned_on <= :toDay
               AND {w.producer_id}
            """;

    private static final CheckRule ROSTER = new CheckRule("worker-is-on-roster", "PERSON", WORKED, """
            SELECT c.producer_id, coalesce(c.member_id, c.party_id) AS id,
                   jsonb_build_object('lot', c.lot_id, 'day', c.worked_on, 'units', sum(c.units)) AS details
            """ + WORKED + """
               AND NOT EXISTS (SELECT FROM producer_membership m
                                WHERE m.producer_id = c.producer_id AND m.person_id = coalesce(c.member_id, c.party_id)
                                  AND m.kind = 'WORKER' AND m.holds_from <= c.worked_on
                                  AND (m.holds_until IS NULL OR m.holds_until >= c.worked_on))
             GROUP BY c.producer_id, coalesce(c.member_id, c.party_id), c.lot_id, c.worked_on
            HAVING sum(c.units) > 0""");

    private static final CheckRule WORK = new CheckRule("wage-stems-from-work", "LOT", WAGES, """
            SELECT w.producer_id, w.source_id AS id,
                   jsonb_build_object('party', w.party_id, 'wageFen', sum(w.amount_fen)) AS details
            """ + WAGES + """
               AND NOT EXISTS (SELECT FROM lot_work c
                                WHERE c.producer_id = w.producer_id AND c.lot_id = w.source_id
                                  AND c.party_id = w.party_id AND c.kind = 'LABOUR'
                               HAVING sum(c.units) > 0)
             GROUP BY w.producer_id, w.source_id, w.party_id""");

    private static final CheckRule ABLE = new CheckRule("worker-is-able", "PERSON", WORKED, """
            SELECT c.producer_id, c.member_id AS id,
                   jsonb_build_object('lot', c.lot_id, 'labour', min(coalesce(was.value, m.labour)),
                                      'units', sum(c.units)) AS details
              FROM lot_work c
              JOIN household_member m ON m.id = c.member_id
             CROSS JOIN LATERAL household_fact_on(m.id, 'LABOUR', c.worked_on, 'infinity') was
             WHERE coalesce(was.value, m.labour) IN ('LOST', 'NONE') AND c.kind = 'LABOUR'
               AND c.worked_on >= :fromDay AND c.worked_on <= :toDay AND {c.producer_id}
             GROUP BY c.producer_id, c.member_id, c.lot_id
            HAVING sum(c.units) > 0""");

    /** As it was known when the lot was sealed: what a register says since takes nothing from what was right then. */
    private static final CheckRule OWN = new CheckRule("work-is-of-her-household", "PERSON", WORKED, """
            SELECT w.producer_id, w.person_id AS id,
                   jsonb_build_object('lot', w.lot_id, 'day', w.worked_on, 'party', w.party_id,
                                      'household', her.household_id) AS details
              FROM lot_work w
              JOIN lot l ON l.producer_id = w.producer_id AND l.id = w.lot_id AND l.status = 'SEALED'
              LEFT JOIN LATERAL household_earning_on(w.person_id, w.worked_on, l.sealed_at) her ON true
             WHERE w.kind = 'LABOUR' AND w.units > 0 AND w.worked_on >= :fromDay AND w.worked_on <= :toDay
               AND {w.producer_id} AND (w.party_kind = 'WORKER' OR w.member_id IS NOT NULL)
               AND w.party_id <> coalesce(her.household_id, w.person_id)""");

    WorkerFraudStore(RuleStore store) {
        super("F3", List.of(ROSTER, WORK, ABLE, OWN), store);
    }
}
