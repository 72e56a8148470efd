-- Ends orders that wait for payment, as CANCELLED or EXPIRED: what they held and what they counted against limits is
-- given back, once. Orders in any other state are passed over. Returns how many ended.
CREATE OR REPLACE FUNCTION order_end(producers uuid[], ids uuid[], new_status text, ended timestamptz)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  done_producers uuid[];
  done_ids       uuid[];
BEGIN
  WITH done AS (
    UPDATE orders o
       SET status = new_status, ended_at = ended
      FROM unnest(producers, ids) AS w (producer_id, id)
     WHERE (o.producer_id, o.id) = (w.producer_id, w.id) AND o.status = 'AWAITING_PAYMENT'
    RETURNING o.producer_id, o.id
  )
  SELECT array_agg(d.producer_id), array_agg(d.id) INTO done_producers, done_ids FROM done d;
  IF done_ids IS NULL THEN
    RETURN 0;
  END IF;

  PERFORM stock_finish('RELEASE', array_agg(l.producer_id), array_agg(l.id), array_agg(o.hold_round))
     FROM unnest(done_producers, done_ids) AS w (producer_id, id)
     JOIN orders o USING (producer_id, id)
     JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id);

  PERFORM 1
     FROM order_buyer_limit b
    WHERE (b.producer_id, b.session_id, b.sku_id, b.buyer_id) IN (
            SELECT o.producer_id, o.session_id, l.sku_id, o.buyer_id
              FROM unnest(done_producers, done_ids) AS w (producer_id, id)
              JOIN orders o USING (producer_id, id)
              JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
             WHERE l.limited)
    ORDER BY b.producer_id, b.session_id, b.sku_id, b.buyer_id
      FOR NO KEY UPDATE;
  UPDATE order_buyer_limit b
     SET units = b.units - g.units
    FROM (SELECT o.producer_id, o.session_id, l.sku_id, o.buyer_id, sum(l.quantity) AS units
            FROM unnest(done_producers, done_ids) AS w (producer_id, id)
            JOIN orders o USING (producer_id, id)
            JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
           WHERE l.limited
           GROUP BY o.producer_id, o.session_id, l.sku_id, o.buyer_id) g
   WHERE (b.producer_id, b.session_id, b.sku_id, b.buyer_id) = (g.producer_id, g.session_id, g.sku_id, g.buyer_id);
  RETURN cardinality(done_ids);
END $$;

-- Ends up to so many orders whose time is over and that no open payment holds. Several nodes may do this at once.
CREATE OR REPLACE FUNCTION order_expire(at timestamptz, most integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT coalesce(order_end(array_agg(d.producer_id), array_agg(d.id), 'EXPIRED', at), 0)
            FROM (SELECT o.producer_id, o.id
                    FROM orders o
                   WHERE o.status = 'AWAITING_PAYMENT' AND o.open_payments = 0 AND o.expires_at <= at
                   ORDER BY o.expires_at
                   LIMIT most
                     FOR NO KEY UPDATE SKIP LOCKED) d);
END $$;

-- Money has arrived for orders. PAID: the order waited for it, or had expired and could hold its units again. EXTRA: it
-- was paid before, was cancelled, or what it held is gone: the money has to go back. One row for each place of the
-- arrays.
CREATE OR REPLACE FUNCTION order_settle(producers uuid[], ids uuid[], amounts bigint[], at timestamptz)
RETURNS TABLE (place integer, outcome text) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  outcomes text[];
  late     record;
BEGIN
  PERFORM 1 FROM orders o
   WHERE (o.producer_id, o.id) IN (SELECT * FROM unnest(producers, ids))
   ORDER BY o.producer_id, o.id
     FOR NO KEY UPDATE;
  SELECT array_agg(CASE WHEN w.nth > 1 OR o.total_fen IS DISTINCT FROM w.amount THEN 'EXTRA'
                        WHEN o.status = 'AWAITING_PAYMENT' THEN 'PAID'
                        WHEN o.status = 'EXPIRED' THEN 'LATE'
                        ELSE 'EXTRA' END ORDER BY w.n)
    INTO outcomes
    FROM (SELECT a.*, row_number() OVER (PARTITION BY a.producer_id, a.id ORDER BY a.n) AS nth
            FROM unnest(producers, ids, amounts) WITH ORDINALITY AS a (producer_id, id, amount, n)) w
    LEFT JOIN orders o USING (producer_id, id);

  FOR late IN
    SELECT r.n, o.producer_id, o.id, o.session_id, o.buyer_id, o.hold_round
      FROM unnest(outcomes) WITH ORDINALITY AS r (outcome, n)
      JOIN orders o ON (o.producer_id, o.id) = (producers[r.n], ids[r.n])
     WHERE r.outcome = 'LATE'
  LOOP
    outcomes[late.n] := CASE WHEN order_revive(late.producer_id, late.id, late.session_id, late.buyer_id,
                                               late.hold_round)
                             THEN 'PAID' ELSE 'EXTRA' END;
  END LOOP;

  UPDATE orders o
     SET status = 'PAID', paid_at = at, ended_at = NULL
    FROM unnest(producers, ids, outcomes) AS w (producer_id, id, outcome)
   WHERE (o.producer_id, o.id) = (w.producer_id, w.id) AND w.outcome = 'PAID';
  UPDATE order_line l
     SET paid_fen = l.price_fen * l.quantity
    FROM unnest(producers, ids, outcomes) AS w (producer_id, order_id, outcome)
   WHERE (l.producer_id, l.order_id) = (w.producer_id, w.order_id) AND w.outcome = 'PAID';
  INSERT INTO order_sale (producer_id, order_id, line_id, session_id)
  SELECT o.producer_id, o.id, l.id, o.session_id
    FROM unnest(producers, ids, outcomes) WITH ORDINALITY AS w (producer_id, id, outcome, n)
    JOIN orders o USING (producer_id, id)
    JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
   WHERE w.outcome = 'PAID'
   ORDER BY w.n;
  PERFORM stock_finish('SELL', array_agg(l.producer_id), array_agg(l.id), array_agg(o.hold_round))
     FROM unnest(producers, ids, outcomes) AS w (producer_id, id, outcome)
     JOIN orders o USING (producer_id, id)
     JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
    WHERE w.outcome = 'PAID'
   HAVING count(*) > 0;
  RETURN QUERY SELECT r.n::integer, r.outcome FROM unnest(outcomes) WITH ORDINALITY AS r (outcome, n);
END $$;

-- Holds again what an expired order held, and counts it against the buyer's limits; all of it or nothing.
CREATE OR REPLACE FUNCTION order_revive(producer uuid, id uuid, session uuid, buyer uuid, held smallint)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  lines uuid[];
BEGIN
  SELECT array_agg(l.id) INTO lines FROM order_line l WHERE l.producer_id = producer AND l.order_id = order_revive.id;
  IF NOT stock_hold_again(producer, lines, (held + 1)::smallint) THEN
    RETURN false;
  END IF;
  UPDATE order_buyer_limit b
     SET units = b.units + l.quantity
    FROM order_line l
   WHERE l.producer_id = producer AND l.order_id = order_revive.id AND l.limited
     AND (b.producer_id, b.session_id, b.sku_id, b.buyer_id) = (producer, session, l.sku_id, buyer);
  UPDATE orders o SET hold_round = held + 1 WHERE o.producer_id = producer AND o.id = order_revive.id;
  RETURN true;
EXCEPTION WHEN check_violation THEN
  RETURN false;
END $$;
