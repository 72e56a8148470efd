-- Locks pools in the order of their keys, the one order in which anything locks them, and tells what each has available
-- (0 for a closed or unknown one), in the order asked.
CREATE OR REPLACE FUNCTION stock_lock(producers uuid[], skus uuid[], sessions uuid[])
RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  levels bigint[];
BEGIN
  WITH asked AS (
    SELECT * FROM unnest(producers, skus, sessions) WITH ORDINALITY AS a (producer_id, sku_id, session_id, n)
  ), locked AS MATERIALIZED (
    SELECT p.producer_id, p.sku_id, p.session_id, p.available, p.closed
      FROM stock_pool p
     WHERE (p.producer_id, p.sku_id, p.session_id) IN (SELECT producer_id, sku_id, session_id FROM asked)
     ORDER BY p.producer_id, p.sku_id, p.session_id
       FOR NO KEY UPDATE OF p
  )
  SELECT array_agg(CASE WHEN l.closed THEN 0 ELSE coalesce(l.available, 0) END ORDER BY a.n) INTO levels
    FROM asked a LEFT JOIN locked l USING (producer_id, sku_id, session_id);
  RETURN levels;
END $$;

-- Holds units for order lines, one row a line. The caller has locked the pools and seen that they have enough.
CREATE OR REPLACE FUNCTION stock_reserve(
  producers uuid[], lines uuid[], skus uuid[], sessions uuid[], quantities bigint[], hold_round smallint
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stock_pool p
     SET available = p.available - t.units, reserved = p.reserved + t.units
    FROM (SELECT producer_id, sku_id, session_id, sum(units) AS units
            FROM unnest(producers, skus, sessions, quantities) AS w (producer_id, sku_id, session_id, units)
           GROUP BY producer_id, sku_id, session_id) t
   WHERE (p.producer_id, p.sku_id, p.session_id) = (t.producer_id, t.sku_id, t.session_id);
  INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
  SELECT producer_id, line_id, 'RESERVE', hold_round, sku_id, session_id, units
    FROM unnest(producers, lines, skus, sessions, quantities) AS w (producer_id, line_id, sku_id, session_id, units);
END $$;

-- Ends what lines hold (SELL, RELEASE) or takes back what they bought (RETURN), each once; what did so already, or
-- holds nothing, is passed over. What a closed pool gets back goes on to the general one. Returns how many lines were
-- moved.
CREATE OR REPLACE FUNCTION stock_finish(what text, producers uuid[], lines uuid[], rounds smallint[])
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  nobody CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
  moved  integer;
BEGIN
  PERFORM 1 FROM stock_pool p
   WHERE (p.producer_id, p.sku_id, p.session_id) IN (
           SELECT m.producer_id, m.sku_id, unnest(ARRAY[m.session_id, nobody])
             FROM unnest(producers, lines, rounds) AS w (producer_id, line_id, round)
             JOIN stock_move m ON (m.producer_id, m.reference_id, m.kind, m.round)
                                = (w.producer_id, w.line_id, 'RESERVE', w.round)
            WHERE what <> 'SELL'
            UNION
           SELECT m.producer_id, m.sku_id, m.session_id
             FROM unnest(producers, lines, rounds) AS w (producer_id, line_id, round)
             JOIN stock_move m ON (m.producer_id, m.reference_id, m.kind, m.round)
                                = (w.producer_id, w.line_id, 'RESERVE', w.round))
   ORDER BY p.producer_id, p.sku_id, p.session_id
     FOR NO KEY UPDATE;

  WITH ended AS (
    INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
    SELECT m.producer_id, m.reference_id, what, m.round, m.sku_id, m.session_id, m.units
      FROM unnest(producers, lines, rounds) AS w (producer_id, line_id, round)
      JOIN stock_move m ON (m.producer_id, m.reference_id, m.kind, m.round)
                         = (w.producer_id, w.line_id, 'RESERVE', w.round)
     WHERE what <> 'RETURN'
        OR EXISTS (SELECT FROM stock_move s
                    WHERE (s.producer_id, s.reference_id, s.kind, s.round)
                        = (m.producer_id, m.reference_id, 'SELL', m.round))
        ON CONFLICT DO NOTHING
    RETURNING producer_id, reference_id, round, sku_id, session_id, units
  ), back AS (
    INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
    SELECT e.producer_id, e.reference_id, 'POOL', e.round, e.sku_id, e.session_id, -e.units
      FROM ended e
      JOIN stock_pool p USING (producer_id, sku_id, session_id)
     WHERE what <> 'SELL' AND p.closed
    RETURNING producer_id, sku_id, session_id, units
  ), change AS (
    SELECT producer_id, sku_id, session_id,
           CASE what WHEN 'SELL' THEN 0 ELSE units END AS available,
           CASE what WHEN 'RETURN' THEN 0 ELSE -units END AS reserved,
           CASE what WHEN 'SELL' THEN units WHEN 'RETURN' THEN -units ELSE 0 END AS sold,
           1 AS line
      FROM ended
     UNION ALL
    SELECT producer_id, sku_id, session_id, units, 0, 0, 0 FROM back
     UNION ALL
    SELECT producer_id, sku_id, nobody, -units, 0, 0, 0 FROM back
  ), summed AS (
    SELECT producer_id, sku_id, session_id, sum(available) AS available, sum(reserved) AS reserved, sum(sold) AS sold,
           sum(line) AS lines
      FROM change GROUP BY producer_id, sku_id, session_id
  ), counted AS (
    UPDATE stock_pool p
       SET available = p.available + s.available, reserved = p.reserved + s.reserved, sold = p.sold + s.sold
      FROM summed s
     WHERE (p.producer_id, p.sku_id, p.session_id) = (s.producer_id, s.sku_id, s.session_id)
    RETURNING s.lines
  )
  SELECT coalesce(sum(counted.lines), 0) INTO moved FROM counted;
  RETURN moved;
END $$;

-- Holds again, in round hold_round, what lines held in the round before: from the same pool if it is open and has
-- enough, else from the general one; all lines or none. For a payment that arrives after the hold was given back.
CREATE OR REPLACE FUNCTION stock_hold_again(producer uuid, lines uuid[], hold_round smallint)
RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  nobody CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
  found_lines uuid[];
  found_skus uuid[];
  found_pools uuid[];
  found_units bigint[];
BEGIN
  PERFORM 1 FROM stock_pool p
   WHERE p.producer_id = producer
     AND (p.sku_id, p.session_id) IN (
           SELECT m.sku_id, unnest(ARRAY[m.session_id, nobody]) FROM stock_move m
            WHERE m.producer_id = producer AND m.reference_id = ANY(lines)
              AND m.kind = 'RESERVE' AND m.round = hold_round - 1)
   ORDER BY p.producer_id, p.sku_id, p.session_id
     FOR NO KEY UPDATE;
  SELECT array_agg(m.reference_id), array_agg(m.sku_id), array_agg(pool.session_id), array_agg(m.units)
    INTO found_lines, found_skus, found_pools, found_units
    FROM stock_move m
    CROSS JOIN LATERAL (
      SELECT p.session_id FROM stock_pool p
       WHERE p.producer_id = producer AND p.sku_id = m.sku_id AND p.session_id IN (m.session_id, nobody)
         AND NOT p.closed AND p.available >= m.units
       ORDER BY p.session_id DESC LIMIT 1) pool
   WHERE m.producer_id = producer AND m.reference_id = ANY(lines)
     AND m.kind = 'RESERVE' AND m.round = hold_round - 1;
  IF coalesce(cardinality(found_lines), 0) < cardinality(lines) THEN
    RETURN false;
  END IF;
  PERFORM stock_reserve(array_fill(producer, ARRAY[cardinality(lines)]), found_lines, found_skus, found_pools,
                        found_units, hold_round);
  RETURN true;
END $$;

-- Takes back units that a line bought, as often as some come back: one row RETURN each, numbered from the line's hold
-- on. What a closed pool gets back goes on to the general one. The caller has locked the line and counts what is still
-- out.
CREATE OR REPLACE FUNCTION stock_return(producer uuid, line uuid, hold_round smallint, quantity bigint)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  nobody CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
  sold   stock_move;
  nth    smallint;
BEGIN
  SELECT m.* INTO STRICT sold FROM stock_move m
   WHERE (m.producer_id, m.reference_id, m.kind, m.round) = (producer, line, 'SELL', hold_round);
  PERFORM stock_lock(ARRAY[producer, producer], ARRAY[sold.sku_id, sold.sku_id], ARRAY[sold.session_id, nobody]);
  SELECT coalesce(max(m.round) + 1, hold_round) INTO nth FROM stock_move m
   WHERE (m.producer_id, m.reference_id, m.kind) = (producer, line, 'RETURN');

  INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
  VALUES (producer, line, 'RETURN', nth, sold.sku_id, sold.session_id, quantity);
  UPDATE stock_pool p
     SET available = p.available + quantity, sold = p.sold - quantity
   WHERE (p.producer_id, p.sku_id, p.session_id) = (producer, sold.sku_id, sold.session_id);

  INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
  SELECT producer, line, 'POOL', nth, p.sku_id, p.session_id, -quantity
    FROM stock_pool p
   WHERE (p.producer_id, p.sku_id, p.session_id) = (producer, sold.sku_id, sold.session_id) AND p.closed;
  IF FOUND THEN
    UPDATE stock_pool p
       SET available = p.available + CASE p.session_id WHEN nobody THEN quantity ELSE -quantity END
     WHERE (p.producer_id, p.sku_id) = (producer, sold.sku_id) AND p.session_id IN (sold.session_id, nobody);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION stock_spoil(producers uuid[], lines uuid[], quantities bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  skus     uuid[];
  sessions uuid[];
BEGIN
  SELECT array_agg(sold.sku_id ORDER BY asked.n), array_agg(sold.session_id ORDER BY asked.n) INTO skus, sessions
    FROM unnest(producers, lines) WITH ORDINALITY AS asked (producer_id, line, n)
    LEFT JOIN LATERAL (SELECT m.sku_id, m.session_id FROM stock_move m
                        WHERE (m.producer_id, m.reference_id, m.kind) = (asked.producer_id, asked.line, 'SELL')
                        ORDER BY m.round DESC LIMIT 1) sold ON true;
  IF array_position(skus, NULL) IS NOT NULL THEN
    RAISE EXCEPTION 'a line that was never sold cannot spoil' USING ERRCODE = 'no_data_found';
  END IF;
  PERFORM stock_lock(producers, skus, sessions);

  INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
  SELECT t.producer_id, t.line, 'SPOIL',
         coalesce((SELECT max(m.round) + 1 FROM stock_move m
                    WHERE (m.producer_id, m.reference_id, m.kind) = (t.producer_id, t.line, 'SPOIL')), 0),
         t.sku_id, t.session_id, t.units
    FROM unnest(producers, lines, skus, sessions, quantities) AS t (producer_id, line, sku_id, session_id, units);
  UPDATE stock_pool p
     SET sold = p.sold - t.units
    FROM (SELECT producer_id, sku_id, session_id, CAST(sum(units) AS bigint) AS units
            FROM unnest(producers, skus, sessions, quantities) AS one (producer_id, sku_id, session_id, units)
           GROUP BY producer_id, sku_id, session_id) t
   WHERE (p.producer_id, p.sku_id, p.session_id) = (t.producer_id, t.sku_id, t.session_id);
END $$;
