package org.livelihood.audit;

import java.util.List;
import org.springframework.stereotype.Repository;

/**
 * F7: pay that work can hardly explain: more pieces than a day has time for, a lot that owes more than it can be sold
 * for, and one who is new and gets a multiple of the others. Leads, not proofs: an auditor asks for the sheets.
 */
@Repository
class PayFraudStore extends QueryCheck {

    private static final String PIECES = """
              FROM lot_work w
             WHERE w.kind = 'LABOUR' AND w.unit = 'PIECE' AND w.units > 0
               AND w.worked_on >= :fromDay AND w.worked_on <= :toDay AND {w.producer_id}
            """;

    /** A piece in ten seconds, for twelve hours: 4,320. */
    private static final Rule DAY = new Rule("pieces-fit-a-day", "PERSON", PIECES, """
            SELECT w.producer_id, w.person_id AS id,
                   jsonb_build_object('day', w.worked_on, 'operation', w.operation, 'pieces', sum(w.units)) AS details
            """ + PIECES + """
             GROUP BY w.producer_id, w.person_id, w.worked_on, w.operation
            HAVING sum(w.units) > 4320""");

    private static final String LOTS = """
              FROM lot
             WHERE lot.status = 'SEALED' AND lot.sealed_at >= :from AND lot.sealed_at < :to AND {lot.producer_id}
            """;

    /** At the highest price that the SKU has, or that a unit of it was ever sold at. */
    private static final Rule VALUE = new Rule("pay-fits-the-lot", "LOT", LOTS, """
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
             WHERE lot.status = 'SEALED' AND lot.sealed_at >= :from AND lot.sealed_at < :to AND {lot.producer_id}
               AND owed.fen > price.fen * lot.units""");

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
    private static final Rule NEW = new Rule("new-worker-is-as-others", "PERSON", WORKERS, """
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
