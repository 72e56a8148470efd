-- Ends orders of a producer that wait for payment, as CANCELLED or EXPIRED: what they held, what they counted against
-- limits and the coupons that they used are given back, once. Orders in any other state are passed over. Returns how
-- many ended.
CREATE OR REPLACE FUNCTION order_end(producer uuid, ids uuid[], new_status text, ended timestamptz)
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  done uuid[];
BEGIN
  WITH ending AS (
    UPDATE orders o
       SET status = new_status, ended_at = ended
     WHERE o.producer_id = producer AND o.id = ANY(ids) AND o.status = 'AWAITING_PAYMENT'
    RETURNING o.id
  )
  SELECT array_agg(e.id) INTO done FROM ending e;
  IF done IS NULL THEN
    RETURN 0;
  END IF;

  PERFORM stock_finish(producer, 'RELEASE', array_agg(l.id), array_agg(o.hold_round))
     FROM orders o
     JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
    WHERE o.producer_id = producer AND o.id = ANY(done);

  PERFORM 1
     FROM order_buyer_limit b
    WHERE b.producer_id = producer
      AND (b.session_id, b.sku_id, b.buyer_id) IN (
            SELECT o.session_id, l.sku_id, o.buyer_id
              FROM orders o
              JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
             WHERE o.producer_id = producer AND o.id = ANY(done) AND l.limited)
    ORDER BY b.session_id, b.sku_id, b.buyer_id
      FOR NO KEY UPDATE;
  UPDATE order_buyer_limit b
     SET units = b.units - g.units
    FROM (SELECT o.session_id, l.sku_id, o.buyer_id, sum(l.quantity) AS units
            FROM orders o
            JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
           WHERE o.producer_id = producer AND o.id = ANY(done) AND l.limited
           GROUP BY o.session_id, l.sku_id, o.buyer_id) g
   WHERE b.producer_id = producer
     AND (b.session_id, b.sku_id, b.buyer_id) = (g.session_id, g.sku_id, g.buyer_id);
  PERFORM promotion_give_back(producer, done, ended);
  RETURN cardinality(done);
END $$;

-- Ends up to so many orders of a producer whose time is over and that no open payment holds. Several nodes may do this
-- at once.
CREATE OR REPLACE FUNCTION order_expire(producer uuid, at timestamptz, most integer)
RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT coalesce(order_end(producer, array_agg(d.id), 'EXPIRED', at), 0)
            FROM (SELECT o.id
                    FROM orders o
                   WHERE o.producer_id = producer AND o.status = 'AWAITING_PAYMENT' AND o.open_payments = 0
                     AND o.expires_at <= at
                   ORDER BY o.expires_at
                   LIMIT most
                     FOR NO KEY UPDATE SKIP LOCKED) d);
END $$;

-- Opens payments over orders of a producer that wait for their money; while one is open its order does not expire. The
-- arrays say by order which payment wants it and whose buyer that is. A payment is opened over all its orders or none.
-- One row for each place, reason: OPEN, or NOT_FOUND for another buyer's, NOT_AWAITING_PAYMENT for one that is over.
CREATE OR REPLACE FUNCTION order_open(producer uuid, wishes integer[], buyers uuid[], ids uuid[], at timestamptz)
RETURNS TABLE (place integer, reason text, total_fen bigint, expires_at timestamptz) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  reasons text[];
BEGIN
  PERFORM 1 FROM orders o
   WHERE o.producer_id = producer AND o.id = ANY(ids)
   ORDER BY o.id
     FOR NO KEY UPDATE;
  SELECT array_agg(CASE WHEN o.buyer_id IS DISTINCT FROM w.buyer_id THEN 'NOT_FOUND'
                        WHEN o.status = 'AWAITING_PAYMENT' AND o.expires_at > at THEN 'OPEN'
                        ELSE 'NOT_AWAITING_PAYMENT' END ORDER BY w.n)
    INTO reasons
    FROM unnest(buyers, ids) WITH ORDINALITY AS w (buyer_id, id, n)
    LEFT JOIN orders o ON (o.producer_id, o.id) = (producer, w.id);
  UPDATE orders o
     SET open_payments = o.open_payments + g.payments
    FROM (SELECT w.id, CAST(count(*) AS integer) AS payments
            FROM (SELECT a.id, bool_and(a.reason = 'OPEN') OVER (PARTITION BY a.wish) AS granted
                    FROM unnest(ids, reasons, wishes) AS a (id, reason, wish)) w
           WHERE w.granted
           GROUP BY w.id) g
   WHERE o.producer_id = producer AND o.id = g.id;
  RETURN QUERY
    SELECT w.n::integer, w.reason, coalesce(o.total_fen, 0), coalesce(o.expires_at, at)
      FROM unnest(ids, reasons) WITH ORDINALITY AS w (id, reason, n)
      LEFT JOIN orders o ON (o.producer_id, o.id) = (producer, w.id);
END $$;

-- Money has arrived for orders of a producer. PAID: the order waited for it, or had expired and could hold its units
-- again. EXTRA: it was paid before, was cancelled, or what it held is gone: the money has to go back. One row for each
-- place of the arrays, with what of the order's total sending it costs and what was taken off its prices.
CREATE OR REPLACE FUNCTION order_settle(producer uuid, ids uuid[], amounts bigint[], at timestamptz)
RETURNS TABLE (place integer, outcome text, shipping_fen bigint, discount_fen bigint) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  outcomes text[];
  paid     uuid[];
  late     record;
BEGIN
  PERFORM 1 FROM orders o
   WHERE o.producer_id = producer AND o.id = ANY(ids)
   ORDER BY o.id
     FOR NO KEY UPDATE;
  SELECT array_agg(CASE WHEN w.nth > 1 OR o.total_fen IS DISTINCT FROM w.amount THEN 'EXTRA'
                        WHEN o.status = 'AWAITING_PAYMENT' THEN 'PAID'
                        WHEN o.status = 'EXPIRED' THEN 'LATE'
                        ELSE 'EXTRA' END ORDER BY w.n)
    INTO outcomes
    FROM (SELECT a.*, row_number() OVER (PARTITION BY a.id ORDER BY a.n) AS nth
            FROM unnest(ids, amounts) WITH ORDINALITY AS a (id, amount, n)) w
    LEFT JOIN orders o ON (o.producer_id, o.id) = (producer, w.id);

  FOR late IN
    SELECT r.n, o.id, o.session_id, o.buyer_id, o.hold_round
      FROM unnest(outcomes) WITH ORDINALITY AS r (outcome, n)
      JOIN orders o ON (o.producer_id, o.id) = (producer, ids[r.n])
     WHERE r.outcome = 'LATE'
  LOOP
    outcomes[late.n] := CASE WHEN order_revive(producer, late.id, late.session_id, late.buyer_id, late.hold_round)
                             THEN 'PAID' ELSE 'EXTRA' END;
  END LOOP;

  SELECT array_agg(w.id ORDER BY w.n) INTO paid
    FROM unnest(ids, outcomes) WITH ORDINALITY AS w (id, outcome, n) WHERE w.outcome = 'PAID';
  UPDATE orders o
     SET status = 'PAID', paid_at = at, ended_at = NULL
   WHERE o.producer_id = producer AND o.id = ANY(paid);
  UPDATE order_line l
     SET paid_fen = l.price_fen * l.quantity - l.discount_fen
   WHERE l.producer_id = producer AND l.order_id = ANY(paid);
  INSERT INTO order_sale (producer_id, order_id, line_id, session_id)
  SELECT producer, o.id, l.id, o.session_id
    FROM unnest(paid) WITH ORDINALITY AS w (id, n)
    JOIN orders o ON (o.producer_id, o.id) = (producer, w.id)
    JOIN order_line l ON (l.producer_id, l.order_id) = (producer, w.id)
   ORDER BY w.n;
  PERFORM stock_finish(producer, 'SELL', array_agg(l.id), array_agg(o.hold_round))
     FROM orders o
     JOIN order_line l ON (l.producer_id, l.order_id) = (o.producer_id, o.id)
    WHERE o.producer_id = producer AND o.id = ANY(paid)
   HAVING count(*) > 0;
  RETURN QUERY
    SELECT r.n::integer, r.outcome, coalesce(o.shipping_fen, 0), coalesce(d.fen, 0)
      FROM unnest(ids, outcomes) WITH ORDINALITY AS r (id, outcome, n)
      LEFT JOIN (SELECT s.id, s.shipping_fen FROM orders s
                  WHERE s.producer_id = producer AND s.id = ANY(ids)) o ON o.id = r.id
      LEFT JOIN (SELECT l.order_id, CAST(sum(l.discount_fen) AS bigint) AS fen FROM order_line l
                  WHERE l.producer_id = producer AND l.order_id = ANY(ids)
                  GROUP BY l.order_id) d ON d.order_id = r.id;
END $$;

-- Holds again what an expired order held and the coupons that it used, and counts it against the buyer's limits; all
-- of it or nothing.
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
  PERFORM promotion_use_again(producer, order_revive.id);
  UPDATE orders o SET hold_round = held + 1 WHERE o.producer_id = producer AND o.id = order_revive.id;
  RETURN true;
EXCEPTION WHEN check_violation THEN
  RETURN false;
END $$;
