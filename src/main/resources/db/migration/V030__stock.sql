-- What can be sold, in units of a SKU. A pool with the zero session is the SKU's general one; a session may have its own.
CREATE TABLE stock_pool (
  producer_id uuid    NOT NULL,
  sku_id      uuid    NOT NULL,
  session_id  uuid    NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  available   bigint  NOT NULL DEFAULT 0 CHECK (available >= 0),
  reserved    bigint  NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  sold        bigint  NOT NULL DEFAULT 0 CHECK (sold >= 0),
  closed      boolean NOT NULL DEFAULT false CHECK (NOT closed OR session_id <> '00000000-0000-0000-0000-000000000000'),
  PRIMARY KEY (producer_id, sku_id, session_id)
) WITH (fillfactor = 50);
CREATE INDEX stock_pool_session ON stock_pool (producer_id, session_id)
  WHERE session_id <> '00000000-0000-0000-0000-000000000000';

-- Every unit that ever moved: the counters above are sums over this table, and can be proven by it.
--   ADD      a sealed lot's units reach the general pool       available +
--   POOL     from the general pool to the session's, or back (negative): the general pool moves the other way
--   RESERVE  an order line holds units                         available -, reserved +
--   SELL     what a line holds is paid                         reserved -,  sold +
--   RELEASE  what a line holds is given back                   reserved -,  available +
--   RETURN   what a line bought comes back                     sold -,      available +
-- reference_id is the order line (ADD, POOL: an id of its own). A line's hold is the row RESERVE; it ends once, by SELL or
-- by RELEASE. A line may hold again (round 1) when its payment arrives after its hold was given back.
CREATE TABLE stock_move (
  producer_id  uuid        NOT NULL,
  reference_id uuid        NOT NULL,
  kind         text        NOT NULL CHECK (kind IN ('ADD', 'POOL', 'RESERVE', 'SELL', 'RELEASE', 'RETURN')),
  round        smallint    NOT NULL DEFAULT 0,
  sku_id       uuid        NOT NULL,
  session_id   uuid        NOT NULL,
  units        bigint      NOT NULL CHECK (units > 0 OR kind = 'POOL' AND units <> 0),
  recorded_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (producer_id, reference_id, kind, round)
);
CREATE UNIQUE INDEX stock_move_ends_once ON stock_move (producer_id, reference_id, round)
  WHERE kind IN ('SELL', 'RELEASE');
REVOKE UPDATE, DELETE ON stock_move FROM livelihood_app;

-- Locks pools in the order of their keys, the one order in which anything locks them, and tells what each has available
-- (0 for a closed or unknown one), in the order asked.
CREATE FUNCTION stock_lock(producers uuid[], skus uuid[], sessions uuid[]) RETURNS bigint[] LANGUAGE plpgsql AS $$
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
CREATE FUNCTION stock_reserve(
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

-- Ends what lines hold (SELL, RELEASE) or takes back what they bought (RETURN), each once; what did so already, or holds
-- nothing, is passed over. What a closed pool gets back goes on to the general one. Returns how many lines were moved.
CREATE FUNCTION stock_finish(what text, producers uuid[], lines uuid[], rounds smallint[])
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

-- Holds again, in round hold_round, what lines held in the round before: from the same pool if it is open and has enough,
-- else from the general one; all lines or none. For a payment that arrives after the hold was given back.
CREATE FUNCTION stock_hold_again(producer uuid, lines uuid[], hold_round smallint) RETURNS boolean LANGUAGE plpgsql AS $$
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
