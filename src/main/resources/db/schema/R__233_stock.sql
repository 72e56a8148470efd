-- Locks a producer's pools in the order of their keys, the one order in which anything locks them, and tells what each
-- has available (0 for a closed or unknown one), in the order asked.
CREATE OR REPLACE FUNCTION stock_lock(producer uuid, skus uuid[], sessions uuid[])
RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  levels bigint[];
BEGIN
  WITH asked AS (
    SELECT * FROM unnest(skus, sessions) WITH ORDINALITY AS a (sku_id, session_id, n)
  ), locked AS MATERIALIZED (
    SELECT p.sku_id, p.session_id, p.available, p.closed
      FROM stock_pool p
     WHERE p.producer_id = producer AND (p.sku_id, p.session_id) IN (SELECT sku_id, session_id FROM asked)
     ORDER BY p.sku_id, p.session_id
       FOR NO KEY UPDATE OF p
  )
  SELECT array_agg(CASE WHEN l.closed THEN 0 ELSE coalesce(l.available, 0) END ORDER BY a.n) INTO levels
    FROM asked a LEFT JOIN locked l USING (sku_id, session_id);
  RETURN levels;
END $$;

-- Holds units for order lines, one row a line. The caller has locked the pools and seen that they have enough.
CREATE OR REPLACE FUNCTION stock_reserve(
  producer uuid, lines uuid[], skus uuid[], sessions uuid[], quantities bigint[], hold_round smallint
) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stock_pool p
     SET available = p.available - t.units, reserved = p.reserved + t.units
    FROM (SELECT sku_id, session_id, sum(units) AS units
            FROM unnest(skus, sessions, quantities) AS w (sku_id, session_id, units)
           GROUP BY sku_id, session_id) t
   WHERE p.producer_id = producer AND (p.sku_id, p.session_id) = (t.sku_id, t.session_id);
  INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
  SELECT producer, line_id, 'RESERVE', hold_round, sku_id, session_id, units
    FROM unnest(lines, skus, sessions, quantities) AS w (line_id, sku_id, session_id, units);
END $$;

-- Ends what a producer's lines hold (SELL, RELEASE), each once; what ended already, or holds nothing, is passed over.
-- What a closed pool gets back goes on to the general one. Returns how many lines were moved.
CREATE OR REPLACE FUNCTION stock_finish(producer uuid, what text, lines uuid[], rounds smallint[])
RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  nobody CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
  moved  integer;
BEGIN
  PERFORM 1 FROM stock_pool p
   WHERE p.producer_id = producer
     AND (p.sku_id, p.session_id) IN (
           SELECT m.sku_id, unnest(CASE what WHEN 'SELL' THEN ARRAY[m.session_id]
                                             ELSE ARRAY[m.session_id, nobody] END)
             FROM unnest(lines, rounds) AS w (line_id, round)
             JOIN stock_move m ON (m.producer_id, m.reference_id, m.kind, m.round)
                                = (producer, w.line_id, 'RESERVE', w.round))
   ORDER BY p.sku_id, p.session_id
     FOR NO KEY UPDATE;

  WITH ended AS (
    INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
    SELECT producer, m.reference_id, what, m.round, m.sku_id, m.session_id, m.units
      FROM unnest(lines, rounds) AS w (line_id, round)
      JOIN stock_move m ON (m.producer_id, m.reference_id, m.kind, m.round)
                         = (producer, w.line_id, 'RESERVE', w.round)
        ON CONFLICT DO NOTHING
    RETURNING reference_id, round, sku_id, session_id, units
  ), back AS (
    INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
    SELECT producer, e.reference_id, 'POOL', e.round, e.sku_id, e.session_id, -e.units
      FROM ended e
      JOIN stock_pool p ON (p.producer_id, p.sku_id, p.session_id) = (producer, e.sku_id, e.session_id)
     WHERE what <> 'SELL' AND p.closed
    RETURNING sku_id, session_id, units
  ), change AS (
    SELECT sku_id, session_id, CASE what WHEN 'SELL' THEN 0 ELSE units END AS available, -units AS reserved,
           CASE what WHEN 'SELL' THEN units ELSE 0 END AS sold, 1 AS line
      FROM ended
     UNION ALL
    SELECT sku_id, session_id, units, 0, 0, 0 FROM back
     UNION ALL
    SELECT sku_id, nobody, -units, 0, 0, 0 FROM back
  ), summed AS (
    SELECT sku_id, session_id, sum(available) AS available, sum(reserved) AS reserved, sum(sold) AS sold,
           sum(line) AS lines
      FROM change GROUP BY sku_id, session_id
  ), counted AS (
    UPDATE stock_pool p
       SET available = p.available + s.available, reserved = p.reserved + s.reserved, sold = p.sold + s.sold
      FROM summed s
     WHERE p.producer_id = producer AND (p.sku_id, p.session_id) = (s.sku_id, s.session_id)
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
  PERFORM stock_reserve(producer, found_lines, found_skus, found_pools, found_units, hold_round);
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
  PERFORM stock_lock(producer, ARRAY[sold.sku_id, sold.sku_id], ARRAY[sold.session_id, nobody]);
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

-- Units of a producer's lines that came back unfit for sale: they count as sold no longer.
CREATE OR REPLACE FUNCTION stock_spoil(producer uuid, lines uuid[], quantities bigint[])
RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  skus     uuid[];
  sessions uuid[];
BEGIN
  SELECT array_agg(sold.sku_id ORDER BY asked.n), array_agg(sold.session_id ORDER BY asked.n) INTO skus, sessions
    FROM unnest(lines) WITH ORDINALITY AS asked (line, n)
    LEFT JOIN LATERAL (SELECT m.sku_id, m.session_id FROM stock_move m
                        WHERE (m.producer_id, m.reference_id, m.kind) = (producer, asked.line, 'SELL')
                        ORDER BY m.round DESC LIMIT 1) sold ON true;
  IF array_position(skus, NULL) IS NOT NULL THEN
    RAISE EXCEPTION 'a line that was never sold cannot spoil' USING ERRCODE = 'no_data_found';
  END IF;
  PERFORM stock_lock(producer, skus, sessions);

  INSERT INTO stock_move (producer_id, reference_id, kind, round, sku_id, session_id, units)
  SELECT producer, t.line, 'SPOIL',
         coalesce((SELECT max(m.round) + 1 FROM stock_move m
                    WHERE (m.producer_id, m.reference_id, m.kind) = (producer, t.line, 'SPOIL')), 0),
         t.sku_id, t.session_id, t.units
    FROM unnest(lines, skus, sessions, quantities) AS t (line, sku_id, session_id, units);
  UPDATE stock_pool p
     SET sold = p.sold - t.units
    FROM (SELECT sku_id, session_id, CAST(sum(units) AS bigint) AS units
            FROM unnest(skus, sessions, quantities) AS one (sku_id, session_id, units)
           GROUP BY sku_id, session_id) t
   WHERE p.producer_id = producer AND (p.sku_id, p.session_id) = (t.sku_id, t.session_id);
END $$;
