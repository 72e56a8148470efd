package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/**
 * F7: pay that work can hardly explain: more pieces than a day has time for, a lot that owes more than it can be sold
 * for, and one who is new and gets a multiple of the others. Leads, not proofs: an auditor asks for the sheets.
 */
@Repository
class PayFraudStore extends QueryCheck {

    private static final String PIECES = """
              FROM (SELECT w.person_id, w.worked_on, sum(w.units) AS pieces, bool_or({w.producer_id}) AS asked
                      FROM lot_work w
                     WHERE w.kind = 'LABOUR' AND w.unit = 'PIECE' AND w.worked_on >= :fromDay AND w.worked_on <= :toDay
                     GROUP BY w.person_id, w.worked_on) done
             WHERE done.asked
            """;

    /** Beyond the limit of the day, over all producers, also where an officer confirmed it. */
    private static final CheckRule DAY = new CheckRule("pieces-fit-a-day", "PERSON", PIECES, """
            SELECT CAST(NULL AS uuid) AS producer_id, done.person_id AS id,
                   jsonb_build_object('day', done.worked_on, 'pieces', done.pieces) AS details
            """ + PIECES + """
               AND done.pieces > (SELECT l.most_pieces_a_day FROM lot_limit l
                                   WHERE l.valid_from <= done.worked_on ORDER BY l.valid_from DESC LIMIT 1)""");

    private static final String LOTS = """
              FROM lot
             WHERE lot.status = 'SEALED' AND lot.sealed_at >= :from AND lot.sealed_at < :to AND {lot.producer_id}
            """;

    /**
     * At the highest price that the SKU has, or that a unit of it was ever sold at, and by the limits of its day; not
     * where an officer confirmed as much.
     */
    private static final CheckRule VALUE = new CheckRule("pay-fits-the-lot", "LOT", LOTS, """
            SELECT lot.producer_id, lot.id,
                   jsonb_build_object('owedFen', owed.fen, 'valueFen', price.fen * lot.units) AS details
              FROM lot
             CROSS JOIN LATERAL (SELECT sum(p.amount_fen) AS fen
                                   FROM payable p
                                  WHERE p.producer_id = lot.producer_id AND p.source_kind = 'LOT'
                                    AND p.source_id = lot.id AND p.basis <> 'GUARANTEE_TOP_UP') owed
             CROSS JOIN LATERAL (
                    SELECT CAST(greatest(
                             (SELECT max(s.price_fen) FROM catalog_sku s WHERE s.id = lot.sku_id),
                             (SELECT max(l.price_fen)
                                FROM attribution_units u
                                JOIN attribution_line line ON line.producer_id = u.producer_id
                                     AND line.line_id = u.line_id
                                JOIN order_line l ON l.producer_id = line.producer_id AND l.order_id = line.order_id
                                     AND l.id = line.line_id
                               WHERE u.lot_id = lot.id AND u.producer_id = lot.producer_id)) AS numeric) AS fen) price
             CROSS JOIN LATERAL (
                    SELECT CASE WHEN EXISTS (SELECT FROM lot_work w
                                              WHERE w.producer_id = lot.producer_id AND w.lot_id = lot.id
                                                AND w.unit = 'MINUTE')
                                THEN l.most_with_hours_percent ELSE l.most_pay_percent END AS percent
                      FROM lot_limit l
                     WHERE l.valid_from <= lot.sealed_on
                     ORDER BY l.valid_from DESC
                     LIMIT 1) most
             WHERE lot.status = 'SEALED' AND lot.sealed_at >= :from AND lot.sealed_at < :to AND {lot.producer_id}
               AND owed.fen * 100 > price.fen * lot.units * most.percent
               AND NOT EXISTS (SELECT FROM lot_confirmation c
                                WHERE c.producer_id = lot.producer_id AND c.lot_id = lot.id
                                  AND c.most_pay_fen >= owed.fen)""");

    private static final String WORKERS = """
              FROM (SELECT lot.producer_id, lot.id AS lot_id, w.person_id, min(w.worked_on) AS begun_on,
                           sum(w.units) AS units, w.operation
                      FROM lot
                      JOIN lot_work w ON w.producer_id = lot.producer_id AND w.lot_id = lot.id AND w.kind = 'LABOUR'
                     WHERE lot.status = 'SEALED' AND lot.sealed_at >= :from AND lot.sealed_at < :to
                       AND {lot.producer_id}
                     GROUP BY lot.producer_id, lot.id, w.person_id, w.operation) done
            """;

    /** Less than thirty days at the producer, and more than three times what the others at the same operation did. */
    private static final CheckRule NEW =
            new CheckRule("new-worker-is-as-others", "PERSON", WORKERS, """
            SELECT done.producer_id, done.person_id AS id,
                   jsonb_build_object('lot', done.lot_id, 'operation', done.operation, 'units', done.units,
                                      'othersMean', round(others.units)) AS details
            """ + WORKERS + """
             CROSS JOIN LATERAL (SELECT avg(every.units) AS units, count(*) AS workers
                                   FROM (SELECT sum(w.units) AS units
                                           FROM lot_work w
                                          WHERE w.producer_id = done.producer_id AND w.lot_id = done.lot_id
                                            AND w.kind = 'LABOUR' AND w.operation = done.operation
                                            AND w.person_id <> done.person_id
                                          GROUP BY w.person_id) every) others
             WHERE others.workers >= 2 AND done.units > 3 * others.units
               AND NOT EXISTS (SELECT FROM producer_membership m
                                WHERE m.producer_id = done.producer_id AND m.person_id = done.person_id
                                  AND m.kind = 'WORKER' AND m.holds_from <= done.begun_on - 30)""");

    PayFraudStore(RuleStore store) {
        super("F7", List.of(DAY, VALUE, NEW), store);
    }
}
