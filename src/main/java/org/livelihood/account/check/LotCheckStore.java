package org.livelihood.account.check;

import java.util.List;
import org.springframework.stereotype.Repository;

/** I3: in = out + loss + stock, and no more is sold than was made; whole lots that were sealed in the period. */
@Repository
class LotCheckStore extends QueryCheck {

    private static final String SEALED = """
              FROM lot
             WHERE lot.status = 'SEALED' AND lot.sealed_at >= :from AND lot.sealed_at < :to AND {lot.producer_id}
            """;

    private static final String TAKEN = """
              FROM lot
             CROSS JOIN LATERAL (SELECT coalesce(sum(t.units), 0) AS units
                                   FROM lot_take t
                                  WHERE t.producer_id = lot.producer_id AND t.lot_id = lot.id) taken
            """;

    private static final String IN_PERIOD = """
             WHERE lot.status = 'SEALED' AND lot.sealed_at >= :from AND lot.sealed_at < :to AND {lot.producer_id}
            """;

    private static final CheckRule WHOLE =
            new CheckRule("lot-is-where-it-went", "LOT", SEALED, """
            SELECT lot.producer_id, lot.id,
                   jsonb_build_object('units', lot.units, 'left', lot.left_units, 'sold', taken.units,
                                      'gone', gone.units) AS details
            """ + TAKEN + """
             CROSS JOIN LATERAL (SELECT coalesce(sum(g.units), 0) AS units
                                   FROM lot_gone g
                                  WHERE (g.producer_id, g.lot_id) = (lot.producer_id, lot.id)) gone
            """ + IN_PERIOD + """
               AND lot.units <> lot.left_units + taken.units + gone.units""");

    private static final CheckRule MADE = new CheckRule("lot-is-what-went-in", "LOT", SEALED, """
            SELECT lot.producer_id, lot.id,
                   jsonb_build_object('in', went.units, 'lost', lot.lost_units, 'out', lot.units) AS details
              FROM lot
             CROSS JOIN LATERAL (SELECT sum(lot_units(s.numbers)) AS units
                                   FROM lot_source s
                                  WHERE (s.producer_id, s.lot_id) = (lot.producer_id, lot.id)) went
            """ + IN_PERIOD + """
               AND ((went.units - lot.lost_units) * lot.ratio_out > lot.units * lot.ratio_in
                    OR (went.units - lot.lost_units) * lot.ratio_out < lot.units * lot.ratio_in
                   AND NOT EXISTS (SELECT FROM lot_contribution c
                                    WHERE (c.producer_id, c.lot_id) = (lot.producer_id, lot.id)
                                      AND c.kind = 'DELIVERY'))""");

    /** No key leads from one producer's rows to another's, so it is checked here that what a lot was made of stands. */
    private static final CheckRule SOURCES = new CheckRule("source-is-a-lot", "LOT", SEALED, """
            SELECT lot.producer_id, lot.id,
                   jsonb_build_object('source', s.source_lot_id, 'delivery', s.delivery_id) AS details
              FROM lot
              JOIN lot_source s ON (s.producer_id, s.lot_id) = (lot.producer_id, lot.id)
            """ + IN_PERIOD + """
               AND (NOT EXISTS (SELECT FROM lot f
                                 WHERE (f.producer_id, f.id) = (s.source_producer_id, s.source_lot_id)
                                   AND f.status = 'SEALED')
                    OR s.delivery_id IS NOT NULL
                   AND NOT EXISTS (SELECT FROM lot_delivery d
                                    WHERE (d.producer_id, d.id) = (s.source_producer_id, s.delivery_id)
                                      AND (d.lot_id, d.to_producer_id) = (s.source_lot_id, s.producer_id)
                                      AND d.status = 'ACCEPTED'))""");

    private static final CheckRule UNITS =
            new CheckRule("unit-stands-once", "LOT", SEALED, """
            SELECT lot.producer_id, lot.id,
                   jsonb_build_object('sold', taken.units, 'standing', standing.units) AS details
            """ + TAKEN + """
             CROSS JOIN LATERAL (SELECT coalesce(sum(u.until_unit - u.from_unit), 0) AS units,
                                        range_agg(int8range(u.from_unit, u.until_unit)) AS numbers
                                   FROM attribution_units u
                                   JOIN attribution_line l USING (producer_id, line_id, revision)
                                  WHERE u.lot_id = lot.id AND u.producer_id = lot.producer_id) standing
            """ + IN_PERIOD + """
               AND (taken.units <> standing.units OR lot.free && standing.numbers
                    OR lot_units(standing.numbers) <> standing.units)""");

    private static final String MOVED = """
              FROM stock_move m
             WHERE m.recorded_at >= :from AND m.recorded_at < :to AND {m.producer_id}
            """;

    private static final String MOVED_SKUS = """
              FROM (SELECT m.producer_id, array_agg(DISTINCT m.sku_id) AS skus
            """ + MOVED + """
                     GROUP BY m.producer_id) asked
            """;

    private static final CheckRule STOCK = new CheckRule("stock-is-its-moves", "SKU", MOVED, """
            SELECT asked.producer_id, c.sku_id AS id,
                   jsonb_build_object('pool', c.session_id, 'available', sum(c.available), 'reserved', sum(c.reserved),
                                      'sold', sum(c.sold)) AS details
            """ + MOVED_SKUS + """
             CROSS JOIN LATERAL (
                    SELECT p.sku_id, p.session_id, p.available, p.reserved, p.sold
                      FROM stock_pool p
                     WHERE p.producer_id = asked.producer_id
                     UNION ALL
                    SELECT m.sku_id, m.session_id,
                           -CASE WHEN m.kind IN ('ADD', 'POOL', 'RELEASE', 'RETURN') THEN m.units
                                 WHEN m.kind = 'RESERVE' THEN -m.units ELSE 0 END,
                           -CASE WHEN m.kind = 'RESERVE' THEN m.units
                                 WHEN m.kind IN ('SELL', 'RELEASE') THEN -m.units ELSE 0 END,
                           -CASE WHEN m.kind = 'SELL' THEN m.units
                                 WHEN m.kind IN ('RETURN', 'SPOIL') THEN -m.units ELSE 0 END
                      FROM stock_move m
                     WHERE m.producer_id = asked.producer_id
                     UNION ALL
                    SELECT m.sku_id, CAST('00000000-0000-0000-0000-000000000000' AS uuid), m.units, 0, 0
                      FROM stock_move m
                     WHERE m.producer_id = asked.producer_id AND m.kind = 'POOL') c
             WHERE c.sku_id = ANY (asked.skus)
             GROUP BY asked.producer_id, c.sku_id, c.session_id
            HAVING sum(c.available) <> 0 OR sum(c.reserved) <> 0 OR sum(c.sold) <> 0""");

    private static final CheckRule PRODUCED = new CheckRule("stock-was-made", "SKU", MOVED, """
            SELECT asked.producer_id, c.sku_id AS id, jsonb_build_object('madeLessStock', sum(c.units)) AS details
            """ + MOVED_SKUS + """
             CROSS JOIN LATERAL (
                    SELECT l.sku_id, l.units
                      FROM lot l
                     WHERE l.producer_id = asked.producer_id AND l.status = 'SEALED'
                     UNION ALL
                    SELECT l.sku_id, -g.units
                      FROM lot l JOIN lot_gone g ON (g.producer_id, g.lot_id) = (l.producer_id, l.id)
                     WHERE l.producer_id = asked.producer_id
                     UNION ALL
                    SELECT p.sku_id, -(p.available + p.reserved + p.sold)
                      FROM stock_pool p
                     WHERE p.producer_id = asked.producer_id) c
             WHERE c.sku_id = ANY (asked.skus)
             GROUP BY asked.producer_id, c.sku_id
            HAVING sum(c.units) <> 0""");

    private static final String PAID = """
              FROM orders o
              JOIN order_line l ON l.producer_id = o.producer_id AND l.order_id = o.id
             WHERE o.paid_at >= :from AND o.paid_at < :to AND {o.producer_id}
            """;

    private static final CheckRule SOLD = new CheckRule("paid-left-stock-once", "LINE", PAID, """
            SELECT l.producer_id, l.id, jsonb_build_object('quantity', l.quantity) AS details
            """ + PAID + """
               AND l.quantity IS DISTINCT FROM (SELECT sum(m.units)
                                                  FROM stock_move m
                                                 WHERE m.producer_id = l.producer_id AND m.reference_id = l.id
                                                   AND m.kind = 'SELL')""");

    LotCheckStore(RuleStore store) {
        super("I3", List.of(WHOLE, MADE, SOURCES, UNITS, STOCK, PRODUCED, SOLD), store);
    }
}
