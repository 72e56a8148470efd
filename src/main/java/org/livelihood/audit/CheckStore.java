package org.livelihood.audit;

import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What must hold, as queries that find what breaks it. Each is one statement and so sees one state of the database. */
@Repository
class CheckStore {

    private static final int MOST = 20;

    private record Rule(String invariant, String name, String offenders) {}

    private static final Rule JOURNALS = new Rule("I4", "every journal sums to zero", """
            SELECT concat('journal ', journal_id, ': ', sum(amount_fen)) AS offender
              FROM ledger_posting
             GROUP BY producer_id, journal_id
            HAVING sum(amount_fen) <> 0""");

    private static final Rule LOTS =
            new Rule("I3", "units of a lot are left, sold, in other lots, elsewhere or lost", """
            SELECT concat('lot ', lot.id, ': ', lot.left_units, ' of ', lot.units, ' left, ', taken.units, ' sold, ',
                          gone.units, ' gone') AS offender
              FROM lot
             CROSS JOIN LATERAL (SELECT coalesce(sum(t.units), 0) AS units
                                   FROM lot_take t
                                  WHERE t.producer_id = lot.producer_id AND t.lot_id = lot.id) taken
             CROSS JOIN LATERAL (SELECT coalesce(sum(g.units), 0) AS units
                                   FROM lot_gone g
                                  WHERE (g.producer_id, g.lot_id) = (lot.producer_id, lot.id)) gone
             WHERE lot.status = 'SEALED' AND lot.units <> lot.left_units + taken.units + gone.units""");

    private static final Rule MADE = new Rule("I3", "what went into a lot came out of it or was lost", """
            SELECT concat('lot ', lot.id, ': ', went.units, ' in, ', lot.lost_units, ' lost, ', lot.units, ' out')
                     AS offender
              FROM lot
              JOIN (SELECT producer_id, lot_id, sum(lot_units(numbers)) AS units
                      FROM lot_source GROUP BY producer_id, lot_id) went
                ON (went.producer_id, went.lot_id) = (lot.producer_id, lot.id)
             WHERE (went.units - lot.lost_units) * lot.ratio_out > lot.units * lot.ratio_in
                OR (went.units - lot.lost_units) * lot.ratio_out < lot.units * lot.ratio_in
               AND NOT EXISTS (SELECT FROM lot_contribution c
                                WHERE (c.producer_id, c.lot_id) = (lot.producer_id, lot.id)
                                  AND c.kind = 'DELIVERY')""");

    private static final Rule UNITS = new Rule("I3", "every unit of a lot is free or stands on one line", """
            SELECT concat('lot ', lot.id, ': ', taken.units, ' units sold, ', standing.units, ' standing') AS offender
              FROM lot
             CROSS JOIN LATERAL (SELECT coalesce(sum(t.units), 0) AS units
                                   FROM lot_take t
                                  WHERE t.producer_id = lot.producer_id AND t.lot_id = lot.id) taken
             CROSS JOIN LATERAL (SELECT coalesce(sum(u.until_unit - u.from_unit), 0) AS units,
                                        range_agg(int8range(u.from_unit, u.until_unit)) AS numbers
                                   FROM attribution_units u
                                   JOIN attribution_line l USING (producer_id, line_id, revision)
                                  WHERE u.lot_id = lot.id AND u.producer_id = lot.producer_id) standing
             WHERE lot.status = 'SEALED'
               AND (taken.units <> standing.units OR lot.free && standing.numbers
                    OR lot_units(standing.numbers) <> standing.units)""");

    private static final Rule STOCK = new Rule("I3", "stock counters are the sums of their moves", """
            SELECT concat('SKU ', sku_id, ' in pool ', session_id) AS offender
              FROM (SELECT producer_id, sku_id, session_id, available, reserved, sold FROM stock_pool
                     UNION ALL
                    SELECT producer_id, sku_id, session_id,
                           -CASE WHEN kind IN ('ADD', 'POOL', 'RELEASE', 'RETURN') THEN units
                                 WHEN kind = 'RESERVE' THEN -units ELSE 0 END,
                           -CASE WHEN kind = 'RESERVE' THEN units
                                 WHEN kind IN ('SELL', 'RELEASE') THEN -units ELSE 0 END,
                           -CASE WHEN kind = 'SELL' THEN units WHEN kind = 'RETURN' THEN -units ELSE 0 END
                      FROM stock_move
                     UNION ALL
                    SELECT producer_id, sku_id, CAST('00000000-0000-0000-0000-000000000000' AS uuid), units, 0, 0
                      FROM stock_move
                     WHERE kind = 'POOL') counted
             GROUP BY producer_id, sku_id, session_id
            HAVING sum(available) <> 0 OR sum(reserved) <> 0 OR sum(sold) <> 0""");

    private static final Rule PRODUCED = new Rule("I3", "stock is what the sealed lots produced", """
            SELECT concat('SKU ', sku_id, ': ', sum(units)) AS offender
              FROM (SELECT producer_id, sku_id, units FROM lot WHERE status = 'SEALED'
                     UNION ALL
                    SELECT l.producer_id, l.sku_id, -g.units
                      FROM lot_gone g JOIN lot l ON (l.producer_id, l.id) = (g.producer_id, g.lot_id)
                     UNION ALL
                    SELECT producer_id, sku_id, -(available + reserved + sold) FROM stock_pool) counted
             GROUP BY producer_id, sku_id
            HAVING sum(units) <> 0""");

    private static final Rule SOLD = new Rule("I3", "every paid line has moved its units out of stock once", """
            SELECT concat('line ', l.id) AS offender
              FROM order_line l
              JOIN orders o ON o.producer_id = l.producer_id AND o.id = l.order_id
             WHERE o.paid_at IS NOT NULL
               AND l.quantity IS DISTINCT FROM (SELECT sum(m.units)
                                                  FROM stock_move m
                                                 WHERE m.producer_id = l.producer_id AND m.reference_id = l.id
                                                   AND m.kind = 'SELL')""");

    private static final Rule PARTS = new Rule("I5", "the parts of a line sum to what is left of its sale", """
            SELECT concat('line ', line.line_id, ': ', line.paid_fen - line.refunded_fen,
                          ' sold, ', parts.fen, ' split')
                     AS offender
              FROM attribution_line line
              LEFT JOIN LATERAL (SELECT coalesce(sum(p.amount_fen), 0) AS fen
                                   FROM attribution_part p
                                  WHERE p.producer_id = line.producer_id AND p.line_id = line.line_id) parts ON true
             WHERE line.paid_fen - line.refunded_fen <> parts.fen""");

    private static final Rule REFUNDED = new Rule("I5", "a full refund leaves nothing to anybody", """
            SELECT concat('line ', line.line_id, ': ', part.basis, ' ', sum(part.amount_fen)) AS offender
              FROM attribution_line line
              JOIN attribution_part part USING (producer_id, line_id)
             WHERE line.paid_fen = line.refunded_fen
             GROUP BY line.producer_id, line.line_id, part.party_kind, part.party_id, part.basis
            HAVING sum(part.amount_fen) <> 0""");

    private static final Rule UNPAID = new Rule("I5", "what is attributed was paid", """
            SELECT concat('line ', line.line_id) AS offender
              FROM attribution_line line
              LEFT JOIN order_line l ON l.producer_id = line.producer_id AND l.order_id = line.order_id
                    AND l.id = line.line_id
             WHERE l.paid_fen IS DISTINCT FROM line.paid_fen OR l.refunded_fen < line.refunded_fen""");

    private static final Rule SUSPENSE = new Rule("I5", "suspense is what was paid and not yet attributed", """
            SELECT concat('producer ', producer_id, ': ', sum(fen)) AS offender
              FROM (SELECT producer_id, amount_fen AS fen FROM ledger_posting WHERE account = 'SUSPENSE'
                     UNION ALL
                    SELECT producer_id, paid_fen - refunded_fen FROM order_line WHERE paid_fen > 0
                     UNION ALL
                    SELECT producer_id, refunded_fen - paid_fen FROM attribution_line) counted
             GROUP BY producer_id
            HAVING sum(fen) <> 0""");

    private static final Rule TRACED = new Rule("I6", "sales explain no more than what a lot made owed", """
            SELECT concat('lot ', lot_id, ' party ', party_id, ' ', basis, ': ', sum(fen)) AS offender
              FROM (SELECT producer_id, source_id AS lot_id, party_id, basis, amount_fen AS fen
                      FROM payable
                     WHERE source_kind = 'LOT'
                     UNION ALL
                    SELECT producer_id, lot_id, party_id, basis, -amount_fen
                      FROM attribution_part
                     WHERE nature = 'TRACE' AND lot_id IS NOT NULL) counted
             GROUP BY producer_id, lot_id, party_id, basis
            HAVING sum(fen) < 0""");

    private static final Rule PAYABLE =
            new Rule("I6", "what a household or worker is owed is what each earned less what it was paid", """
            SELECT concat('party ', party_id, ': ', sum(fen)) AS offender
              FROM (SELECT owner_id AS party_id, amount_fen AS fen
                      FROM ledger_posting
                     WHERE account IN ('HOUSEHOLD_PAYABLE', 'WORKER_PAYABLE')
                     UNION ALL
                    SELECT party_id, amount_fen FROM payable
                     UNION ALL
                    SELECT party_id, -net_fen - recoup_fen FROM payout_item WHERE status IN ('SUBMITTED', 'CONFIRMED')
                     UNION ALL
                    SELECT party_id, waived_fen FROM payout_clawback
                     UNION ALL
                    SELECT party_id, amount_fen FROM attribution_part WHERE nature = 'ACCRUAL') counted
             GROUP BY party_id
            HAVING sum(fen) <> 0""");

    private static final List<Rule> RULES = List.of(
            JOURNALS, LOTS, MADE, UNITS, STOCK, PRODUCED, SOLD, PARTS, REFUNDED, UNPAID, SUSPENSE, TRACED, PAYABLE);

    private final DatabaseClient database;

    CheckStore(DatabaseClient database) {
        this.database = database;
    }

    Flux<Traces.Check> run() {
        return Flux.fromIterable(RULES).concatMap(this::run);
    }

    private Mono<Traces.Check> run(Rule rule) {
        return database.sql(rule.offenders() + " LIMIT " + MOST)
                .map(row -> Rows.required(row, "offender", String.class))
                .all()
                .collectList()
                .map(found -> new Traces.Check(rule.invariant(), rule.name(), found.isEmpty(), found));
    }
}
